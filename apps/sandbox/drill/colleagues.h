#pragma once

#include "apps/sandbox/drill/conduct.h"
#include "apps/sandbox/drill/drill.h"
#include "apps/sandbox/services.h"

#include <nlohmann/json_fwd.hpp>

namespace sandbox::drill {

/// Does what the act says, in the services, as whoever it says. The caller holds the ground's lock.
/// Fails with what was refused.
emergency::Result<void> perform(const Act& act, const Conduct& conduct, Services& services,
                                const nlohmann::json& scenario);

}  // namespace sandbox::drill
