#include "libemergency/cases/locate.h"

#include "libemergency/cases/progress.h"
#include "libemergency/core/together.h"
#include "libemergency/message/message.h"

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
};

Result<TicketReading> read_ticket(const Sources& sources, zendesk::Id id) {
    auto [ticket, conversation, audits] = together([&] { return sources.zendesk.ticket(id); },
                                                   [&] { return sources.zendesk.conversation(id); },
                                                   [&] { return sources.zendesk.audits(id); });
    if (!ticket) {
        return ticket.error();
    }
    if (!conversation || !audits) {
        return conversation ? audits.error() : conversation.error();
    }
    return TicketReading{*std::move(ticket), *std::move(conversation), *std::move(audits)};
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
    const auto record = record_of(one, key_of(one, "ack"));
    if (record != nullptr && record->author_id == one.ticket->assignee_id) {
        one.conversation.people.emplace(
            one.ticket->assignee_id,
            zendesk::User{.id = one.ticket->assignee_id,
                          .name = one.incident->acknowledgements.back().by.name,
                          .role = "agent"});
    }
}

Result<void> fill(Case& one, const Sources& sources, TicketReading reading) {
    one.ticket = std::move(reading.ticket);
    one.conversation = std::move(reading.conversation);
    one.audits = std::move(reading.audits);
    one.ticket_url = sources.zendesk.agent_url(one.ticket->id);
    recall(one);
    add_assignee(one);
    if (one.ticket->organization_id != 0) {
        auto organization = sources.zendesk.organization(one.ticket->organization_id);
        if (!organization) {
            return organization.error();
        }
        one.organization = *std::move(organization);
    }
    return {};
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
        one.route = (*found)->route;
        auto reading = read_ticket(sources, (*found)->ticket);
        if (!reading) {
            return reading.error();
        }
        if (auto filled = fill(one, sources, *std::move(reading)); !filled) {
            return filled.error();
        }
    }
    one.as_of = sources.clock.now();
    return one;
}

std::string subdomain_of(const Config& config) {
    if (!config.zendesk.subdomain.empty()) {
        return config.zendesk.subdomain;
    }
    const auto begin = config.zendesk.url.find("://");
    const auto host =
        begin == std::string::npos ? config.zendesk.url : config.zendesk.url.substr(begin + 3);
    return host.substr(0, host.find('.'));
}

std::string incident_key_of(const Config& config, zendesk::Id ticket) {
    const auto key =
        message::render(config.zendesk.incident_key,
                        {{"subdomain", subdomain_of(config)}, {"ticket", std::to_string(ticket)}});
    return key ? *key : std::string();
}

/// The newest that is still open, else the newest.
std::optional<Incident> newest(std::vector<Incident> incidents) {
    const auto rank = [](const Incident& each) {
        return std::pair(each.status != pagerduty::Status::resolved, each.created_at);
    };
    const auto best =
        std::max_element(incidents.begin(), incidents.end(),
                         [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return best == incidents.end() ? std::nullopt : std::optional(*best);
}

/// The incident as the ticket's own audits remember it, the newest.
std::string remembered_incident(const std::vector<zendesk::Audit>& audits) {
    for (auto audit = audits.rbegin(); audit != audits.rend(); ++audit) {
        if (const auto id = audit->custom.find(metadata::incident); id != audit->custom.end()) {
            return id->second;
        }
    }
    return {};
}

/// A page whose key tells nothing: looked for among the open ones, and then in the audits.
Result<std::optional<Incident>> other_incident(const Sources& sources, zendesk::Id ticket,
                                               const std::vector<zendesk::Audit>& audits) {
    if (const auto id = remembered_incident(audits); !id.empty()) {
        auto incident = sources.pagerduty.incident(id);
        if (!incident) {
            return incident.error();
        }
        return std::optional(*std::move(incident));
    }
    auto open = sources.pagerduty.incidents(
        {.statuses = {pagerduty::Status::triggered, pagerduty::Status::acknowledged},
         .service_ids = sources.config.pagerduty.services});
    if (!open) {
        return open.error();
    }
    std::erase_if(*open, [&](const Incident& each) {
        const auto named = tickets_named(each, {});
        return std::none_of(named.begin(), named.end(),
                            [&](const auto& found) { return found.ticket == ticket; });
    });
    return newest(*std::move(open));
}

Result<Case> from_ticket(const Sources& sources, zendesk::Id id) {
    auto [reading, by_key] = together(
        [&] { return read_ticket(sources, id); },
        [&] {
            return sources.pagerduty.incidents(
                {.statuses = {pagerduty::Status::triggered, pagerduty::Status::acknowledged,
                              pagerduty::Status::resolved},
                 .incident_key = incident_key_of(sources.config, id)});
        });
    if (!reading || !by_key) {
        return reading ? by_key.error() : reading.error();
    }
    Case one;
    one.incident = newest(*std::move(by_key));
    if (!one.incident) {
        auto other = other_incident(sources, id, reading->audits);
        if (!other) {
            return other.error();
        }
        one.incident = *std::move(other);
    }
    if (auto filled = fill(one, sources, *std::move(reading)); !filled) {
        return filled.error();
    }
    one.as_of = sources.clock.now();
    return one;
}

Result<Case> from_number(const Sources& sources, long long number) {
    return from_incident(sources, std::to_string(number));
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
    const auto& root = messages->front();
    if (const auto incident = root.payload.find("incident"); incident != root.payload.end()) {
        return from_incident(sources, incident->second);
    }
    const auto found = one_ticket(tickets_named(Incident{.body_details = root.text}, {}));
    if (!found) {
        return found.error();
    }
    if (!*found) {
        return Error{.kind = ErrorKind::not_found,
                     .message = "the thread's first message names no ticket",
                     .hint = "name the ticket or the page instead"};
    }
    return from_ticket(sources, (*found)->ticket);
}

struct Find {
    const Sources& sources;

    Result<Case> operator()(const IncidentId& incident) const {
        return from_incident(sources, incident.id);
    }
    Result<Case> operator()(const IncidentNumber& incident) const {
        return from_number(sources, incident.number);
    }
    Result<Case> operator()(const TicketId& ticket) const {
        auto found = from_ticket(sources, ticket.id);
        if (found || found.error().kind != ErrorKind::not_found) {
            return found;
        }
        auto page = from_number(sources, ticket.id);
        return page ? page : found;
    }
    Result<Case> operator()(const ThreadLink& link) const { return from_thread(sources, link); }
};

}  // namespace

Result<Case> find_case(const Sources& sources, const Reference& reference) {
    return std::visit(Find{sources}, reference);
}

}  // namespace emergency::cases
