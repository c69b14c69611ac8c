#pragma once

#include "libemergency/core/result.h"

#include <string>

namespace emergency {

/// The function `name` of a shared library that lies beside this one, and that is loaded with the
/// first question: what it brings along is not for a command that needs none of it. It stays
/// loaded. Fails with `local` if there is no such library or function.
Result<void*> neighbour_function(const std::string& library, const std::string& name);

}  // namespace emergency
