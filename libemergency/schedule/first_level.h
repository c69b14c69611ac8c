#pragma once

#include "libemergency/config/config.h"
#include "libemergency/core/result.h"
#include "libemergency/pagerduty/client.h"

#include <vector>

namespace emergency::schedule {

/// The rotation with the schedules of its escalation policy's first level, where it names a policy;
/// as it is, once it has schedules. One request a policy. `configuration` if that level has no
/// schedule: people who are named there directly are on call without hours.
Result<Rotation> with_schedules(const pagerduty::Client& client, Rotation rotation);

/// The same for several, in order, at the same time.
Result<std::vector<Rotation>> with_schedules(const pagerduty::Client& client,
                                             const std::vector<Rotation>& rotations);

}  // namespace emergency::schedule
