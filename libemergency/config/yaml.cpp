#include "libemergency/config/yaml.h"

#include "libemergency/config/reading.h"
#include "libemergency/config/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

namespace emergency {
namespace {

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

/// A section that is no list of plain settings.
struct Section {
    std::string_view name;
    Result<void> (*read)(const Reading& reading, const YAML::Node& node);
    YAML::NodeType::value shape;
};

constexpr auto special_sections = std::to_array<Section>({
    {"channels", &read_channels, YAML::NodeType::Sequence},
    {"coverage", &read_coverage, YAML::NodeType::Sequence},
    {"rotations", &read_rotations, YAML::NodeType::Sequence},
    {"roles", &read_roles, YAML::NodeType::Sequence},
    {"groups", &read_groups, YAML::NodeType::Sequence},
    {"regions", &read_regions, YAML::NodeType::Sequence},
    {"duties", &read_duties, YAML::NodeType::Sequence},
    {"procedure", &read_procedure, YAML::NodeType::Sequence},
    {"triage", &read_triage, YAML::NodeType::Map},
    {"messages", &read_messages, YAML::NodeType::Map},
    {"runbook", &read_runbook, YAML::NodeType::Map},
    {"cards", &read_cards, YAML::NodeType::Map},
    {"links", &read_links, YAML::NodeType::Map},
    {"aliases", &read_aliases, YAML::NodeType::Map},
    {"hooks", &read_hooks, YAML::NodeType::Map},
});

/// Every name that may stand at the left margin.
std::vector<std::string> section_names() {
    std::vector<std::string> names{"profile", "profiles"};
    for (const auto& section : special_sections) {
        names.emplace_back(section.name);
    }
    for (const auto& setting : settings()) {
        auto name = std::string(setting.key.substr(0, setting.key.find('.')));
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

Result<void> read_settings(const Reading& reading, const std::string& section,
                           const YAML::Node& node) {
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

Result<void> read_section(const Reading& reading, const std::string& name, const YAML::Node& place,
                          const YAML::Node& node) {
    const auto* const special = std::find_if(special_sections.begin(), special_sections.end(),
                                             [&](const auto& each) { return each.name == name; });
    if (special != special_sections.end() && node.Type() == special->shape) {
        return special->read(reading, node);
    }
    if (special != special_sections.end() && special->shape == YAML::NodeType::Sequence) {
        return reading.mistake(node, fmt::format("{} must be a list", name));
    }
    if (!node.IsMap()) {
        return reading.mistake(
            place, fmt::format("{} must be a section{}", name, suggestion(name, section_names())));
    }
    return read_settings(reading, name, node);
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

Result<void> apply_shipped(LoadedConfig& loaded) {
    for (const auto& shipped : shipped_files()) {
        const ConfigFile file{.path = shipped.path, .text = {}};
        if (auto done = read_sections({file, {}, loaded}, tree_of(shipped)); !done) {
            return done;
        }
    }
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
