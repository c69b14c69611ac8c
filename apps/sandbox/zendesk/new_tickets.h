#pragma once

#include "apps/sandbox/zendesk/desk.h"

#include <cstdint>

namespace sandbox::zendesk {

/// A new ticket with every field at its default, not yet among the desk's tickets.
nlohmann::json blank_ticket(Desk& desk, std::int64_t id, std::int64_t requester, const Hand& hand);

/// The person with this address, who is added as an end user if nobody has it.
std::int64_t person_with(Desk& desk, const nlohmann::json& words);

}  // namespace sandbox::zendesk
