#pragma once

#include "libemergency/config/load.h"
#include "libemergency/config/tree.h"

#include <string>

namespace emergency {

/// Applies the files that travel inside the library.
Result<void> apply_shipped(LoadedConfig& loaded);

/// Applies a file's tree: its own sections, then those of the profile, if it has that profile.
/// Notes the origin of each key. `found` becomes true if the file has the profile.
Result<void> apply_file(const ConfigFile& file, const TreeFile& tree, const std::string& profile,
                        LoadedConfig& loaded, bool& found);

}  // namespace emergency
