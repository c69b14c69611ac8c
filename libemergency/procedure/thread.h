#pragma once

#include "libemergency/procedure/verbs.h"

#include <optional>
#include <string>

namespace emergency::procedure {

/// Adds the thread's root and the internal note with its link to the plan, unless the case has its
/// thread. What Slack could not tell just now, or another machine may be at, is postponed.
Result<void> add_thread(Plan& plan, const Situation& situation, const std::string& step_key,
                        const ThreadPlace& place, Proof proof);

/// Was this audit written here, by me?
bool is_by_this_machine(const zendesk::Audit* record, const Situation& situation);

/// Did a claim that lost to this record write the ticket's assignee last? It did within the same
/// second, and its process ended before it put that right.
bool is_overwritten(const cases::Case& one, const zendesk::Audit& record);

/// Another machine that owns the step, or a taking of it, may be at what follows, which has no
/// lock, until `policy.succession` after. One that lost the step is at nothing.
std::optional<TimePoint> contested_until(const Situation& situation, const std::string& step_key);

/// Is that still to come?
bool is_at_it_elsewhere(const Situation& situation, const std::string& step_key);

}  // namespace emergency::procedure
