#pragma once

#include "apps/emerg/session.h"
#include "libemergency/health/checks.h"

#include <vector>

namespace emerg {

/// What to look at before a shift. Reads only.
std::vector<emergency::health::Check> shift_checks(Session& session);

}  // namespace emerg
