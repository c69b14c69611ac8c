#pragma once

#include "libemergency/core/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace emergency {

/// "90s", "15m", "2h30m", "3d", "500ms"; a bare number is an error. Fails with `usage`.
Result<std::chrono::milliseconds> parse_duration(std::string_view text);

/// "45s", "12m", "2h05m", "3d 4h": two units at most, never negative (use the absolute value).
std::string brief_duration(std::chrono::milliseconds duration);

}  // namespace emergency
