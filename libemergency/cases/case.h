#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/error.h"
#include "libemergency/pagerduty/types.h"
#include "libemergency/zendesk/types.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace emergency::cases {

/// How the ticket of a page was found (procedure.md A7, in that order).
enum class TicketRoute {
    given,
    incident_key,
    alert_context,
    client_url,
    details,
    body,
    title,
    note,
    thread
};

/// "the incident key", "an alert's link", …
const char* words(TicketRoute route);

/// Where the case's Slack thread is.
struct Thread {
    std::string channel = {};  ///< Id.
    std::string ts = {};
    std::string url = {};
};

/// How much of a case was read.
enum class Depth {
    listed,  ///< Incident and ticket only; what happened is told by the ticket's step tags.
    full,    ///< With conversation, audits, people and the customer's organisation.
};

/// Incident, ticket, thread, bridge, customer and owner together, as the services
/// hold them now. Plain data: what it means is told by the functions of `progress.h`.
struct Case {
    TimePoint as_of = {};  ///< The services' time when it was read.
    Depth depth = Depth::full;
    std::optional<pagerduty::Incident> incident = {};
    std::optional<zendesk::Ticket> ticket = {};
    TicketRoute route = TicketRoute::given;
    std::string ticket_url = {};  ///< For agents.
    zendesk::Conversation conversation = {};
    std::vector<zendesk::Audit> audits = {};  ///< Oldest first.
    std::optional<zendesk::Organization> organization = {};
    std::optional<Thread> thread = {};  ///< As the ticket's audits remember it.
    std::string bridge = {};         ///< Link that the customer was given; empty if none or closed.
    std::string closed_bridge = {};  ///< Ditto, once it is closed.
    std::optional<Error> page_unread = {};    ///< Why PagerDuty told nothing; see `Reading`.
    std::optional<Error> ticket_unread = {};  ///< Why Zendesk told nothing.
    std::string ticket_missing = {};          ///< Why the ticket that the page names is not here.
};

}  // namespace emergency::cases
