#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/effect.h"

#include <optional>

namespace emergency::procedure {

/// After an error: may the request have taken effect all the same?
bool may_have_happened(const Error& error);

/// An error that another time may not meet.
bool is_passing(const Error& error);

/// Is the journal's line not all that later effects need to know of it: a permalink, a link to
/// join?
bool has_more_to_tell(const Effect& effect);

/// What people change in the service themselves stands only if the service says so, whatever this
/// machine once did.
bool is_changed_by_others(const Effect& effect);

/// Why an effect that has no lock, and is not there, is not begun yet: another machine may be at
/// it.
std::optional<Error> reason_to_wait(const Effect& effect, TimePoint now);

/// Has the ticket been closed, by a merge perhaps, since the claim was planned?
bool is_closed_meanwhile(const Effect& effect, const Error& error);

}  // namespace emergency::procedure
