#pragma once

#include "apps/sandbox/pagerduty/account.h"

#include <optional>
#include <vector>

namespace sandbox::pagerduty {

/// The final schedule as far as it touches a window: the entries, layer upon layer, and the
/// overrides, in order, neighbours of one person joined.
std::vector<Shift> final_shifts(const Schedule& schedule, TimePoint from, TimePoint until);

/// Everybody in the schedule's layers, each once, in order.
std::vector<std::string> people_of(const Schedule& schedule);

/// What of the shifts lies in a window, cut at its ends.
std::vector<Shift> clipped(const std::vector<Shift>& shifts, TimePoint from, TimePoint until);

/// What of the shifts touches a window, whole.
std::vector<Shift> touching(const std::vector<Shift>& shifts, TimePoint from, TimePoint until);

/// Of the final schedule at one moment.
std::optional<Shift> shift_at(const Schedule& schedule, TimePoint moment);

}  // namespace sandbox::pagerduty
