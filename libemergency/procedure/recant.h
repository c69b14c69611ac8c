#pragma once

#include "libemergency/procedure/perform.h"

#include <optional>
#include <string>

namespace emergency::procedure {

/// Slack has no lock (api.md 5). Of several messages with the effect's key the oldest stays; if
/// ours, posted at `ts`, is not it, ours is taken back, and the oldest is what happened.
Result<std::optional<Fact>> recant(const Services& services, const Effect& effect,
                                   const std::string& ts);

}  // namespace emergency::procedure
