#include "libemergency/cases/history.h"
#include "libemergency/cases/locate.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/core/together.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace emergency::cases {
namespace {

/// A case of mine, and how an error lists it.
struct MyCase {
    Reference reference;
    std::string told;
};

bool is_emergency(const zendesk::Ticket& ticket, const std::string& tag_prefix) {
    return ticket.priority == "urgent" || has_step_tag(ticket, tag_prefix);
}

/// What I handed over, and nobody has accepted yet, I have still.
bool is_given_by(const Case& one, const Me& me) {
    const auto last = last_handover(one);
    return last && last->accepted == nullptr && last->given->author_id == me.zendesk.id;
}

/// Urgent tickets of others that I handed to them; the audits of each that waits are read.
Result<std::vector<Reference>> handed_over(const Sources& sources, const Me& me) {
    const auto& config = sources.config;
    const auto urgent = sources.zendesk.search(config.zendesk.search);
    if (!urgent) {
        return urgent.error();
    }
    std::vector<Reference> mine;
    for (const auto& ticket : *urgent) {
        Case one{.depth = Depth::listed, .ticket = ticket};
        if (ticket.assignee_id == me.zendesk.id ||
            !awaits_acceptance(one, config.zendesk.tag_prefix)) {
            continue;
        }
        auto audits = sources.zendesk.audits(ticket.id);
        if (!audits) {
            return audits.error();
        }
        one.audits = *std::move(audits);
        one.depth = Depth::full;
        if (is_given_by(one, me) && awaits_acceptance(one, config.zendesk.tag_prefix)) {
            mine.emplace_back(TicketId{ticket.id});
        }
    }
    return mine;
}

Result<std::vector<MyCase>> find_mine(const Sources& sources, const Me& me) {
    const auto [pages, tickets] = together(
        [&] {
            return sources.pagerduty.incidents(
                {.statuses = {pagerduty::Status::triggered, pagerduty::Status::acknowledged},
                 .service_ids = sources.config.pagerduty.services,
                 .user_ids = {me.pagerduty.id}});
        },
        [&] {
            return sources.zendesk.search(
                fmt::format("type:ticket status<solved assignee:{}", me.zendesk.email));
        });
    if (!pages || !tickets) {
        return pages ? tickets.error() : pages.error();
    }
    std::vector<MyCase> mine;
    std::set<std::int64_t> paged;
    for (const auto& page : *pages) {
        const auto named = tickets_named(page, {});
        if (is_call_for_help(page) ||
            (named.empty() && sources.config.pagerduty.services.empty())) {
            continue;
        }
        for (const auto& each : named) {
            paged.insert(each.ticket);
        }
        mine.push_back(
            {IncidentId{page.id}, fmt::format("{} ({})", page.id, one_line(page.title))});
    }
    for (const auto& ticket : *tickets) {
        if (is_emergency(ticket, sources.config.zendesk.tag_prefix) && !paged.contains(ticket.id)) {
            mine.push_back({TicketId{ticket.id},
                            fmt::format("#{} ({})", ticket.id, one_line(ticket.subject))});
        }
    }
    return mine;
}

}  // namespace

bool is_mine(const Case& one, const Me& me) {
    if (one.ticket && one.ticket->assignee_id != 0) {
        const bool is_given = one.depth == Depth::full && is_given_by(one, me) &&
                              awaits_acceptance(one, /*tag_prefix=*/{});
        return one.ticket->assignee_id == me.zendesk.id || is_given;
    }
    if (!one.incident) {
        return false;
    }
    const auto& assignees = one.incident->assignees;
    return std::any_of(assignees.begin(), assignees.end(),
                       [&](const auto& person) { return person.id == me.pagerduty.id; });
}

bool is_perhaps_mine(const Case& one, const Me& me, const std::string& tag_prefix) {
    return is_mine(one, me) || (one.depth == Depth::listed && awaits_acceptance(one, tag_prefix));
}

Result<std::vector<Reference>> my_cases(const Sources& sources, const Me& me) {
    const auto [mine, handed] =
        together([&] { return find_mine(sources, me); }, [&] { return handed_over(sources, me); });
    if (!mine || !handed) {
        return mine ? handed.error() : mine.error();
    }
    std::vector<Reference> references;
    references.reserve(mine->size() + handed->size());
    for (const auto& each : *mine) {
        references.push_back(each.reference);
    }
    references.insert(references.end(), handed->begin(), handed->end());
    return references;
}

Result<Reference> my_only_case(const Sources& sources, const Me& me) {
    const auto mine = find_mine(sources, me);
    if (!mine) {
        return mine.error();
    }
    if (mine->empty()) {
        return Error{.kind = ErrorKind::not_found,
                     .message = "no open case is yours",
                     .hint = "name one; emerg list shows all that are open"};
    }
    if (mine->size() > 1) {
        std::vector<std::string> told;
        for (const auto& each : *mine) {
            told.push_back(each.told);
        }
        return Error{
            .kind = ErrorKind::usage,
            .message = fmt::format("several open cases are yours: {}", fmt::join(told, ", ")),
            .hint = "name the one that you mean"};
    }
    return mine->front().reference;
}

}  // namespace emergency::cases
