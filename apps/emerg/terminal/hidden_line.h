#pragma once

#include "apps/emerg/terminal/terminal.h"
#include "libemergency/core/result.h"
#include "libemergency/core/secret.h"

#include <string>

namespace emerg {

/// A secret: asked for on a terminal, which does not show what is typed, else all of standard
/// input. Fails with `usage` if there is none, or if it is more than one word.
emergency::Result<emergency::Secret> read_secret(const std::string& question, Terminal& terminal);

}  // namespace emerg
