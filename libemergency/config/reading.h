#pragma once

#include "libemergency/config/load.h"
#include "libemergency/config/shipped.h"

#include <yaml-cpp/yaml.h>

#include <string>
#include <vector>

namespace emergency {

/// A file being applied: where mistakes are, and where values come from.
struct Reading {
    const ConfigFile& file;
    std::string profile;  ///< Of the sections being read; empty outside of profiles.
    LoadedConfig& loaded;

    /// A `configuration` error with file and line.
    Error mistake(const YAML::Node& place, const std::string& what,
                  const std::string& hint = {}) const;
    /// Remembers where the value of `key` came from.
    void note(const std::string& key, const YAML::Node& place) const;
};

/// The tree of a shipped file, as if its YAML had been read.
YAML::Node tree_of(const ShippedFile& file);

/// "; did you mean X?", or nothing.
std::string suggestion(const std::string& word, const std::vector<std::string>& known);

/// A list's texts, or a single value's.
std::vector<std::string> texts_in(const YAML::Node& node);

/// Refuses keys that are not among `known`, and keys that are written twice.
Result<void> only(const Reading& reading, const YAML::Node& map, const std::string& what,
                  const std::vector<std::string>& known);

/// Sections that are no plain settings; each replaces, or for maps adds to, what was read before.
Result<void> read_channels(const Reading& reading, const YAML::Node& list);
Result<void> read_coverage(const Reading& reading, const YAML::Node& list);
Result<void> read_rotations(const Reading& reading, const YAML::Node& list);
Result<void> read_roles(const Reading& reading, const YAML::Node& list);
Result<void> read_regions(const Reading& reading, const YAML::Node& list);
Result<void> read_groups(const Reading& reading, const YAML::Node& list);
Result<void> read_duties(const Reading& reading, const YAML::Node& list);
Result<void> read_procedure(const Reading& reading, const YAML::Node& list);
Result<void> read_triage(const Reading& reading, const YAML::Node& map);
Result<void> read_runbook(const Reading& reading, const YAML::Node& map);
Result<void> read_cards(const Reading& reading, const YAML::Node& map);
Result<void> read_aliases(const Reading& reading, const YAML::Node& map);
Result<void> read_hooks(const Reading& reading, const YAML::Node& map);
Result<void> read_links(const Reading& reading, const YAML::Node& map);
Result<void> read_messages(const Reading& reading, const YAML::Node& map);

}  // namespace emergency
