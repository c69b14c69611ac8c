#include "libemergency/schedule/calendar.h"

#include "libemergency/core/weekly_window.h"

#include <algorithm>

namespace emergency::schedule {

DayKind day_kind(const Calendar& calendar, TimePoint moment, const std::string& zone) {
    const auto& holidays = calendar.holidays;
    if (std::find(holidays.begin(), holidays.end(), date_at(moment, zone)) != holidays.end()) {
        return DayKind::holiday;
    }
    const auto today = weekday_at(moment, zone);
    const bool is_weekend =
        std::any_of(calendar.weekend.begin(), calendar.weekend.end(),
                    [&](const auto& day) { return weekday_named(day) == today; });
    return is_weekend ? DayKind::weekend : DayKind::weekday;
}

std::string day_off(const Calendar& calendar, TimePoint moment) {
    switch (day_kind(calendar, moment, calendar.time_zone)) {
        case DayKind::holiday:
            return "a holiday";
        case DayKind::weekend:
            return "a weekend";
        case DayKind::weekday:
            return {};
    }
    return {};
}

}  // namespace emergency::schedule
