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

#include <span>
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
    std::optional<Error> unknown_in_pagerduty = {};  ///< Why PagerDuty did not say who I am.
    std::optional<Error> unknown_in_zendesk = {};    ///< Why Zendesk did not.
};

/// Must every service answer that is asked?
enum class Reading {
    whole,         ///< Yes: an outage is an error.
    what_answers,  ///< One may be down: the case then says which, and lacks its part.
};

/// Who I am; both asked at the same time, then remembered for a day, and longer while a service is
/// down. With `Reading::what_answers` the other service alone may say who I am; see `seen_by`.
Result<Me> identify(const Sources& sources, Reading reading = Reading::whole);

/// Who I am, if the cache knows: no request is made.
std::optional<Me> remembered_me(const Sources& sources);

/// The case as far as I can act on it: what a service holds is as good as unread where it did not
/// say who I am and that matters (a ticket always, a page once somebody holds it). The outage, if
/// nothing remains or `reading` wants the whole.
Result<Case> seen_by(Case one, const Me& me, Reading reading);

/// Is it mine: my ticket, else a page that is assigned to me; also what I handed over, until the
/// successor accepts it, as far as the case was read in full?
bool is_mine(const Case& one, const Me& me);

/// A listed case that was handed over may be mine still: only its audits tell.
bool is_perhaps_mine(const Case& one, const Me& me, const std::string& tag_prefix);

/// What a text names, without any read beyond the two that settle a bare number.
/// A ticket that a page names by two different routes differently is a `usage` error that lists
/// both. Rounds of dependent reads, from an incident: {incident ∥ alerts} → {ticket ∥ conversation
/// ∥ audits} → {organisation}. From a ticket: {ticket ∥ conversation ∥ audits ∥ incidents by key} →
/// {organisation ∥ page, if its key told nothing: as audits name it, else among the open ones}.
/// With `Reading::what_answers` a page whose ticket cannot be read, and a ticket whose page cannot,
/// are cases too; a page that cannot be read is found by the ticket that it had when last seen.
Result<Case> find_case(const Sources& sources, const Reference& reference,
                       Reading reading = Reading::whole);

/// The only open case that is mine: an open page that is assigned to me, or an unsolved ticket of
/// mine that carries a step tag or is urgent. Several: `usage`, listing them; none: `not_found`.
Result<Reference> my_only_case(const Sources& sources, const Me& me);

/// All of my open cases, also what I handed over and nobody has accepted yet.
Result<std::vector<Reference>> my_cases(const Sources& sources, const Me& me);

/// Open emergencies at depth `listed`: unresolved pages and urgent unsolved tickets, joined;
/// oldest first. Two reads at the same time; tickets that pages name but the search
/// did not find yet follow in one more; organisations by cache.
Result<std::vector<Case>> open_cases(const Sources& sources);

/// The same, of whichever of the two services answers.
struct OpenCases {
    std::vector<Case> cases = {};
    std::optional<Error> missing = {};  ///< Why the other one's part is missing.
};
Result<OpenCases> open_cases_that_are_known(const Sources& sources);

/// Names the assignees whom neither comments nor audits tell: from the cache, for a day, the others
/// by one request. Whoever cannot be named stays without a name. How many requests that took.
int name_owners(const Sources& sources, std::span<Case> cases);

/// The order of a list: the oldest page first.
void oldest_first(std::vector<Case>& cases);

/// Was the page sent by hand to call a colleague to a case? Then it is no emergency of its own.
bool is_call_for_help(const pagerduty::Incident& incident);

/// Every ticket id that an incident and its alerts name, by route, the best route first.
struct FoundTicket {
    TicketRoute route;
    std::int64_t ticket;
    std::string server = {};  ///< Of the URL that names it; empty: no URL does.
};
std::vector<FoundTicket> tickets_named(const pagerduty::Incident& incident,
                                       const std::vector<pagerduty::Alert>& alerts);

}  // namespace emergency::cases
