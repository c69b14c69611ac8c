#include "libemergency/config/reading.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace emergency {

Error Reading::mistake(const Tree& place, const std::string& what, const std::string& hint) const {
    return {.kind = ErrorKind::configuration,
            .message = fmt::format("{} line {}: {}", file.path, place.line, what),
            .hint = hint};
}

void Reading::note(const std::string& key, const Tree& place) const {
    loaded.origins[key] = profile.empty()
                              ? fmt::format("{}:{}", file.path, place.line)
                              : fmt::format("{}:{} (profile {})", file.path, place.line, profile);
}

std::string suggestion(const std::string& word, const std::vector<std::string>& known) {
    const auto near = nearest(word, known);
    return near.empty() || near == word ? std::string() : fmt::format("; did you mean {}?", near);
}

std::string text_in(const Tree& node, const char* key) {
    return node[key] ? node[key].text() : std::string();
}

std::vector<std::string> texts_in(const Tree& node) {
    if (!node.is_list()) {
        return {node.is_null() ? std::string() : node.text()};
    }
    std::vector<std::string> texts;
    texts.reserve(node.children.size());
    for (const auto& each : node.children) {
        texts.push_back(each.text());
    }
    return texts;
}

std::optional<std::int64_t> number_in(const Tree& node) {
    const auto& text = node.text();
    const auto* const end = text.data() + text.size();
    std::int64_t number = 0;
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

/// Refuses keys that are not among `known`.
Result<void> only(const Reading& reading, const Tree& map, const std::string& what,
                  const std::vector<std::string>& known) {
    if (!map.is_map()) {
        return reading.mistake(map, fmt::format("{} must be made of `key: value`", what));
    }
    for (const auto& entry : map.entries()) {
        const auto key = entry.name.text();
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            return reading.mistake(
                entry.name, fmt::format("{} has no {}{}", what, key, suggestion(key, known)));
        }
    }
    return {};
}

}  // namespace emergency
