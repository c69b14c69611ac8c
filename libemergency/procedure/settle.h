#pragma once

#include "libemergency/procedure/attempt.h"

namespace emergency::procedure {

/// This machine may have made what stands too: it never learned what came of its try, or was cut
/// off before it looked for an older one. Then the service is asked, a second one is taken back,
/// and the journal knows. Left for another time if the service is away.
void settle(const Attempt& attempt, const Standing& standing);

}  // namespace emergency::procedure
