#pragma once

#include "libemergency/config/load.h"

#include <string>

namespace emergency {

/// The name in a file's `profile:`; empty if there is none or the file is malformed.
std::string profile_in(const ConfigFile& file);

/// Applies the files that travel inside the library.
Result<void> apply_shipped(LoadedConfig& loaded);

/// Applies a file: its own sections, then those of the profile, if it has that profile.
/// Notes the origin of each key. `found` becomes true if the file has the profile.
Result<void> apply_file(const ConfigFile& file, const std::string& profile, LoadedConfig& loaded,
                        bool& found);

}  // namespace emergency
