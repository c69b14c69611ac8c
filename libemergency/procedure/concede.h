#pragma once

#include "libemergency/procedure/executor.h"

namespace emergency::procedure {

/// Puts back what a claim that lost has overwritten of the winner's: the tag that shows the step in
/// lists, and the assignee. safe_update does not prevent it within one second (api.md 5, "ZD PUT").
Result<void> concede(const Services& services, const Effect& claim);

}  // namespace emergency::procedure
