#pragma once

#include "libemergency/config/reaching.h"
#include "libemergency/core/clock.h"

#include <string>

namespace emergency::schedule {

/// What a day counts as. A holiday on a weekend is a holiday.
enum class DayKind { weekday, weekend, holiday };

/// What the date of `moment` in `zone` counts as, by the calendar's weekend and holidays.
DayKind day_kind(const Calendar& calendar, TimePoint moment, const std::string& zone);

/// Why nobody is expected to read Slack at `moment`: "a weekend" or "a holiday"; empty on a working
/// day.
std::string day_off(const Calendar& calendar, TimePoint moment);

}  // namespace emergency::schedule
