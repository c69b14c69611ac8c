#include "libemergency/config/sections.h"

#include "libemergency/config/reading.h"
#include "libemergency/config/settings.h"
#include "libemergency/config/shipped.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace emergency {
namespace {

Result<void> read_setting(const Reading& reading, const std::string& key, const Tree& name,
                          const Tree& value) {
    const auto* setting = setting_of(key);
    if (setting == nullptr) {
        std::vector<std::string> known;
        for (const auto& each : settings()) {
            known.emplace_back(each.key);
        }
        return reading.mistake(name,
                               fmt::format("unknown setting {}{}", key, suggestion(key, known)));
    }
    if (value.is_map()) {
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
    Result<void> (*read)(const Reading& reading, const Tree& node);
    Tree::Kind shape;
};

constexpr auto special_sections = std::to_array<Section>({
    {"channels", &read_channels, Tree::Kind::list},
    {"coverage", &read_coverage, Tree::Kind::list},
    {"rotations", &read_rotations, Tree::Kind::list},
    {"roles", &read_roles, Tree::Kind::list},
    {"groups", &read_groups, Tree::Kind::list},
    {"regions", &read_regions, Tree::Kind::list},
    {"duties", &read_duties, Tree::Kind::list},
    {"call_roles", &read_call_roles, Tree::Kind::list},
    {"procedure", &read_procedure, Tree::Kind::list},
    {"advice", &read_advice, Tree::Kind::list},
    {"triage", &read_triage, Tree::Kind::map},
    {"messages", &read_messages, Tree::Kind::map},
    {"runbook", &read_runbook, Tree::Kind::map},
    {"issues", &read_issues, Tree::Kind::map},
    {"cards", &read_cards, Tree::Kind::map},
    {"links", &read_links, Tree::Kind::map},
    {"aliases", &read_aliases, Tree::Kind::map},
    {"hooks", &read_hooks, Tree::Kind::map},
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

Result<void> read_settings(const Reading& reading, const std::string& section, const Tree& node) {
    for (const auto& entry : node.entries()) {
        const auto key = fmt::format("{}.{}", section, entry.name.text());
        if (auto done = read_setting(reading, key, entry.name, entry.value); !done) {
            return done;
        }
    }
    return {};
}

Result<void> read_section(const Reading& reading, const std::string& name, const Tree& place,
                          const Tree& node) {
    const auto* const special = std::find_if(special_sections.begin(), special_sections.end(),
                                             [&](const auto& each) { return each.name == name; });
    if (special != special_sections.end() && node.kind == special->shape) {
        return special->read(reading, node);
    }
    if (special != special_sections.end() && special->shape == Tree::Kind::list) {
        return reading.mistake(node, fmt::format("{} must be a list", name));
    }
    if (!node.is_map()) {
        return reading.mistake(
            place, fmt::format("{} must be a section{}", name, suggestion(name, section_names())));
    }
    return read_settings(reading, name, node);
}

Result<void> read_sections(const Reading& reading, const Tree& root) {
    if (root.is_null()) {
        return {};
    }
    if (!root.is_map()) {
        return reading.mistake(root, "the file must consist of sections");
    }
    for (const auto& entry : root.entries()) {
        const auto name = entry.name.text();
        if (name == "profile" && !entry.value.is_text() && !entry.value.is_null()) {
            return reading.mistake(entry.value, "profile must be the name of a profile");
        }
        if (name == "profile" || name == "profiles") {
            continue;
        }
        if (auto done = read_section(reading, name, entry.name, entry.value); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

Result<void> apply_shipped(LoadedConfig& loaded) {
    bool found = false;
    for (const auto& shipped : shipped_files()) {
        const ConfigFile file{.path = shipped.path, .text = {}};
        if (auto done = apply_file(file, tree_of(shipped), {}, loaded, found); !done) {
            return done;
        }
    }
    return {};
}

Result<void> apply_file(const ConfigFile& file, const TreeFile& tree, const std::string& profile,
                        LoadedConfig& loaded, bool& found) {
    const Reading reading{file, {}, loaded};
    auto done = read_sections(reading, tree.root);
    const auto& own = tree.root["profiles"][profile];
    if (done && !profile.empty() && own) {
        found = true;
        done = read_sections({file, profile, loaded}, own);
    }
    // What was misread comes before what followed from it.
    if (const auto& misshape = *tree.misshape; misshape.expected != nullptr) {
        return reading.mistake({.line = misshape.line}, misshape.expected);
    }
    return done;
}

}  // namespace emergency
