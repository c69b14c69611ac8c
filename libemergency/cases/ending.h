#pragma once

#include "libemergency/cases/case.h"

#include <string>

namespace emergency::cases {

/// The newest triage since the page; null if there was none.
const zendesk::Audit* newest_triage(const Case& one);

/// Its outcome: "emergency", "exception", "needs-info" or "not"; empty if there was none.
std::string triage_outcome_of(const Case& one);

/// The ticket is open and no emergency any more: triage downgraded it, or it was closed unresolved.
bool is_downgraded(const Case& one, const std::string& tag_prefix);

/// In a triage's metadata: the ticket was downgraded with it.
inline constexpr const char* downgraded_name = "emerg_downgraded";

}  // namespace emergency::cases
