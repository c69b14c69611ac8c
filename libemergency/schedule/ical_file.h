#pragma once

#include "libemergency/core/result.h"
#include "libemergency/schedule/ical.h"

namespace emergency::schedule {

/// `ical` by way of libical, which is loaded now, with what it needs. Fails with `local` if it
/// cannot be.
Result<std::string> ical_file(const std::vector<Roster>& rosters, const CalendarFile& file);

}  // namespace emergency::schedule
