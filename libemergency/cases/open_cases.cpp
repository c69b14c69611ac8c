#include "libemergency/cases/account.h"
#include "libemergency/cases/locate.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/together.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace emergency::cases {
namespace {

using nlohmann::json;
using Tickets = std::map<zendesk::Id, zendesk::Ticket>;

constexpr std::chrono::hours organization_remembered{24};

/// A page and the ticket that it names.
struct Page {
    pagerduty::Incident incident;
    std::optional<FoundTicket> named;
};

std::vector<Page> pages_of(std::vector<pagerduty::Incident> incidents) {
    std::vector<Page> pages;
    pages.reserve(incidents.size());
    std::erase_if(incidents, &is_call_for_help);
    for (auto& incident : incidents) {
        const auto named = tickets_named(incident, {});
        pages.push_back(
            {std::move(incident), named.empty() ? std::nullopt : std::optional(named.front())});
    }
    return pages;
}

/// Another account has other organisations under the same ids.
std::string cache_name(const Sources& sources, zendesk::Id id) {
    return fmt::format("organization/{} {}", id, sources.config.zendesk.url);
}

/// The names of organisations: from the cache, the others from Zendesk.
Result<std::map<zendesk::Id, std::string>> names_of(const Sources& sources,
                                                    const std::set<zendesk::Id>& ids) {
    std::map<zendesk::Id, std::string> names;
    std::vector<zendesk::Id> unknown;
    const auto now = sources.clock.now();
    for (const auto id : ids) {
        if (const auto kept =
                sources.cache.find(cache_name(sources, id), now, organization_remembered)) {
            names.emplace(id, *kept);
        } else {
            unknown.push_back(id);
        }
    }
    if (unknown.empty()) {
        return names;
    }
    const auto read = sources.zendesk.organizations(unknown);
    if (!read) {
        return read.error();
    }
    for (const auto& organization : *read) {
        names[organization.id] = organization.name;
        sources.cache.keep(cache_name(sources, organization.id), organization.name, now);
    }
    return names;
}

Result<void> add_organizations(const Sources& sources, std::vector<Case>& cases) {
    std::set<zendesk::Id> ids;
    for (const auto& one : cases) {
        if (one.ticket && one.ticket->organization_id != 0) {
            ids.insert(one.ticket->organization_id);
        }
    }
    const auto names = names_of(sources, ids);
    if (!names) {
        return names.error();
    }
    for (auto& one : cases) {
        const auto found = one.ticket ? names->find(one.ticket->organization_id) : names->end();
        if (found != names->end()) {
            one.organization = zendesk::Organization{.id = found->first, .name = found->second};
        }
    }
    return {};
}

/// Tickets that pages name but the search, whose index lags, has not found.
Result<void> add_missing(const Sources& sources, const std::vector<Page>& pages, Tickets& tickets) {
    std::set<zendesk::Id> missing;
    for (const auto& page : pages) {
        if (page.named && !tickets.contains(page.named->ticket)) {
            missing.insert(page.named->ticket);
        }
    }
    if (missing.empty()) {
        return {};
    }
    const auto read = sources.zendesk.tickets({missing.begin(), missing.end()});
    if (!read) {
        return read.error();
    }
    for (const auto& ticket : *read) {
        tickets.emplace(ticket.id, ticket);
    }
    return {};
}

std::vector<Case> joined(const Sources& sources, std::vector<Page> pages, Tickets tickets) {
    std::vector<Case> cases;
    std::set<zendesk::Id> paged;
    for (auto& page : pages) {
        if (!page.named && sources.config.pagerduty.services.empty()) {
            continue;
        }
        Case one{.depth = Depth::listed, .incident = std::move(page.incident)};
        const auto found = page.named ? tickets.find(page.named->ticket) : tickets.end();
        if (found != tickets.end() &&
            is_of_account(page.named->server, found->second, sources.config)) {
            one.ticket = found->second;
            one.route = page.named->route;
            one.ticket_url = sources.zendesk.agent_url(found->first);
            paged.insert(found->first);
        }
        cases.push_back(std::move(one));
    }
    for (auto& [id, ticket] : tickets) {
        if (!paged.contains(id)) {
            cases.push_back({.depth = Depth::listed,
                             .ticket = std::move(ticket),
                             .ticket_url = sources.zendesk.agent_url(id)});
        }
    }
    return cases;
}

Tickets by_id(std::vector<zendesk::Ticket> found) {
    Tickets tickets;
    for (auto& ticket : found) {
        const auto id = ticket.id;
        tickets.emplace(id, std::move(ticket));
    }
    return tickets;
}

/// The first gap is the one that is told.
void note_gap(OpenCases& known, const Result<void>& read) {
    if (!read && !known.missing) {
        known.missing = read.error();
    }
}

/// A list reads nobody's name but knows mine.
void add_me(const Sources& sources, std::vector<Case>& cases) {
    const auto me = remembered_me(sources);
    for (auto& one : cases) {
        if (me && one.ticket && one.ticket->assignee_id == me->zendesk.id) {
            one.conversation.people.emplace(me->zendesk.id, me->zendesk);
        }
    }
}

}  // namespace

void oldest_first(std::vector<Case>& cases) {
    std::sort(cases.begin(), cases.end(),
              [](const auto& a, const auto& b) { return paged_at(a) < paged_at(b); });
}

Result<std::vector<Case>> open_cases(const Sources& sources) {
    auto known = open_cases_that_are_known(sources);
    if (known && !known->missing) {
        return std::move(known->cases);
    }
    return known ? *known->missing : known.error();
}

Result<OpenCases> open_cases_that_are_known(const Sources& sources) {
    auto [incidents, urgent] = together(
        [&] {
            return sources.pagerduty.incidents(
                {.statuses = {pagerduty::Status::triggered, pagerduty::Status::acknowledged},
                 .service_ids = sources.config.pagerduty.services});
        },
        [&] { return sources.zendesk.search(sources.config.zendesk.search); });
    OpenCases known;
    if (!incidents || !urgent) {
        known.missing = incidents ? urgent.error() : incidents.error();
    }
    if ((!incidents && !urgent) || (known.missing && !is_outage(*known.missing))) {
        return *known.missing;
    }
    auto pages = incidents ? pages_of(*std::move(incidents)) : std::vector<Page>();
    auto tickets = urgent ? by_id(*std::move(urgent)) : Tickets();
    if (!known.missing) {
        note_gap(known, add_missing(sources, pages, tickets));
    }
    known.cases = joined(sources, std::move(pages), std::move(tickets));
    note_gap(known, add_organizations(sources, known.cases));
    add_me(sources, known.cases);
    for (auto& one : known.cases) {
        one.as_of = sources.clock.now();
    }
    oldest_first(known.cases);
    return known;
}

}  // namespace emergency::cases
