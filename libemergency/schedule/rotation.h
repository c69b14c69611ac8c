#pragma once

#include "libemergency/config/config.h"
#include "libemergency/core/result.h"
#include "libemergency/pagerduty/client.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::schedule {

/// The final duties of all schedules of a rotation between two moments, in order of time;
/// adjoining pieces of one person are one piece. Schedules are read at the same time.
Result<std::vector<pagerduty::Duty>> duties_of(const pagerduty::Client& client,
                                               const Rotation& rotation, TimePoint since,
                                               TimePoint until);

/// Pieces of one person that touch or overlap become one; order by start.
std::vector<pagerduty::Duty> merged(std::vector<pagerduty::Duty> duties);

/// Who has duty at `moment` (start included, end not); several if shifts overlap.
std::vector<pagerduty::Duty> on_duty(const std::vector<pagerduty::Duty>& duties, TimePoint moment);

/// Who comes after `moment`: the first piece that begins later and is not `leaving`'s (a PagerDuty
/// user id; empty: anybody's).
std::optional<pagerduty::Duty> next_duty(const std::vector<pagerduty::Duty>& duties,
                                         TimePoint moment, const std::string& leaving);

/// Who takes over from `leaving` (a PagerDuty user id) at `moment`: somebody else who has duty
/// already, once `leaving` has none; else whoever comes next.
std::optional<pagerduty::Duty> successor(const std::vector<pagerduty::Duty>& duties,
                                         TimePoint moment, const std::string& leaving);

}  // namespace emergency::schedule
