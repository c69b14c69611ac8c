#pragma once

#include "apps/emerg/session.h"

namespace emerg {

/// `handoff incoming`: what somebody whose shift begins takes over, with promises and clocks.
Result<ExitCode> show_incoming(Session& session);

}  // namespace emerg
