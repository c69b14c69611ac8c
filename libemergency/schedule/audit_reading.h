#pragma once

#include "libemergency/pagerduty/client.h"
#include "libemergency/schedule/audit.h"
#include "libemergency/schedule/roster.h"

namespace emergency::schedule {

/// Reads what an audit of the rotations looks at: their schedules, the escalation policies that
/// page those, what else these page, and how everybody is reached. A few requests at a time;
/// nothing is read twice.
Result<Audited> read_audited(const pagerduty::Client& client,
                             const std::vector<Rotation>& rotations, Stretch stretch,
                             const Counted& counted);

}  // namespace emergency::schedule
