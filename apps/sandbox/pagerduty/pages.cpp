#include "apps/sandbox/pagerduty/pages.h"

#include "apps/sandbox/pagerduty/actions.h"
#include "apps/sandbox/pagerduty/call.h"
#include "apps/sandbox/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

/// By which ways a page tells its ticket.
struct Ticket {
    std::int64_t id = 0;  ///< 0: the page has none.
    std::string url = {};
    std::set<std::string> ways = {};

    bool is_told_by(const char* way) const { return id != 0 && ways.contains(way); }
};

std::string text_of(const json& value) {
    return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

Ticket ticket_of(const Account& account, const json& page) {
    Ticket ticket;
    const auto id = page.value("ticket", json());
    ticket.id = id.is_number_integer() ? id.get<std::int64_t>() : 0;
    ticket.url =
        fmt::format("https://{}.zendesk.com/agent/tickets/{}", account.subdomain, ticket.id);
    for (const auto& way : page.value("via", json{"key", "client_url", "details"})) {
        ticket.ways.insert(text_of(way));
    }
    return ticket;
}

const ServiceEntry* service_of(const Account& account, const std::string& named) {
    const auto found = std::ranges::find_if(account.services, [&](const ServiceEntry& each) {
        return named.empty() || each.id == named || each.name == named;
    });
    if (found != account.services.end()) {
        return &*found;
    }
    return account.services.empty() ? nullptr : &account.services.front();
}

std::string alert_body(const Ticket& ticket, const std::string& title) {
    json details{{"summary", title}};
    auto contexts = json::array();
    json event{{"message", title}, {"severity", "critical"}};
    if (ticket.is_told_by("details")) {
        details["ticket_url"] = ticket.url;
        details["ticket_id"] = std::to_string(ticket.id);
    }
    if (ticket.is_told_by("context")) {
        contexts.push_back({{"type", "link"}, {"href", ticket.url}, {"text", "Zendesk ticket"}});
    }
    if (ticket.is_told_by("client_url")) {
        event["client"] = "Zendesk";
        event["client_url"] = ticket.url;
    }
    event["details"] = details;
    return json{{"type", "alert_body"},
                {"contexts", contexts},
                {"details", details},
                {"cef_details", event}}
        .dump();
}

std::string trigger_channel(const Ticket& ticket, const std::string& title,
                            const std::string& key) {
    json channel{
        {"type", "api"}, {"summary", title}, {"description", title}, {"incident_key", key}};
    if (ticket.is_told_by("client_url")) {
        channel["client"] = "Zendesk";
        channel["client_url"] = ticket.url;
    }
    if (ticket.is_told_by("details")) {
        channel["details"] = {{"ticket_url", ticket.url}, {"ticket_id", std::to_string(ticket.id)}};
    }
    return channel.dump();
}

std::vector<std::string> assignees_of(const Account& account, const json& page,
                                      const std::string& policy) {
    if (!page.contains("assigned")) {
        return account.on_call(policy);
    }
    std::vector<std::string> users;
    for (const auto& email : page["assigned"]) {
        if (const auto* person = account.find_email(text_of(email))) {
            users.push_back(person->id);
        }
    }
    return users;
}

std::string key_of(Account& account, const json& page, const Ticket& ticket) {
    if (auto given = text_in(page, "key"); !given.empty()) {
        return given;
    }
    return ticket.is_told_by("key") ? fmt::format("Zendesk_{}_{}", account.subdomain, ticket.id)
                                    : account.new_key();
}

void set_status(Incident& incident, const std::string& status, TimePoint at) {
    incident.status = status;
    if (status == "triggered" || incident.assignments.empty()) {
        return;
    }
    incident.changed_by = {.kind = Agent::Kind::person, .id = incident.assignments.front().user};
    const bool is_resolved = status == "resolved";
    incident.log.push_back({.id = incident.log.front().id + "S",
                            .type = is_resolved ? "resolve_log_entry" : "acknowledge_log_entry",
                            .summary = is_resolved ? "Resolved" : "Acknowledged",
                            .at = at,
                            .agent = incident.changed_by,
                            .channel = R"({"type":"web"})"});
    if (!is_resolved) {
        incident.acknowledgements = {{.user = incident.changed_by.id, .at = at}};
        return;
    }
    incident.resolved_at = at;
    incident.assignments.clear();
    for (auto& alert : incident.alerts) {
        alert.status = "resolved";
    }
}

Incident blank(Account& account, const json& page, const Ticket& ticket, TimePoint at) {
    const auto title = text_in(page, "title", "Emergency");
    const auto id = text_in(page, "id");
    return {.id = id.empty() ? account.new_id("Q0SBX0000") : id,
            .number = page.contains("number") ? page["number"].get<std::int64_t>()
                                              : account.last_number + 1,
            .title = ticket.is_told_by("title") ? fmt::format("ZD#{} {}", ticket.id, title) : title,
            .urgency = text_in(page, "urgency", "high"),
            .created_at = at,
            .updated_at = at,
            .changed_at = at};
}

void add_trigger(Account& account, Incident& incident, const Ticket& ticket) {
    const auto at = incident.created_at;
    const Agent by{.kind = Agent::Kind::service, .id = incident.service};
    incident.changed_by = by;
    incident.alerts.push_back({.id = account.new_id("Q0SBX"),
                               .key = incident.key,
                               .summary = incident.title,
                               .created_at = at,
                               .body = alert_body(ticket, incident.title)});
    incident.log.push_back({.id = account.new_id("R0SBX"),
                            .type = "trigger_log_entry",
                            .summary = "Triggered through the API",
                            .at = at,
                            .agent = by,
                            .channel = trigger_channel(ticket, incident.title, incident.key)});
    if (incident.assignments.empty()) {
        return;
    }
    LogEntry assigned{.id = account.new_id("R0SBX"),
                      .type = "assign_log_entry",
                      .summary = "Assigned",
                      .at = at,
                      .agent = by,
                      .channel = R"({"type":"auto"})"};
    for (const auto& each : incident.assignments) {
        assigned.assignees.push_back(each.user);
    }
    incident.log.push_back(std::move(assigned));
}

}  // namespace

Incident& open_page(Account& account, const json& page, TimePoint start) {
    const auto ticket = ticket_of(account, page);
    const auto at = parse_scenario_moment(text_in(page, "at", "-0s"), start).value_or(start);
    auto incident = blank(account, page, ticket, at);
    if (const auto* service = service_of(account, text_in(page, "service"))) {
        incident.service = service->id;
        incident.policy = service->policy;
    }
    incident.key = key_of(account, page, ticket);
    for (const auto& user : assignees_of(account, page, incident.policy)) {
        incident.assignments.push_back({.user = user, .at = at});
    }
    if (const auto* priority = account.find_priority(text_in(page, "priority"))) {
        incident.priority = priority->id;
    }
    if (ticket.is_told_by("body")) {
        incident.body = json("The customer's ticket: " + ticket.url).dump();
        incident.is_body_told = true;
    }
    add_trigger(account, incident, ticket);
    set_status(incident, text_in(page, "status", "triggered"), at);
    return account.add(std::move(incident));
}

}  // namespace sandbox::pagerduty
