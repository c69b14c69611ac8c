#pragma once

#include "apps/emerg/commands/schedule_view.h"

namespace emerg {

/// `schedule audit`: what PagerDuty will do against what is promised; refused if they differ.
Result<ExitCode> audit_schedule(const ViewArguments& options, Session& session);

}  // namespace emerg
