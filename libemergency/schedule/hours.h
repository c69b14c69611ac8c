#pragma once

#include "libemergency/schedule/calendar.h"
#include "libemergency/schedule/roster.h"

namespace emergency::schedule {

/// The hours that one person had duty in a rotation in one month, by what the days were.
struct DutyHours {
    std::string month = {};  ///< "2026-10", by the clocks of the rotation's zone.
    std::string rotation = {};
    std::string user_id = {};
    std::map<DayKind, std::chrono::seconds> spans = {};

    std::chrono::seconds of(DayKind kind) const;
    std::chrono::seconds total() const;
};

/// The hours within a stretch, by month, rotation and person. Days are those of the rotation's
/// zone and as long as they are: 23 and 25 hours where the clocks are changed.
std::vector<DutyHours> hours_of(const Roster& roster, const Calendar& calendar, Stretch stretch);

/// A rotation, and when its hours count: its months begin by its own zone.
struct Counting {
    Rotation rotation = {};
    Stretch stretch = {};
};

/// The hours of all of them, rotation by rotation. Read one `longest_window` after the other, so
/// that memory does not grow with the stretch.
Result<std::vector<DutyHours>> read_hours(const pagerduty::Client& client,
                                          const std::vector<Counting>& countings,
                                          const Calendar& calendar, const Counted& counted);

}  // namespace emergency::schedule
