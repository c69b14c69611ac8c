#pragma once

#include "libemergency/procedure/plan.h"

#include <string>

namespace emergency::procedure {

/// What the customer seems to be entitled to, in a sentence: a hint, never a reason to refuse
/// (procedure.md A2.1).
std::string entitlement_of(const Situation& situation);

}  // namespace emergency::procedure
