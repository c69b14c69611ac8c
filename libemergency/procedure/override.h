#pragma once

#include "libemergency/procedure/handing.h"
#include "libemergency/procedure/plan.h"

namespace emergency::procedure {

/// What a change of a rotation is made of.
struct OverrideOptions {
    std::string what = {};  ///< "take", "give" or "swap".
    Rotation rotation = {};
    std::vector<schedule::Standing> schedules = {};
    std::vector<Handing> handings = {};  ///< All of them, or none.
};

/// Overrides for what is handed over; if one of several is refused, those made before it are taken
/// back. What has happened already is recognised. The schedule as it will be is shown and asked
/// for first.
Result<Plan> plan_override(const Situation& situation, const OverrideOptions& options);

}  // namespace emergency::procedure
