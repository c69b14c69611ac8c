#pragma once

#include "apps/emerg/session.h"
#include "libemergency/health/checks.h"

#include <vector>

namespace emerg {

/// Reads what `list`, `show`, `schedule` and `journal` read; changes nothing in any service.
std::vector<emergency::health::Check> tour(Session& session);

}  // namespace emerg
