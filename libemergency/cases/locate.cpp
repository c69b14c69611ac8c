#include "libemergency/cases/locate.h"

#include "libemergency/cases/page_of_ticket.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/together.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace emergency::cases {
namespace {

using pagerduty::Incident;

/// A ticket with all that is said in it.
struct TicketReading {
    zendesk::Ticket ticket;
    zendesk::Conversation conversation;
    std::vector<zendesk::Audit> audits;
    std::optional<zendesk::Organization> organization;
};

/// A customer whose organisation is gone is a customer all the same.
Result<std::optional<zendesk::Organization>> organization_of(const Sources& sources,
                                                             zendesk::Id id) {
    if (id == 0) {
        return std::optional<zendesk::Organization>();
    }
    auto organization = sources.zendesk.organization(id);
    if (organization) {
        return std::optional(*std::move(organization));
    }
    if (organization.error().kind != ErrorKind::not_found) {
        return organization.error();
    }
    return std::optional<zendesk::Organization>();
}

/// The ticket first: its stamp guards what we write, so nothing that was said after it may be
/// missing from what we read. Were the ticket read last, its stamp would vouch for an answer
/// unseen.
Result<TicketReading> read_ticket(const Sources& sources, zendesk::Id id) {
    auto ticket = sources.zendesk.ticket(id);
    if (!ticket) {
        return ticket.error();
    }
    auto [conversation, audits, organization] =
        together([&] { return sources.zendesk.conversation(id); },
                 [&] { return sources.zendesk.audits(id); },
                 [&] { return organization_of(sources, ticket->organization_id); });
    if (!conversation || !audits) {
        return conversation ? audits.error() : conversation.error();
    }
    if (!organization) {
        return organization.error();
    }
    return TicketReading{*std::move(ticket), *std::move(conversation), *std::move(audits),
                         *std::move(organization)};
}

/// What earlier steps wrote into the audits: the thread's and the bridge's links.
void recall(Case& one) {
    for (const auto& audit : one.audits) {
        if (const auto link = audit.custom.find(metadata::thread); link != audit.custom.end()) {
            const auto parsed = parse_reference(link->second);
            if (parsed && std::holds_alternative<ThreadLink>(*parsed)) {
                const auto& thread = std::get<ThreadLink>(*parsed);
                one.thread = Thread{thread.channel, thread.ts, link->second};
            }
        }
        if (const auto link = audit.custom.find(metadata::bridge); link != audit.custom.end()) {
            one.bridge = link->second == "closed" ? std::string() : link->second;
        }
    }
}

/// The assignee writes no comment at first, so the conversation may not know him.
void add_assignee(Case& one) {
    if (!one.incident || one.ticket->assignee_id == 0 ||
        one.conversation.people.contains(one.ticket->assignee_id) ||
        one.incident->acknowledgements.empty()) {
        return;
    }
    const auto* record = record_of(one, key_of(one, "ack"));
    if (record != nullptr && record->author_id == one.ticket->assignee_id) {
        one.conversation.people.emplace(
            one.ticket->assignee_id,
            zendesk::User{.id = one.ticket->assignee_id,
                          .name = one.incident->acknowledgements.back().by.name,
                          .role = "agent"});
    }
}

void fill(Case& one, const Sources& sources, TicketReading reading) {
    one.ticket = std::move(reading.ticket);
    one.conversation = std::move(reading.conversation);
    one.audits = std::move(reading.audits);
    one.organization = std::move(reading.organization);
    one.ticket_url = sources.zendesk.agent_url(one.ticket->id);
    recall(one);
}

/// Two different tickets on one page are a question, not a guess (procedure.md A7).
Result<std::optional<FoundTicket>> one_ticket(const std::vector<FoundTicket>& found) {
    std::set<std::int64_t> ids;
    std::vector<std::string> told;
    for (const auto& each : found) {
        ids.insert(each.ticket);
        told.push_back(fmt::format("#{} by {}", each.ticket, words(each.route)));
    }
    if (ids.size() > 1) {
        return Error{
            .kind = ErrorKind::usage,
            .message = fmt::format("the page names different tickets: {}", fmt::join(told, ", ")),
            .hint = fmt::format("say which: for example ZD#{}", found.front().ticket)};
    }
    return found.empty() ? std::optional<FoundTicket>() : std::optional(found.front());
}

Result<void> add_ticket(Case& one, const Sources& sources, const FoundTicket& found) {
    auto reading = read_ticket(sources, found.ticket);
    if (!reading) {
        return reading.error();
    }
    one.route = found.route;
    fill(one, sources, *std::move(reading));
    add_assignee(one);
    return {};
}

Result<Case> from_incident(const Sources& sources, const std::string& id) {
    const auto [incident, alerts] = together([&] { return sources.pagerduty.incident(id); },
                                             [&] { return sources.pagerduty.alerts(id); });
    if (!incident || !alerts) {
        return incident ? alerts.error() : incident.error();
    }
    const auto found = one_ticket(tickets_named(*incident, *alerts));
    if (!found) {
        return found.error();
    }
    Case one{.incident = *incident};
    if (*found) {
        if (auto added = add_ticket(one, sources, **found); !added) {
            return added.error();
        }
    }
    one.as_of = sources.clock.now();
    return one;
}

Result<Case> from_ticket(const Sources& sources, zendesk::Id id) {
    auto [reading, by_key] = together([&] { return read_ticket(sources, id); },
                                      [&] { return page_by_key(sources, id); });
    if (!reading || !by_key) {
        return reading ? by_key.error() : reading.error();
    }
    Case one;
    fill(one, sources, *std::move(reading));
    auto page = *by_key ? by_key : page_by_search(sources, id, one.audits);
    if (!page) {
        return page.error();
    }
    one.incident = *std::move(page);
    add_assignee(one);
    one.as_of = sources.clock.now();
    return one;
}

/// No ticket has the number: perhaps a page does.
Result<Case> from_number(const Sources& sources, std::int64_t number, const Error& no_ticket) {
    auto page = from_incident(sources, std::to_string(number));
    if (page || page.error().kind != ErrorKind::not_found || page.error().service == "Zendesk") {
        return page;
    }
    auto error = no_ticket;
    error.message += ", nor has PagerDuty an incident of that number";
    return error;
}

Result<Case> from_root(const Sources& sources, const slack::Message& root) {
    if (const auto incident = root.payload.find("incident"); incident != root.payload.end()) {
        return from_incident(sources, incident->second);
    }
    const auto ticket = root.payload.find("ticket");
    const auto text = ticket == root.payload.end() ? root.text : "ZD#" + ticket->second;
    const auto found = one_ticket(tickets_named(Incident{.body_details = text}, {}));
    if (!found) {
        return found.error();
    }
    if (!*found) {
        return Error{.kind = ErrorKind::not_found,
                     .message = "the thread's first message names no ticket",
                     .hint = "name the ticket or the page instead"};
    }
    auto one = from_ticket(sources, (*found)->ticket);
    if (one) {
        one->route = TicketRoute::thread;
    }
    return one;
}

Result<Case> from_thread(const Sources& sources, const ThreadLink& link) {
    if (sources.slack == nullptr) {
        return Error{.kind = ErrorKind::configuration,
                     .message = "a permalink needs a Slack token",
                     .hint = "set slack.token, or name the ticket"};
    }
    const auto messages = sources.slack->replies(link.channel, link.ts);
    if (!messages) {
        return messages.error();
    }
    if (messages->empty()) {
        return Error{.kind = ErrorKind::not_found, .message = "Slack has no such thread"};
    }
    return from_root(sources, messages->front());
}

struct Find {
    const Sources& sources;

    Result<Case> operator()(const IncidentId& incident) const {
        return from_incident(sources, incident.id);
    }
    Result<Case> operator()(const IncidentNumber& incident) const {
        return from_incident(sources, std::to_string(incident.number));
    }
    Result<Case> operator()(const TicketId& ticket) const {
        auto found = from_ticket(sources, ticket.id);
        const bool unknown = !found && found.error().kind == ErrorKind::not_found &&
                             found.error().service == "Zendesk";
        return unknown && ticket.may_be_incident ? from_number(sources, ticket.id, found.error())
                                                 : found;
    }
    Result<Case> operator()(const ThreadLink& link) const { return from_thread(sources, link); }
};

}  // namespace

Result<Case> find_case(const Sources& sources, const Reference& reference) {
    return std::visit(Find{sources}, reference);
}

}  // namespace emergency::cases
