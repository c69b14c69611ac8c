#pragma once

#include "libemergency/pagerduty/types.h"

#include <string>
#include <vector>

namespace emergency::pagerduty {

/// Why a page does not wake somebody, if only these kinds of contact methods do; empty if it does.
std::string why_unreachable(const Reachability& person, const std::vector<std::string>& reached_by);

}  // namespace emergency::pagerduty
