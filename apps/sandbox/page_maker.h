#pragma once

#include "apps/sandbox/services.h"
#include "libemergency/core/result.h"

#include <nlohmann/json_fwd.hpp>

namespace sandbox {

/// Opens a ticket, unless `page` names one, and pages for it. What `page` leaves out is taken
/// from the first ticket of the scenario. Gives `{incident: {id, number}, ticket: {id}}`.
emergency::Result<nlohmann::json> make_page(Services& services, const nlohmann::json& scenario,
                                            const nlohmann::json& page);

}  // namespace sandbox
