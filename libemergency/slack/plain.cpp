#include "libemergency/slack/types.h"

#include <array>
#include <string_view>
#include <utility>

namespace emergency::slack {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 3> entities{
    {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}}};

std::string unescaped(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        std::size_t taken = 1;
        char letter = text.front();
        for (const auto& [entity, meant] : entities) {
            if (text.starts_with(entity)) {
                taken = entity.size();
                letter = meant;
            }
        }
        plain += letter;
        text.remove_prefix(taken);
    }
    return plain;
}

/// What stands between < and >: a mention, a channel, a link.
std::string shown(const std::string& inner, const std::map<std::string, std::string>& names) {
    const auto bar = inner.find('|');
    const auto target = inner.substr(0, bar);
    const auto label = bar == std::string::npos ? std::string() : inner.substr(bar + 1);
    if (target.starts_with('@')) {
        const auto name = names.find(target.substr(1));
        return '@' + (name != names.end() ? name->second
                      : label.empty()     ? target.substr(1)
                                          : label);
    }
    if (target.starts_with('#') || target.starts_with('!')) {
        const auto sign = target.front() == '#' ? '#' : '@';
        return sign + (label.empty() ? target.substr(1) : label);
    }
    return label.empty() || label == target ? target : label + " (" + target + ")";
}

}  // namespace

std::string plain(const std::string& text, const std::map<std::string, std::string>& names) {
    std::string read;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto begin = text.find('<', at);
        const auto end = begin == std::string::npos ? begin : text.find('>', begin);
        if (end == std::string::npos) {
            break;
        }
        read += unescaped(std::string_view(text).substr(at, begin - at));
        read += unescaped(shown(text.substr(begin + 1, end - begin - 1), names));
        at = end + 1;
    }
    return read + unescaped(std::string_view(text).substr(at));
}

}  // namespace emergency::slack
