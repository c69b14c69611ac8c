#pragma once

#include "apps/emerg/world.h"

#include <string>
#include <vector>

namespace emerg {

/// The whole program, from the words after `emerg` to the exit code.
int run_program(std::vector<std::string> words, World& world);

/// Does the command that the words name wait for signals itself (the sandbox)?
bool handles_signals(const std::vector<std::string>& words);

}  // namespace emerg
