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

}  // namespace emergency::schedule
