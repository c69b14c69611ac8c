#pragma once

#include "apps/sandbox/drill/drill.h"

#include <string>

namespace sandbox::drill {

/// A duty by its name, with the limits and reasons of the procedure; nothing if there is none.
std::optional<Duty> duty_named(const std::string& name);

/// "acknowledge, own, …", for errors.
std::string duty_names();

}  // namespace sandbox::drill
