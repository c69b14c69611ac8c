#pragma once

#include "apps/emerg/world.h"

#include <string>
#include <vector>

namespace emerg {

/// The whole program, from the words after `emerg` to the exit code.
int run_program(std::vector<std::string> words, World& world);

}  // namespace emerg
