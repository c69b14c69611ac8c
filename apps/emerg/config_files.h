#pragma once

#include "apps/emerg/global_options.h"
#include "libemergency/config/load.h"
#include "libemergency/core/result.h"

#include <string>
#include <vector>

namespace emerg {

/// Where configuration is looked for, in rising order of precedence: --config or EMERG_CONFIG
/// alone, else /etc/emerg/config.yaml and the user's config.yaml. The working folder is never
/// looked at.
std::vector<std::string> config_paths(const GlobalOptions& options,
                                      const emergency::Environment& environment);

/// Where journal, queue and caches are.
std::string state_folder(const emergency::Environment& environment);

/// Which account's cases are meant, without reading any file: by the configuration's path and
/// profile.
std::string account_named(const GlobalOptions& options, const emergency::Environment& environment);

/// Reads those that exist; one that was named and is not there is a `configuration` error.
emergency::Result<emergency::LoadedConfig> read_config(const GlobalOptions& options,
                                                       const emergency::Environment& environment);

}  // namespace emerg
