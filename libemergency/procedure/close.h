#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/issues.h"
#include "libemergency/procedure/plan.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::procedure {

/// Where the work goes on after a resolved emergency.
enum class FollowupTicket {
    none,      ///< Nowhere.
    existing,  ///< In a ticket that is there.
    made,      ///< In a ticket that is made on behalf of the requester.
};

/// The ticket in which an emergency that is not resolved ends.
struct MergeInto {
    zendesk::Ticket ticket = {};  ///< Read beforehand.
    std::string url = {};
    bool other_requester = false;  ///< It may be somebody else's.
};

struct CloseOptions {
    FollowupTicket followup = FollowupTicket::none;
    zendesk::Ticket existing = {};  ///< Read beforehand.
    std::string existing_url = {};
    bool other_requester = false;          ///< That one may be another customer's.
    std::string text = {};                 ///< Public, a template; empty: the configured one.
    std::string because = {};              ///< For colleagues; only where it is not resolved.
    std::optional<MergeInto> merge = {};   ///< Ditto.
    std::vector<WantedIssue> issues = {};  ///< Only where it is resolved.
};

/// Claim → follow-up ticket made, if one is wanted → both cross-linked → public comment, solved →
/// line in the thread → issues opened, if some are wanted.
Result<Plan> plan_close(const Situation& situation, const CloseOptions& options);

/// The customer leaves before it is resolved: claim → internal note → public comment, no emergency
/// any more → line in the thread → merged, if that is asked for.
Result<Plan> plan_unresolved(const Situation& situation, const CloseOptions& options);

}  // namespace emergency::procedure
