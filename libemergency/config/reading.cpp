#include "libemergency/config/reading.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace emergency {

Error Reading::mistake(const YAML::Node& place, const std::string& what,
                       const std::string& hint) const {
    return {.kind = ErrorKind::configuration,
            .message = fmt::format("{} line {}: {}", file.path, place.Mark().line + 1, what),
            .hint = hint};
}

void Reading::note(const std::string& key, const YAML::Node& place) const {
    loaded.origins[key] = profile.empty() ? fmt::format("{}:{}", file.path, place.Mark().line + 1)
                                          : fmt::format("{}:{} (profile {})", file.path,
                                                        place.Mark().line + 1, profile);
}

std::string suggestion(const std::string& word, const std::vector<std::string>& known) {
    const auto near = nearest(word, known);
    return near.empty() ? std::string() : fmt::format("; did you mean {}?", near);
}

std::vector<std::string> texts_in(const YAML::Node& node) {
    if (node.IsSequence()) {
        return node.as<std::vector<std::string>>();
    }
    return node.IsNull() ? std::vector<std::string>{""}
                         : std::vector<std::string>{node.as<std::string>()};
}

/// Refuses keys that are not among `known`, and keys that are written twice.
Result<void> only(const Reading& reading, const YAML::Node& map, const std::string& what,
                  const std::vector<std::string>& known) {
    if (!map.IsMap()) {
        return reading.mistake(map, fmt::format("{} must be made of `key: value`", what));
    }
    std::set<std::string> seen;
    for (const auto& entry : map) {
        const auto key = entry.first.as<std::string>();
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            return reading.mistake(
                entry.first, fmt::format("{} has no {}{}", what, key, suggestion(key, known)));
        }
        if (!seen.insert(key).second) {
            return reading.mistake(entry.first, fmt::format("{} is there twice", key));
        }
    }
    return {};
}

}  // namespace emergency
