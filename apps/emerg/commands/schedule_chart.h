#pragma once

#include "apps/emerg/commands/schedule_view.h"

namespace emerg {

/// `schedule show --chart week|month`: a bar for each person, where nobody has duty, and where now
/// is; readable without colour.
Result<ExitCode> chart_schedule(const ViewArguments& options, Session& session);

}  // namespace emerg
