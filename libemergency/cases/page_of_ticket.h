#pragma once

#include "libemergency/cases/locate.h"

#include <optional>
#include <vector>

namespace emergency::cases {

/// The page whose key names the ticket: the newest that is still open, else the newest.
Result<std::optional<pagerduty::Incident>> page_by_key(const Sources& sources, zendesk::Id ticket);

/// The page that the ticket's audits remember; nothing if they remember none, or it is gone.
Result<std::optional<pagerduty::Incident>> page_by_audits(
    const Sources& sources, const std::vector<zendesk::Audit>& audits);

/// A page whose key tells nothing: the one that the ticket's audits remember, else an open one that
/// names the ticket otherwise.
Result<std::optional<pagerduty::Incident>> page_by_search(
    const Sources& sources, zendesk::Id ticket, const std::vector<zendesk::Audit>& audits);

}  // namespace emergency::cases
