#pragma once

#include "apps/emerg/session.h"
#include "libemergency/procedure/verbs.h"

#include <string>

namespace emerg {

/// The configured rotation with this name; of an empty name the first. Fails with `configuration`
/// or `not_found`.
Result<const emergency::Rotation*> rotation_of(const std::string& name,
                                               const emergency::Config& config);

/// Who takes over from me: by the final schedule of the handoff rotation, or whoever has this
/// `address` there. Known in all three services, as far as they are.
Result<emergency::procedure::Successor> find_successor(const std::string& address,
                                                       Session& session);

}  // namespace emerg
