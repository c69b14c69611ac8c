#pragma once

#include "libemergency/config/config.h"
#include "libemergency/core/result.h"
#include "libemergency/pagerduty/types.h"
#include "libemergency/zendesk/types.h"

#include <string>

namespace emergency::cases {

/// May a ticket that was named on `server` be the one that was read under its number? Another help
/// desk has other tickets under the same numbers (procedure.md B8). `server` is empty where no URL
/// tells it.
bool is_of_account(const std::string& server, const zendesk::Ticket& ticket, const Config& config);

/// Refuses a ticket that was named on another server: `usage`.
Result<void> of_this_account(const std::string& server, const zendesk::Ticket& ticket,
                             const Config& config);

/// Refuses a page that was named on another account's server: `usage`.
Result<void> of_this_account(const std::string& server, const pagerduty::Incident& incident,
                             const Config& config);

}  // namespace emergency::cases
