#pragma once

#include "apps/emerg/session.h"

#include <string>

namespace emerg {

/// `schedule sync-groups`: Slack's user groups get who is on call now; of one rotation, if one is
/// named.
Result<ExitCode> sync_groups(const std::string& rotation, Session& session);

}  // namespace emerg
