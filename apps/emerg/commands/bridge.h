#pragma once

#include "apps/emerg/session.h"

#include <string>

namespace emerg {

/// The link of the case's call: the one it has, the configured one, or what the configured
/// command prints. The command is run once for a case, its answer kept in the journal, and
/// not in a dry run. Empty if nothing is configured.
Result<std::string> bridge_of(const emergency::cases::Case& one, Session& session);

}  // namespace emerg
