#pragma once

#include "apps/emerg/session.h"
#include "libemergency/health/checks.h"

#include <vector>

namespace emerg {

/// One emergency of our own, from the page to its end, played with this program's commands on a
/// test ticket and on the service `smoke.service`. Afterwards, whatever failed, the messages are
/// removed, the page is resolved and the ticket solved: agents seldom may delete one. Asks first. A
/// dry run tells the commands.
Result<std::vector<emergency::health::Check>> emergency_of_our_own(Session& session);

}  // namespace emerg
