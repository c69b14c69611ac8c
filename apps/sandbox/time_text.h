#pragma once

#include "apps/sandbox/clock.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sandbox {

/// "2026-03-10T04:00:00Z".
std::string utc_seconds(TimePoint moment);

/// "2026-03-10T04:00:00.250Z".
std::string utc_milliseconds(TimePoint moment);

/// "2026-03-10T05:00:00+01:00" in a zone of the tz database; an unknown zone falls back to UTC.
std::string zoned_seconds(TimePoint moment, const std::string& zone);

/// "Tue, 10 Mar 2026 04:00:00 GMT".
std::string http_date(TimePoint moment);

/// "90s", "15m", "2h", "1h30m", "3d", "250ms"; nothing if it is no span of time.
std::optional<std::chrono::milliseconds> parse_span(std::string_view text);

/// RFC 3339 with any offset, or a plain day ("2026-03-10", its midnight in UTC).
std::optional<TimePoint> parse_moment(std::string_view text);

/// RFC 3339, or an offset from `start` with its sign ("-2h", "+90m").
std::optional<TimePoint> parse_scenario_moment(std::string_view text, TimePoint start);

}  // namespace sandbox
