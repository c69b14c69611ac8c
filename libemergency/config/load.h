#pragma once

#include "libemergency/config/config.h"

#include <map>
#include <string>
#include <vector>

namespace emergency {

/// A configuration file, already read.
struct ConfigFile {
    std::string path;
    std::string text;
};

/// A configuration and, for each key of the table, where its value came from:
/// "default", "PATH:LINE", "PATH:LINE (profile NAME)", "EMERG_…", or a flag.
struct LoadedConfig {
    Config config;
    std::map<std::string, std::string> origins;
    std::string profile;  ///< The one in force; empty if none.
};

/// What to read, in rising order of precedence.
struct ConfigSources {
    std::vector<ConfigFile> files = {};  ///< /etc first, then the user's.
    std::string profile = {};  ///< Chosen by flag or EMERG_PROFILE; empty: the file's `profile:`.
    Environment environment = {};
    std::map<std::string, std::string> flags = {};  ///< key → text, from the command line.
};

/// Reads the shipped files, then the sources. Unknown keys, malformed values and unknown profiles
/// are `configuration` errors with file, line and the nearest known word.
Result<LoadedConfig> load_config(const ConfigSources& sources);

/// One scalar setting, as documents and completion show it.
struct SettingRow {
    std::string key;       ///< "pagerduty.url"
    std::string variable;  ///< "EMERG_PAGERDUTY_URL"
    std::string doc;       ///< One sentence.
    std::string
        value;  ///< Its value in the given config as text; secrets show their reference or "(set)".
};

/// Every scalar or list setting in the order of the table, with its values in `config`.
std::vector<SettingRow> setting_rows(const Config& config);

}  // namespace emergency
