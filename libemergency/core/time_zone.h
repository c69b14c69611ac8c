#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"

#include <string>
#include <string_view>

namespace emergency {

/// RFC 3339 ("2026-03-10T04:00:00Z", "…+01:00", fractions allowed) to a moment. Fails with
/// `unexpected` input as `usage`.
Result<TimePoint> parse_rfc3339(std::string_view text);

/// An HTTP date ("Tue, 10 Mar 2026 04:00:00 GMT") to a moment; fails with `usage`.
Result<TimePoint> parse_http_date(std::string_view text);

/// "2026-03-10T04:00:00Z": RFC 3339 in UTC, whole seconds.
std::string utc_text(TimePoint moment);

/// Is `zone` a name of the tz database ("Europe/Madrid")?
bool zone_exists(std::string_view zone);

/// `moment` on the wall clocks of `zone`, by a strftime-like `format` (date library); an
/// unknown zone falls back to UTC. "%Z" gives the zone's abbreviation at that moment.
std::string local_text(TimePoint moment, std::string_view zone, const char* format);

/// "04:12 CET": the time of day, with the zone said.
std::string clock_text(TimePoint moment, std::string_view zone);

/// "Tue 10 Mar 04:12 CET": day and time, with the zone said.
std::string day_and_time(TimePoint moment, std::string_view zone);

}  // namespace emergency
