#pragma once

#include "apps/emerg/world.h"
#include "libemergency/config/config.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace emerg {

using Aliases = std::map<std::string, std::vector<std::string>>;

/// Does any alias shadow a command of ours, or lead back to itself? Fails with `configuration`.
emergency::Result<void> check_aliases(const Aliases& aliases);

/// Where the words before the command end: options of the whole program, each with its value.
std::size_t place_of_command(const std::vector<std::string>& words);

/// The words with an alias at `place` replaced by what it stands for, and that again; unchanged if
/// it is none. Fails with `configuration` on aliases that `check_aliases` refuses.
emergency::Result<std::vector<std::string>> without_aliases(std::vector<std::string> words,
                                                            std::size_t place,
                                                            const Aliases& aliases);

/// The program with this name on the PATH; empty if there is none.
std::string program_on_path(const std::string& name, const emergency::Environment& environment);

/// The program emerg-NAME on the PATH; empty if there is none.
std::string extension_path(const std::string& name, const emergency::Environment& environment);

/// What an extension finds in its environment beside what there is: which configuration and profile
/// the words before it named, and where emerg is. Never a token.
emergency::Environment extension_environment(const std::vector<std::string>& before,
                                             emergency::Environment environment);

}  // namespace emerg
