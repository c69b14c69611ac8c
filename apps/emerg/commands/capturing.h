#pragma once

#include "apps/emerg/session.h"

#include <string>
#include <vector>

namespace emerg {

/// `note --capture`: the thread's messages into the ticket, for every case of `words`.
Result<ExitCode> capture_threads(const std::vector<std::string>& words, Session& session);

}  // namespace emerg
