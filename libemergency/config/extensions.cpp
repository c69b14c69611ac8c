#include "libemergency/config/reading.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <string_view>

namespace emergency {
namespace {

/// A list is its words; a text is split where it is blank.
std::vector<std::string> words_in(const Tree& node) {
    if (!node.is_text()) {
        return texts_in(node);
    }
    auto words = split(node.text(), ' ');
    std::erase(words, "");
    return words;
}

bool is_word(const std::string& name) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
    return !name.empty() && name.front() != '-' &&
           name.find_first_not_of(allowed) == std::string::npos;
}

}  // namespace

Result<void> read_aliases(const Reading& reading, const Tree& map) {
    for (const auto& entry : map.entries()) {
        const auto name = entry.name.text();
        if (!is_word(name)) {
            return reading.mistake(entry.name, "an alias is a word of small letters, digits, -");
        }
        auto words = words_in(entry.value);
        if (words.empty() || words.front().starts_with('-')) {
            return reading.mistake(entry.value,
                                   fmt::format("the alias {} must begin with a command", name));
        }
        reading.loaded.config.aliases[name] = std::move(words);
    }
    return {};
}

Result<void> read_hooks(const Reading& reading, const Tree& map) {
    for (const auto& entry : map.entries()) {
        const auto name = entry.name.text();
        if (!is_word(name)) {
            return reading.mistake(entry.name, "a hook is named like a command, or any");
        }
        auto words = words_in(entry.value);
        if (words.empty()) {
            return reading.mistake(entry.value, fmt::format("the hook {} runs nothing", name));
        }
        reading.loaded.config.hooks[name] = std::move(words);
    }
    return {};
}

}  // namespace emergency
