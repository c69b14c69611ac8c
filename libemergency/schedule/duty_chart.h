#pragma once

#include "libemergency/message/page.h"
#include "libemergency/schedule/calendar.h"
#include "libemergency/schedule/roster.h"

namespace emergency::schedule {

/// Stretches in which nobody has duty.
std::vector<Stretch> gaps_in(const std::vector<pagerduty::Duty>& duties, Stretch stretch);

/// What is promised in a stretch, or all of it where the rotation promises nothing, and nobody has.
Stretches unkept_in(const Roster& roster, Stretch stretch);

/// The picture of a stretch for the page's template: a row for each person, a bar for each duty,
/// days as wide as they are long, those off by `calendar` shaded, what nobody has in spite of
/// the promise in a row of its own.
message::PageData chart_of(const Roster& roster, const Calendar& calendar, Stretch stretch,
                           TimePoint now);

}  // namespace emergency::schedule
