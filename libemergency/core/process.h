#pragma once

#include "libemergency/core/result.h"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace emergency {

/// A program to run: no shell.
struct Command {
    std::vector<std::string> words = {};                ///< The first is looked up on PATH.
    std::map<std::string, std::string> variables = {};  ///< Its whole environment.
    std::chrono::milliseconds limit{10'000};            ///< Killed after this time.
    std::string input = {};                             ///< Its whole standard input.
};

/// How a program ended, and what it wrote, without the final newlines.
struct Ended {
    int status = 0;           ///< What it exited with.
    std::string output = {};  ///< Its standard output.
    std::string said = {};    ///< Its standard error.
};

/// Runs the program to its end, whatever that is. Fails with `local` if it cannot be started, is
/// killed, or overruns its limit.
Result<Ended> run_to_end(const Command& command);

/// What the program wrote to standard output, without the final newline. Fails as `run_to_end`
/// does, and if it exits non-zero.
Result<std::string> output_of(const Command& command);

/// Becomes the program: the first word's path, with this process's standard streams. Comes back
/// only if it cannot be started, with the `local` error.
Error become(const Command& command);

}  // namespace emergency
