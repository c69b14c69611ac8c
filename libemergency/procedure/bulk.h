#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/plan.h"

#include <string>

namespace emergency::procedure {

/// One answer for every ticket of an incident of ours; what is empty does not exist yet.
struct BulkOptions {
    std::string incident = {};     ///< Its tag, the same on every ticket: "incident-12345".
    std::string issue = {};        ///< Link that the customer can follow.
    std::string status_page = {};  ///< Ditto.
    std::string text = {};         ///< The user's own, a template too; empty: the configured one.
};

/// For one of the tickets: claim → public comment, the incident's tag, and the status: open with
/// the promise to write again while there is no issue to link, solved with its link. Each of the
/// two is said once for an incident, and the promise not after the link.
Result<Plan> plan_bulk(const Situation& situation, const BulkOptions& options);

}  // namespace emergency::procedure
