#pragma once

#include "apps/emerg/global_options.h"
#include "libemergency/config/load.h"
#include "libemergency/core/result.h"

#include <functional>
#include <string>
#include <vector>

namespace emerg {

/// Where configuration is looked for, in rising order of precedence: --config or EMERG_CONFIG
/// alone, else /etc/emerg/config.yaml and the user's config.yaml, if there is a home folder. The
/// working folder is never looked at.
std::vector<std::string> config_paths(const GlobalOptions& options,
                                      const emergency::Environment& environment);

/// The home folder that the password database knows of; empty if it knows none.
std::string home_of_user();

/// Gives an environment without a home folder the one that `find_home` finds. Where that is none
/// either, it is given a folder for the state below the temporary one, unless it names another: its
/// path is the answer, and it is not made yet. Else the answer is empty.
std::string settle_home(emergency::Environment& environment,
                        const std::function<std::string()>& find_home);

/// Is the folder there, and mine alone? Fails with `local` if not.
emergency::Result<void> check_private(const std::string& folder);

/// Makes the folder unless it is there; then the same.
emergency::Result<void> make_private(const std::string& folder);

/// Where journal, queue and caches are.
std::string state_folder(const emergency::Environment& environment);

/// Which account's cases are meant, without reading any file: by the configuration's path and
/// profile.
std::string account_named(const GlobalOptions& options, const emergency::Environment& environment);

/// Reads those that exist; one that was named and is not there is a `configuration` error.
emergency::Result<emergency::LoadedConfig> read_config(const GlobalOptions& options,
                                                       const emergency::Environment& environment);

}  // namespace emerg
