#pragma once

#include "apps/sandbox/pagerduty/account.h"

#include <nlohmann/json_fwd.hpp>

namespace sandbox::pagerduty {

/// Opens an incident from one entry of a scenario's `pages`; offsets count from `start`.
Incident& open_page(Account& account, const nlohmann::json& page, TimePoint start);

}  // namespace sandbox::pagerduty
