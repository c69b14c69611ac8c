#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/plan.h"

namespace emergency::procedure {

/// Can the customer be written to: is there a ticket, and is it open? Fails with `policy`, or with
/// why the ticket was not read.
Result<void> writable(const Situation& situation);

}  // namespace emergency::procedure
