#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/close.h"
#include "libemergency/procedure/plan.h"

namespace emergency::procedure {

/// In the metadata of a merge's claim: the ticket that remains.
inline constexpr const char* merged_into_name = "emerg_merged_into";

/// Refuses (`policy`) a ticket in which this one must not end: itself, one that is over, an
/// emergency, or one of somebody else, unless that is asked for.
Result<void> can_merge(const Situation& situation, const MergeInto& into);

/// Adds the merge to the plan of an emergency that is not resolved, after all that it says: claim →
/// merge, with internal notes → line in the thread. Asked for on its own, because it is final.
Result<Plan> with_merge(Plan plan, const Situation& situation, const MergeInto& into);

}  // namespace emergency::procedure
