#pragma once

#include "libemergency/cases/case.h"
#include "libemergency/cases/reference.h"
#include "libemergency/config/config.h"
#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"
#include "libemergency/pagerduty/client.h"
#include "libemergency/slack/client.h"
#include "libemergency/store/cache.h"
#include "libemergency/zendesk/client.h"

#include <string>
#include <vector>

namespace emergency::cases {

/// What finding a case may use.
struct Sources {
    const pagerduty::Client& pagerduty;
    const zendesk::Client& zendesk;
    const slack::Client* slack = nullptr;  ///< Null without a token: permalinks are then an error.
    const Config& config;
    Cache& cache;
    const Clock& clock;  ///< The services' time.
};

/// Me, in the services that know persons by id.
struct Me {
    pagerduty::User pagerduty = {};
    zendesk::User zendesk = {};
};

/// Who I am; both asked at the same time, then remembered for a day.
Result<Me> identify(const Sources& sources);

/// What a text names, without any read beyond the two that settle a bare number.
/// A ticket that a page names by two different routes differently is a `usage` error that lists
/// both. Rounds of dependent reads, from an incident: {incident ∥ alerts} → {ticket ∥ conversation
/// ∥ audits} → {organisation}. From a ticket: {ticket ∥ conversation ∥ audits ∥ incidents by key} →
/// {organisation ∥ page, if its key told nothing: as audits name it, else among the open ones}.
Result<Case> find_case(const Sources& sources, const Reference& reference);

/// The only open case that is mine: an open page that is assigned to me, or an unsolved ticket of
/// mine that carries a step tag or is urgent. Several: `usage`, listing them; none: `not_found`.
Result<Reference> my_only_case(const Sources& sources, const Me& me);

/// All of my open cases.
Result<std::vector<Reference>> my_cases(const Sources& sources, const Me& me);

/// Open emergencies at depth `listed`: unresolved pages and urgent unsolved tickets, joined;
/// oldest first. Two reads at the same time; tickets that pages name but the search
/// did not find yet follow in one more; organisations by cache.
Result<std::vector<Case>> open_cases(const Sources& sources);

/// Every ticket id that an incident and its alerts name, by route, the best route first.
struct FoundTicket {
    TicketRoute route;
    std::int64_t ticket;
};
std::vector<FoundTicket> tickets_named(const pagerduty::Incident& incident,
                                       const std::vector<pagerduty::Alert>& alerts);

}  // namespace emergency::cases
