#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emergency {

/// What the clocks on the walls of a zone show.
struct WallTime {
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    bool is_twice = false;  ///< They show it twice, for they are turned back.
};

/// What the clocks of `zone` show at `moment`; of an unknown zone those of UTC.
WallTime wall_time(TimePoint moment, std::string_view zone);

/// The first moment at which the clocks of `zone` show what `written` shows in UTC; where they skip
/// that time, the moment at which they do.
TimePoint moment_shown(TimePoint written, std::string_view zone);

/// The clocks of a zone are put forward or back, or its name changes.
struct ZoneChange {
    TimePoint at = {};
    std::chrono::seconds before{0};  ///< East of UTC.
    std::chrono::seconds after{0};
    std::string name = {};  ///< From then on: "CEST".
    bool is_daylight = false;
};

/// The change that made the clocks of `zone` what they are at `since` (1970 at the earliest), then
/// each one before `until`.
std::vector<ZoneChange> zone_changes(std::string_view zone, TimePoint since, TimePoint until);

/// The next midnight after `moment` in `zone`; where the clocks skip it, the moment at which they
/// do.
TimePoint next_midnight(TimePoint moment, std::string_view zone);

/// When the date ("2026-10-25") begins in `zone`; nothing if it is no date.
std::optional<TimePoint> start_of_date(const std::string& date, std::string_view zone);

/// When the month of `moment` begins in `zone`, or one that is `months` later.
TimePoint start_of_month(TimePoint moment, std::string_view zone, int months = 0);

/// A moment as people write it: "2026-03-10T04:00:00Z", "2026-03-10 04:00" or "2026-03-10" by the
/// clocks of `zone`, "16:30" (the next time they show it), "3h" (from now). Fails with `usage`.
Result<TimePoint> moment_in(const std::string& text, TimePoint now, const std::string& zone);

}  // namespace emergency
