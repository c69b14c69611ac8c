#include "libemergency/cases/page_of_ticket.h"

#include "libemergency/cases/progress.h"
#include "libemergency/message/message.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <utility>

namespace emergency::cases {
namespace {

using pagerduty::Incident;

std::string subdomain_of(const Config& config) {
    if (!config.zendesk.subdomain.empty()) {
        return config.zendesk.subdomain;
    }
    const auto begin = config.zendesk.url.find("://");
    const auto host =
        begin == std::string::npos ? config.zendesk.url : config.zendesk.url.substr(begin + 3);
    return host.substr(0, host.find_first_of(".:/"));
}

Result<std::string> incident_key_of(const Config& config, zendesk::Id ticket) {
    auto key = message::render(config.zendesk.incident_key, {{"subdomain", subdomain_of(config)},
                                                             {"ticket", std::to_string(ticket)}});
    if (key && key->empty()) {  // Without a key, the list would hold every page.
        return Error{.kind = ErrorKind::configuration,
                     .message = "zendesk.incident_key renders to nothing"};
    }
    return key;
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
    const auto newest = std::find_if(audits.rbegin(), audits.rend(), [](const auto& audit) {
        return audit.custom.contains(metadata::incident);
    });
    return newest == audits.rend() ? std::string() : newest->custom.at(metadata::incident);
}

/// Among the open pages, the one that names the ticket in any way.
Result<std::optional<Incident>> open_page(const Sources& sources, zendesk::Id ticket) {
    auto open = sources.pagerduty.incidents(
        {.statuses = {pagerduty::Status::triggered, pagerduty::Status::acknowledged},
         .service_ids = sources.config.pagerduty.services});
    if (!open) {
        return open.error();
    }
    std::erase_if(*open, [&](const Incident& each) {
        const auto named = tickets_named(each, {});
        return is_call_for_help(each) ||
               std::none_of(named.begin(), named.end(),
                            [&](const auto& found) { return found.ticket == ticket; });
    });
    return newest(*std::move(open));
}

}  // namespace

bool is_call_for_help(const Incident& incident) {
    static const RE2 ours("(?:ZD-[0-9]+|PD-[0-9A-Za-z]+|text-[0-9a-f]+)/page/[0-9A-Za-z]+/[0-9]+");
    return RE2::FullMatch(incident.incident_key, ours);
}

Result<std::optional<Incident>> page_by_key(const Sources& sources, zendesk::Id ticket) {
    const auto key = incident_key_of(sources.config, ticket);
    if (!key) {
        return key.error();
    }
    auto pages = sources.pagerduty.incidents(
        {.statuses = {pagerduty::Status::triggered, pagerduty::Status::acknowledged,
                      pagerduty::Status::resolved},
         .incident_key = *key});
    if (!pages) {
        return pages.error();
    }
    return newest(*std::move(pages));
}

Result<std::optional<Incident>> page_by_audits(const Sources& sources,
                                               const std::vector<zendesk::Audit>& audits) {
    const auto id = remembered_incident(audits);
    if (id.empty()) {
        return std::optional<Incident>();
    }
    auto incident = sources.pagerduty.incident(id);
    if (incident) {
        return std::optional(*std::move(incident));
    }
    if (incident.error().kind != ErrorKind::not_found) {
        return incident.error();
    }
    return std::optional<Incident>();
}

Result<std::optional<Incident>> page_by_search(const Sources& sources, zendesk::Id ticket,
                                               const std::vector<zendesk::Audit>& audits) {
    auto remembered = page_by_audits(sources, audits);
    const bool is_settled = !remembered || *remembered;
    return is_settled ? std::move(remembered) : open_page(sources, ticket);
}

}  // namespace emergency::cases
