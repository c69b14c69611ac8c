#pragma once

#include "libemergency/procedure/verbs.h"

#include <string>

namespace emergency::procedure {

/// "12x5: mon-fri 05:00-17:00 America/New_York", if the page came outside of the hours in which the
/// customer may raise an emergency; else empty. A warning, never a reason to refuse (procedure.md
/// B8).
std::string uncovered_hours(const Situation& situation);

/// What `uncovered_hours` means for the engineer, as a remark; empty if they are covered.
std::string coverage_warning(const Situation& situation);

/// Adds the internal note that says why somebody helped outside of the hours, followed by the
/// engineer's manager (0: nobody), once the effect `step_key` has happened: a side effect.
Result<void> add_off_hours_note(Plan& plan, const Situation& situation, const std::string& step_key,
                                zendesk::Id manager);

}  // namespace emergency::procedure
