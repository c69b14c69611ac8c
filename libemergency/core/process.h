#pragma once

#include "libemergency/core/result.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace emergency {

/// A program to run: no shell, its standard error discarded.
struct Command {
    std::vector<std::string> words = {};                ///< The first is looked up on PATH.
    std::map<std::string, std::string> variables = {};  ///< Its whole environment.
    std::chrono::milliseconds limit{10'000};            ///< Killed after this time.
    std::string input = {};                             ///< Its whole standard input.
};

/// What the program wrote to standard output, without the final newline. Fails with
/// `local` if it cannot be started, exits non-zero, or overruns its limit.
Result<std::string> output_of(const Command& command);

/// Becomes the program: the first word's path, with this process's standard streams. Comes back
/// only if it cannot be started, with the `local` error.
Error become(const Command& command);

}  // namespace emergency
