#pragma once

#include "apps/emerg/session.h"
#include "libemergency/schedule/roster.h"

#include <string>
#include <vector>

namespace emerg {

/// The person meant by "me" or an address, as PagerDuty knows them.
Result<emergency::pagerduty::User> person_meant(const std::string& who, Session& session);

/// The rotation with this name; of an empty name all of them. Fails with `configuration` or
/// `not_found`.
Result<std::vector<emergency::Rotation>> rotations_meant(const std::string& name,
                                                         const Session& session);

/// What time it is by PagerDuty, which is asked for nothing but that.
Result<emergency::TimePoint> time_there(Session& session);

/// Tells how many requests are answered: "12 of 40 requests", on a terminal only, on a line that
/// goes away.
emergency::schedule::Counted reading_progress(Session& session);

}  // namespace emerg
