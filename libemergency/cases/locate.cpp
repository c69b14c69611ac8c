#include "libemergency/cases/locate.h"

#include "libemergency/cases/account.h"
#include "libemergency/cases/history.h"
#include "libemergency/cases/page_of_ticket.h"
#include "libemergency/cases/progress.h"
#include "libemergency/cases/ticket_reading.h"
#include "libemergency/core/text.h"
#include "libemergency/core/together.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace emergency::cases {
namespace {

using pagerduty::Incident;

constexpr std::chrono::hours ticket_remembered{24 * 30};

void fill(Case& one, const Sources& sources, TicketReading reading) {
    one.ticket = std::move(reading.ticket);
    one.organization = std::move(reading.organization);
    one.ticket_url = sources.zendesk.agent_url(one.ticket->id);
    add_history(one, std::move(reading.conversation), std::move(reading.audits));
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
    if (found.empty()) {
        return std::optional<FoundTicket>();
    }
    auto best = found.front();
    for (const auto& each : found) {  // A key tells no server, a link beside it does.
        best.server = best.server.empty() ? each.server : best.server;
    }
    return std::optional(std::move(best));
}

/// The page rings all the same, and names the ticket of nobody, or of another help desk.
std::string missing_ticket(const FoundTicket& found, const Result<TicketReading>& ticket) {
    return ticket
               ? fmt::format("the page names #{} of {}, which is not the Zendesk of this profile",
                             found.ticket, one_line(found.server))
               : fmt::format("the page names #{}, which Zendesk does not have", found.ticket);
}

Result<void> add_ticket(Case& one, const Sources& sources, const FoundTicket& found,
                        Reading reading) {
    auto ticket = read_ticket(sources, found.ticket);
    const bool is_missing = ticket ? !is_of_account(found.server, ticket->ticket, sources.config)
                                   : ticket.error().kind == ErrorKind::not_found;
    if (is_missing) {
        one.ticket_missing = missing_ticket(found, ticket);
        return {};
    }
    if (!ticket && reading == Reading::what_answers && is_outage(ticket.error())) {
        one.ticket_unread = ticket.error();
        return {};
    }
    if (!ticket) {
        return ticket.error();
    }
    one.route = found.route;
    fill(one, sources, *std::move(ticket));
    return {};
}

/// Which ticket a page had when both were last seen.
std::string memory_of_ticket(const Sources& sources, const std::string& incident) {
    return fmt::format("ticket of {} {}", sources.config.pagerduty.url, incident);
}

void remember_ticket(const Case& one, const Sources& sources) {
    const auto name = memory_of_ticket(sources, one.incident->id);
    const auto id = std::to_string(one.ticket->id);
    const auto now = sources.clock.now();
    if (sources.cache.find(name, now, ticket_remembered) != id) {
        sources.cache.keep(name, id, now);
    }
}

/// What colleagues wrote on a page that names no ticket itself.
Result<std::vector<FoundTicket>> tickets_in_notes(const Sources& sources, const std::string& id) {
    const auto notes = sources.pagerduty.notes(id);
    if (!notes) {
        return notes.error();
    }
    std::string written;
    for (const auto& note : *notes) {
        written += note.content + '\n';
    }
    auto found = tickets_named(Incident{.body_details = written}, {});
    for (auto& each : found) {
        each.route = TicketRoute::note;
    }
    return found;
}

Result<Case> from_incident(const Sources& sources, const std::string& id, Reading reading) {
    const auto [incident, alerts] = together([&] { return sources.pagerduty.incident(id); },
                                             [&] { return sources.pagerduty.alerts(id); });
    if (!incident || !alerts) {
        return incident ? alerts.error() : incident.error();
    }
    auto named = Result<std::vector<FoundTicket>>(tickets_named(*incident, *alerts));
    if (named->empty()) {
        named = tickets_in_notes(sources, incident->id);
    }
    const auto found = named ? one_ticket(*named) : named.error();
    if (!found) {
        return found.error();
    }
    Case one{.incident = *incident};
    if (*found) {
        if (auto added = add_ticket(one, sources, **found, reading); !added) {
            return added.error();
        }
    }
    if (one.ticket) {
        remember_ticket(one, sources);
    }
    one.as_of = sources.clock.now();
    return one;
}

Result<std::optional<Incident>> page_of(const Sources& sources, const Case& one,
                                        Result<std::optional<Incident>> by_key) {
    const bool is_settled = !by_key || *by_key;
    return is_settled ? std::move(by_key) : page_by_search(sources, one.ticket->id, one.audits);
}

Result<Case> from_ticket(const Sources& sources, zendesk::Id id, Reading reading) {
    auto [ticket, by_key] = together([&] { return read_ticket(sources, id); },
                                     [&] { return page_by_key(sources, id); });
    if (!ticket) {
        return ticket.error();
    }
    Case one;
    fill(one, sources, *std::move(ticket));
    auto page = page_of(sources, one, std::move(by_key));
    if (page) {
        one.incident = *std::move(page);
    } else if (reading == Reading::what_answers && is_outage(page.error())) {
        one.page_unread = page.error();
    } else {
        return page.error();
    }
    add_assignee(one);
    one.as_of = sources.clock.now();
    return one;
}

/// No ticket has the number: perhaps a page does.
Result<Case> from_number(const Sources& sources, std::int64_t number, const Error& no_ticket,
                         Reading reading) {
    auto page = from_incident(sources, std::to_string(number), reading);
    if (page || page.error().kind != ErrorKind::not_found || page.error().service == "Zendesk") {
        return page;
    }
    auto error = no_ticket;
    error.message += ", nor has PagerDuty an incident of that number";
    return error;
}

Result<Case> from_root(const Sources& sources, const slack::Message& root, Reading reading) {
    if (const auto incident = root.payload.find("incident"); incident != root.payload.end()) {
        return from_incident(sources, incident->second, reading);
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
    auto one = from_ticket(sources, (*found)->ticket, reading);
    const auto fine = one ? of_this_account((*found)->server, *one->ticket, sources.config)
                          : Result<void>(one.error());
    if (!fine) {
        return fine.error();
    }
    one->route = TicketRoute::thread;
    return one;
}

Result<Case> from_thread(const Sources& sources, const ThreadLink& link, Reading reading) {
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
    return from_root(sources, messages->front(), reading);
}

/// The ticket that the page had, while PagerDuty is down.
Result<Case> without_page(const Sources& sources, const std::string& incident,
                          const Error& no_page) {
    const auto kept = sources.cache.find(memory_of_ticket(sources, incident), sources.clock.now(),
                                         ticket_remembered);
    const auto ticket = kept ? parse_reference("#" + *kept) : no_page;
    if (!ticket || !std::holds_alternative<TicketId>(*ticket)) {
        return no_page;
    }
    return from_ticket(sources, std::get<TicketId>(*ticket).id, Reading::what_answers);
}

struct Find {
    const Sources& sources;
    Reading reading;

    Result<Case> ours(Result<Case> page, const std::string& server) const {
        const auto fine = page && page->incident
                              ? of_this_account(server, *page->incident, sources.config)
                              : Result<void>();
        return fine ? std::move(page) : fine.error();
    }

    Result<Case> operator()(const IncidentId& incident) const {
        auto found = ours(from_incident(sources, incident.id, reading), incident.server);
        const bool is_down = !found && reading == Reading::what_answers &&
                             is_outage(found.error()) && found.error().service != "Zendesk";
        return is_down ? without_page(sources, incident.id, found.error()) : found;
    }
    Result<Case> operator()(const IncidentNumber& incident) const {
        return ours(from_incident(sources, std::to_string(incident.number), reading),
                    incident.server);
    }
    Result<Case> operator()(const TicketId& ticket) const {
        auto found = from_ticket(sources, ticket.id, reading);
        if (found) {
            const auto fine = of_this_account(ticket.server, *found->ticket, sources.config);
            return fine ? std::move(found) : fine.error();
        }
        const bool unknown =
            found.error().kind == ErrorKind::not_found && found.error().service == "Zendesk";
        return unknown && ticket.may_be_incident
                   ? from_number(sources, ticket.id, found.error(), reading)
                   : found;
    }
    Result<Case> operator()(const ThreadLink& link) const {
        return from_thread(sources, link, reading);
    }
};

}  // namespace

Result<Case> find_case(const Sources& sources, const Reference& reference, Reading reading) {
    auto found = std::visit(Find{sources, reading}, reference);
    if (found) {
        name_owners(sources, {&*found, 1});
    }
    return found;
}

}  // namespace emergency::cases
