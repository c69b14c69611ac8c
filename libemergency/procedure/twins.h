#pragma once

#include "libemergency/pagerduty/types.h"

#include <string>
#include <vector>

namespace emergency::procedure {

/// Ids of the overrides that say what is wanted, in order of id: the first is the one that counts
/// and is going to stay, whoever looks.
std::vector<std::string> twins(const std::vector<pagerduty::Override>& all,
                               const pagerduty::NewOverride& wanted);

}  // namespace emergency::procedure
