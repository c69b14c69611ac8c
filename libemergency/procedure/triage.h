#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/plan.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace emergency::procedure {

/// What triage can come to.
inline constexpr auto triage_outcomes =
    std::to_array<std::string_view>({"emergency", "exception", "needs-info", "not"});

/// Where the manager is told, away from the customer's thread.
struct ManagerPlace {
    std::string channel_id = {};
    std::string channel_name = {};
    std::string mention = {};
    std::string remark = {};     ///< Why nobody is told.
    std::string postponed = {};  ///< Why place or people could not be told just now.
};

struct TriageOptions {
    std::string outcome = {};
    std::string because = {};
    std::string criterion = {};  ///< Name of the criterion that makes it an exception.
    std::string text = {};       ///< Public, a template; empty: the macro's or the configured.
    zendesk::Macro macro = {};   ///< Its comment is rendered by Zendesk: no template.
    ManagerPlace manager = {};
    std::optional<zendesk::Ticket> existing = {};  ///< The ticket that the request was about.
    std::string existing_url = {};
    bool other_requester = false;  ///< That one may be another customer's.
};

/// By `policy.triage`. `assume-good-intent`: claim → internal note ∥ after it, the manager told
/// privately, if it does not meet the definition. `full`: claim → internal note → public comment
/// with what macro and outcome say of tags, priority, status, form and fields; of a request about
/// an existing ticket, the emergency solved, and a note with its priority on the existing one.
Result<Plan> plan_triage(const Situation& situation, const TriageOptions& options);

/// Refuses what makes no sense: `usage` without a reason where one is needed, `policy` without an
/// open ticket, and where nothing can go on in the existing one.
Result<void> may_be_triaged(const Situation& situation, const TriageOptions& options);

}  // namespace emergency::procedure
