#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"

#include <chrono>
#include <set>
#include <string>
#include <string_view>

namespace emergency {

/// "saturday" out of "Saturday", "sat" or "SAT"; empty if it is no day of the week.
std::string weekday_named(std::string_view word);

/// "saturday": what day it is in `zone`.
std::string weekday_at(TimePoint moment, std::string_view zone);

/// "2026-12-25": the date in `zone`.
std::string date_at(TimePoint moment, std::string_view zone);

/// Is it a date of the calendar, written "2026-12-25"?
bool is_date(const std::string& text);

/// Hours that come back every week, by the wall clocks of a zone.
struct WeeklyWindow {
    std::set<std::string> days = {};
    std::chrono::minutes from{0};
    std::chrono::minutes until{24 * 60};  ///< Not included.
    std::string zone = "UTC";
};

/// "sat sun 00:00-08:00 Asia/Tokyo", "daily 22:00-24:00 UTC". Fails with `configuration`.
Result<WeeklyWindow> parse_weekly_window(const std::string& text);

/// Does the window hold at `moment`?
bool holds(const WeeklyWindow& window, TimePoint moment);

}  // namespace emergency
