#include "libemergency/config/yaml.h"

#include "libemergency/config/settings.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace emergency {
namespace {

/// A file being applied: where mistakes are, and where values come from.
struct Reading {
    const ConfigFile& file;
    std::string profile;  ///< Of the sections being read; empty outside of profiles.
    LoadedConfig& loaded;

    Error mistake(const YAML::Node& place, const std::string& what,
                  const std::string& hint = {}) const {
        return {.kind = ErrorKind::configuration,
                .message = fmt::format("{} line {}: {}", file.path, place.Mark().line + 1, what),
                .hint = hint};
    }
    void note(const std::string& key, const YAML::Node& place) const {
        loaded.origins[key] =
            profile.empty()
                ? fmt::format("{}:{}", file.path, place.Mark().line + 1)
                : fmt::format("{}:{} (profile {})", file.path, place.Mark().line + 1, profile);
    }
};

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

Result<void> read_channels(const Reading& reading, const YAML::Node& list) {
    std::vector<ChannelRule> rules;
    for (const auto& node : list) {
        if (auto fine = only(reading, node, "a channel rule",
                             {"channel", "name", "forms", "tags", "organisations", "fields"});
            !fine) {
            return fine;
        }
        const auto name = node["channel"] ? node["channel"] : node["name"];
        if (!name) {
            return reading.mistake(node, "a channel rule must name its channel");
        }
        ChannelRule rule{.channel = name.as<std::string>()};
        for (const auto& text :
             node["forms"] ? texts_in(node["forms"]) : std::vector<std::string>()) {
            rule.forms.push_back(YAML::Node(text).as<std::int64_t>());
        }
        rule.tags = node["tags"] ? texts_in(node["tags"]) : rule.tags;
        rule.organisations =
            node["organisations"] ? texts_in(node["organisations"]) : rule.organisations;
        if (node["fields"]) {
            rule.fields = node["fields"].as<std::map<std::string, std::string>>();
        }
        rules.push_back(std::move(rule));
    }
    reading.loaded.config.channels = std::move(rules);
    return {};
}

Result<void> read_rotations(const Reading& reading, const YAML::Node& list) {
    std::vector<Rotation> rotations;
    for (const auto& node : list) {
        if (auto fine = only(reading, node, "a rotation", {"name", "schedules", "time_zone"});
            !fine) {
            return fine;
        }
        if (!node["name"] || !node["schedules"]) {
            return reading.mistake(node, "a rotation must have a name and its schedules");
        }
        Rotation rotation{.name = node["name"].as<std::string>(),
                          .schedules = texts_in(node["schedules"])};
        if (node["time_zone"]) {
            rotation.time_zone = node["time_zone"].as<std::string>();
        }
        if (!zone_exists(rotation.time_zone)) {
            return reading.mistake(
                node["time_zone"],
                fmt::format("'{}' is not a zone like Europe/Madrid", rotation.time_zone));
        }
        const bool twice = std::any_of(rotations.begin(), rotations.end(), [&](const auto& each) {
            return each.name == rotation.name;
        });
        if (twice) {
            return reading.mistake(node["name"],
                                   fmt::format("two rotations are called {}", rotation.name));
        }
        rotations.push_back(std::move(rotation));
    }
    reading.loaded.config.rotations = std::move(rotations);
    return {};
}

Result<std::vector<RequiredPoint>> points_in(const Reading& reading, const YAML::Node& list) {
    std::vector<RequiredPoint> points;
    for (const auto& node : list) {
        if (auto fine = only(reading, node, "a point", {"name", "phrases"}); !fine) {
            return fine.error();
        }
        if (!node["name"] || !node["phrases"]) {
            return reading.mistake(node, "a point must have a name and its phrases");
        }
        points.push_back({node["name"].as<std::string>(), texts_in(node["phrases"])});
    }
    return points;
}

Result<void> read_messages(const Reading& reading, const YAML::Node& map) {
    for (const auto& entry : map) {
        auto& message = reading.loaded.config.messages[entry.first.as<std::string>()];
        const auto& node = entry.second;
        if (node.IsScalar()) {
            message.text = node.as<std::string>();
            continue;
        }
        if (auto fine = only(reading, node, "a message", {"text", "points"}); !fine) {
            return fine;
        }
        message.text = node["text"] ? node["text"].as<std::string>() : message.text;
        if (!node["points"]) {
            continue;
        }
        auto points = points_in(reading, node["points"]);
        if (!points) {
            return points.error();
        }
        message.points = *std::move(points);
    }
    return {};
}

Result<void> read_setting(const Reading& reading, const std::string& key, const YAML::Node& name,
                          const YAML::Node& value) {
    const auto* setting = setting_of(key);
    if (setting == nullptr) {
        std::vector<std::string> known;
        for (const auto& each : settings()) {
            known.emplace_back(each.key);
        }
        return reading.mistake(name,
                               fmt::format("unknown setting {}{}", key, suggestion(key, known)));
    }
    if (value.IsMap()) {
        return reading.mistake(value, fmt::format("{} takes a value, not a section", key));
    }
    if (auto done = set(*setting, reading.loaded.config, texts_in(value), Written::in_file);
        !done) {
        return reading.mistake(value, done.error().message, done.error().hint);
    }
    reading.note(key, name);
    return {};
}

Result<void> read_section(const Reading& reading, const std::string& section,
                          const YAML::Node& name, const YAML::Node& node) {
    if (section == "channels" || section == "rotations") {
        if (!node.IsSequence()) {
            return reading.mistake(node, fmt::format("{} must be a list", section));
        }
        return section == "channels" ? read_channels(reading, node) : read_rotations(reading, node);
    }
    if (!node.IsMap()) {
        static const std::vector<std::string> sections{
            "user",     "pagerduty", "zendesk",   "slack",    "network",
            "policy",   "bridge",    "customer",  "handoff",  "guard",
            "messages", "channels",  "rotations", "profiles", "profile"};
        return reading.mistake(
            name, fmt::format("{} must be a section{}", section, suggestion(section, sections)));
    }
    if (section == "messages") {
        return read_messages(reading, node);
    }
    std::set<std::string> seen;
    for (const auto& entry : node) {
        const auto key = fmt::format("{}.{}", section, entry.first.as<std::string>());
        if (!seen.insert(key).second) {
            return reading.mistake(entry.first, fmt::format("{} is there twice", key));
        }
        if (auto done = read_setting(reading, key, entry.first, entry.second); !done) {
            return done;
        }
    }
    return {};
}

Result<void> read_sections(const Reading& reading, const YAML::Node& root) {
    if (root.IsNull()) {
        return {};
    }
    if (!root.IsMap()) {
        return reading.mistake(root, "the file must consist of sections");
    }
    for (const auto& entry : root) {
        const auto name = entry.first.as<std::string>();
        if (name == "profile" || name == "profiles") {
            continue;
        }
        if (auto done = read_section(reading, name, entry.first, entry.second); !done) {
            return done;
        }
    }
    return {};
}

Error unreadable(const ConfigFile& file, const YAML::Exception& problem) {
    return {
        .kind = ErrorKind::configuration,
        .message = fmt::format("{} line {}: {}", file.path, problem.mark.line + 1, problem.msg)};
}

}  // namespace

std::string profile_in(const ConfigFile& file) try {
    const auto root = YAML::Load(file.text);
    return root.IsMap() && root["profile"] ? root["profile"].as<std::string>() : std::string();
} catch (const YAML::Exception&) {
    return {};
}

Result<void> apply_file(const ConfigFile& file, const std::string& profile, LoadedConfig& loaded,
                        bool& found) try {
    const auto root = YAML::Load(file.text);
    if (auto done = read_sections({file, {}, loaded}, root); !done) {
        return done;
    }
    if (profile.empty() || !root.IsMap() || !root["profiles"] || !root["profiles"][profile]) {
        return {};
    }
    found = true;
    return read_sections({file, profile, loaded}, root["profiles"][profile]);
} catch (const YAML::Exception& problem) {
    return unreadable(file, problem);
}

}  // namespace emergency
