#pragma once

#include "libemergency/config/secret_source.h"

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace emerg {

/// Starts a program on our own terminal, with that file as its standard input; nothing if it cannot
/// be started.
std::optional<pid_t> start_here(std::vector<std::string> words,
                                const emergency::Environment& environment, int input);

/// Waits for its end: did it end well?
bool ends_well(pid_t child);

/// The words of a command that a variable holds; no shell reads them.
std::vector<std::string> words_of(const std::string& command);

}  // namespace emerg
