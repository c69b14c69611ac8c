#pragma once

#include "apps/sandbox/pagerduty/account.h"

#include <nlohmann/json_fwd.hpp>

namespace sandbox::pagerduty {

/// Drops what the account holds and takes a scenario.
void fill(Account& account, const nlohmann::json& scenario);

}  // namespace sandbox::pagerduty
