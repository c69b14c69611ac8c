#pragma once

#include "apps/sandbox/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace sandbox::zendesk {

/// The moment as Zendesk writes it: "2026-03-10T04:00:00Z".
std::string timestamp(TimePoint moment);

/// Reads RFC 3339 ("2026-03-10", "2026-03-10T04:00:00Z") or an offset from `start` ("-3m",
/// "+1h30m").
std::optional<TimePoint> moment_in(std::string_view text, TimePoint start);

/// Reads how long ago something was ("4hours", "30minutes", "7days").
std::optional<std::chrono::milliseconds> duration_in(std::string_view text);

}  // namespace sandbox::zendesk
