#pragma once

#include "apps/sandbox/pagerduty/account.h"

#include <vector>

namespace sandbox::pagerduty {

/// What the clocks of a zone show, written as if in UTC.
TimePoint shown_at(TimePoint moment, const std::string& zone);

/// The turns of a layer that touch a window, whole, cut to its restrictions. Turns and restricted
/// hours follow the clocks of `zone`: a day on which they are moved is shorter or longer.
std::vector<Shift> turns_of(const Layer& layer, const std::string& zone, TimePoint from,
                            TimePoint until);

}  // namespace sandbox::pagerduty
