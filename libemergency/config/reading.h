#pragma once

#include "libemergency/config/load.h"
#include "libemergency/config/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace emergency {

/// A file being applied: where mistakes are, and where values come from.
struct Reading {
    const ConfigFile& file;
    std::string profile;  ///< Of the sections being read; empty outside of profiles.
    LoadedConfig& loaded;

    /// A `configuration` error with file and line.
    Error mistake(const Tree& place, const std::string& what, const std::string& hint = {}) const;
    /// Remembers where the value of `key` came from.
    void note(const std::string& key, const Tree& place) const;
};

/// "; did you mean X?", or nothing, also where the word itself is known.
std::string suggestion(const std::string& word, const std::vector<std::string>& known);

/// The text of an entry; empty if there is none.
std::string text_in(const Tree& node, const char* key);

/// A list's texts, or a single value's: the empty text of what is empty.
std::vector<std::string> texts_in(const Tree& node);

/// The whole number that a text is; nothing if it is none.
std::optional<std::int64_t> number_in(const Tree& node);

/// Refuses keys that are not among `known`.
Result<void> only(const Reading& reading, const Tree& map, const std::string& what,
                  const std::vector<std::string>& known);

/// Sections that are no plain settings; each replaces, or for maps adds to, what was read before.
Result<void> read_channels(const Reading& reading, const Tree& list);
Result<void> read_coverage(const Reading& reading, const Tree& list);
Result<void> read_rotations(const Reading& reading, const Tree& list);
Result<void> read_roles(const Reading& reading, const Tree& list);
Result<void> read_regions(const Reading& reading, const Tree& list);
Result<void> read_groups(const Reading& reading, const Tree& list);
Result<void> read_duties(const Reading& reading, const Tree& list);
Result<void> read_call_roles(const Reading& reading, const Tree& list);
Result<void> read_procedure(const Reading& reading, const Tree& list);
Result<void> read_advice(const Reading& reading, const Tree& list);
Result<void> read_triage(const Reading& reading, const Tree& map);
Result<void> read_runbook(const Reading& reading, const Tree& map);
Result<void> read_issues(const Reading& reading, const Tree& map);
Result<void> read_cards(const Reading& reading, const Tree& map);
Result<void> read_aliases(const Reading& reading, const Tree& map);
Result<void> read_hooks(const Reading& reading, const Tree& map);
Result<void> read_links(const Reading& reading, const Tree& map);
Result<void> read_messages(const Reading& reading, const Tree& map);

}  // namespace emergency
