#include "libemergency/config/reading.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <string_view>

namespace emergency {
namespace {

/// A list is its words; a text is split where it is blank.
std::vector<std::string> words_in(const YAML::Node& node) {
    if (!node.IsScalar()) {
        return texts_in(node);
    }
    auto words = split(node.as<std::string>(), ' ');
    std::erase(words, "");
    return words;
}

bool is_word(const std::string& name) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
    return !name.empty() && name.front() != '-' &&
           name.find_first_not_of(allowed) == std::string::npos;
}

}  // namespace

Result<void> read_aliases(const Reading& reading, const YAML::Node& map) {
    for (const auto& entry : map) {
        const auto name = entry.first.as<std::string>();
        if (!is_word(name)) {
            return reading.mistake(entry.first, "an alias is a word of small letters, digits, -");
        }
        auto words = words_in(entry.second);
        if (words.empty() || words.front().starts_with('-')) {
            return reading.mistake(entry.second,
                                   fmt::format("the alias {} must begin with a command", name));
        }
        reading.loaded.config.aliases[name] = std::move(words);
    }
    return {};
}

Result<void> read_hooks(const Reading& reading, const YAML::Node& map) {
    for (const auto& entry : map) {
        const auto name = entry.first.as<std::string>();
        if (!is_word(name)) {
            return reading.mistake(entry.first, "a hook is named like a command, or any");
        }
        auto words = words_in(entry.second);
        if (words.empty()) {
            return reading.mistake(entry.second, fmt::format("the hook {} runs nothing", name));
        }
        reading.loaded.config.hooks[name] = std::move(words);
    }
    return {};
}

}  // namespace emergency
