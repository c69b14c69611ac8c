#pragma once

#include "apps/emerg/session.h"
#include "libemergency/procedure/verbs.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace emerg {

/// `handoff accept`: I have it.
Result<ExitCode> accept(const std::vector<std::string>& cases, emergency::procedure::Take take,
                        Session& session);

/// How long `--wait` says to wait for the successor; nothing if it was not given.
Result<std::optional<std::chrono::milliseconds>> wait_limit(const std::string& words,
                                                            const emergency::Config& config);

/// Looks again, politely, until the handover is accepted; done in part if it is not in time.
Result<ExitCode> wait_for_acceptance(const emergency::cases::Reference& reference,
                                     std::chrono::milliseconds limit, Session& session);

}  // namespace emerg
