#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/http/transport.h"

#include <chrono>
#include <optional>

namespace emergency::http {

/// What asks for more than this is taken to ask for this.
constexpr std::chrono::hours longest_wait{24 * 1'000};

/// How long an answer asks to wait before the next request: `Retry-After` in seconds or as a date
/// (by the service's own clock if it says so, else by `now`), or the `ratelimit-reset` of a 429.
/// Nothing if it does not ask, or asks for what was over already.
std::optional<std::chrono::milliseconds> asked_wait(const Response& answer,
                                                    std::optional<TimePoint> now = {});

}  // namespace emergency::http
