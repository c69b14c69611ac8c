#pragma once

#include "libemergency/procedure/verbs.h"

#include <string>

namespace emergency::procedure {

/// The link of the case's runbook issue, as the ticket's audits remember it; empty if none.
std::string runbook_of(const cases::Case& one);

/// Adds the ticking of the runbook's items that belong to the plan's step, once the plan has
/// happened or if the step was done before: a side effect. Nothing without a runbook.
void add_ticks(Plan& plan, const Situation& situation);

/// Adds the runbook issue and the internal note with its link, unless the case has one: side
/// effects, after the claims in the plan.
Result<void> add_runbook(Plan& plan, const Situation& situation, const std::string& step_key,
                         const Runbook& runbook);

}  // namespace emergency::procedure
