#pragma once

#include "libemergency/health/checks.h"

#include <cstddef>
#include <string>
#include <vector>

namespace emergency::health {

/// A stretch of time in which I am on call.
struct Shift {
    std::string rotation = {};
    TimePoint start = {};
    TimePoint end = {};
};

/// When am I on call, now or next? The shifts may be in any order; times are told in `zone`.
Check my_shift(const Result<std::vector<Shift>>& mine, TimePoint now, const std::string& zone);

/// Does a page wake me, by one of these kinds of contact methods?
Check wakes_me(const Result<pagerduty::Reachability>& me,
               const std::vector<std::string>& reached_by);

/// What runs already, and has to have somebody before the outgoing engineer leaves.
Check open_emergencies(const Result<std::size_t>& open);

/// What only the person can do: a test page, the phone, the calendar of the customers' events.
std::vector<Check> reminders(const pagerduty::User& me, const Config& config);

}  // namespace emergency::health
