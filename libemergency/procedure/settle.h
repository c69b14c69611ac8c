#pragma once

#include "libemergency/procedure/attempt.h"

namespace emergency::procedure {

/// This machine may have made what stands too: it never learned what came of its try, or was cut
/// off before it looked for an older one. Then the service is asked, a second one is taken back,
/// and the journal knows. Left for another time if the service is away.
void settle(const Attempt& attempt, const Standing& standing);

/// The answer to a message was lost, or never waited for, and one was found: ours may be another,
/// beside it. It is taken back; if it cannot be now, the journal remembers the doubt.
void settle_doubt(const Attempt& attempt, const Effect& effect, const Step& step);

}  // namespace emergency::procedure
