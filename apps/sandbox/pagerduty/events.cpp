#include "apps/sandbox/pagerduty/actions.h"
#include "apps/sandbox/pagerduty/call.h"
#include "apps/sandbox/pagerduty/pagerduty.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox {
namespace {

using nlohmann::json;
using namespace pagerduty;

constexpr std::size_t key_length = 32;
constexpr std::size_t longest_dedup_key = 255;
constexpr auto wrong_routing_key = "Length of 'routing_key' is incorrect (should be 32 characters)";

Answer refused(const std::string& problem) {
    return answer_with(400, {{"status", "invalid event"},
                             {"message", "Event object is invalid"},
                             {"errors", json::array({problem})}});
}

Answer accepted(const std::string& key) {
    return answer_with(202,
                       {{"status", "success"}, {"message", "Event processed"}, {"dedup_key", key}});
}

bool is_severity(const std::string& text) {
    constexpr auto severities =
        std::to_array<std::string_view>({"critical", "error", "warning", "info"});
    return std::ranges::find(severities, text) != severities.end();
}

/// What is wrong with the event itself, if anything is.
std::optional<std::string> problem_with(const json& event) {
    const auto action = text_in(event, "event_action");
    if (text_in(event, "routing_key").size() != key_length) {
        return wrong_routing_key;
    }
    if (action != "trigger" && action != "acknowledge" && action != "resolve") {
        return "'event_action' must be one of [trigger, acknowledge, resolve]";
    }
    if (text_in(event, "dedup_key").size() > longest_dedup_key) {
        return "'dedup_key' is too long (maximum is 255 characters)";
    }
    if (action != "trigger") {
        return text_in(event, "dedup_key").empty()
                   ? std::optional<std::string>("'dedup_key' is missing or blank")
                   : std::nullopt;
    }
    const auto payload = event.value("payload", json::object());
    for (const std::string name : {"summary", "source", "severity"}) {
        if (text_in(payload, name).empty()) {
            return "'payload." + name + "' is missing or blank";
        }
    }
    return is_severity(text_in(payload, "severity"))
               ? std::nullopt
               : std::optional<std::string>("'payload.severity' is invalid");
}

json link_contexts(const json& event) {
    auto contexts = json::array();
    for (const auto& link : event.value("links", json::array())) {
        contexts.push_back(
            {{"type", "link"}, {"href", text_in(link, "href")}, {"text", text_in(link, "text")}});
    }
    return contexts;
}

std::string channel_of(const json& event, const std::string& key) {
    const auto summary = text_in(event["payload"], "summary");
    json channel{
        {"type", "api"}, {"summary", summary}, {"description", summary}, {"incident_key", key}};
    for (const auto* name : {"client", "client_url"}) {
        if (!text_in(event, name).empty()) {
            channel[name] = event[name];
        }
    }
    channel["details"] = event["payload"].value("custom_details", json::object());
    return channel.dump();
}

Alert alert_of(Account& account, const json& event, const std::string& key) {
    const auto& payload = event["payload"];
    const auto details = payload.value("custom_details", json::object());
    return {.id = account.new_id("Q0SBX"),
            .key = key,
            .summary = text_in(payload, "summary"),
            .severity = text_in(payload, "severity"),
            .created_at = account.now(),
            .body = json{{"type", "alert_body"},
                         {"contexts", link_contexts(event)},
                         {"details", details},
                         {"cef_details",
                          {{"client", text_in(event, "client")},
                           {"client_url", text_in(event, "client_url")},
                           {"details", details}}}}
                        .dump()};
}

void open(Account& account, const ServiceEntry& service, const json& event,
          const std::string& key) {
    const auto now = account.now();
    const Agent by{.kind = Agent::Kind::service, .id = service.id};
    auto& incident = account.add({.id = account.new_id("Q0SBX0000"),
                                  .number = account.last_number + 1,
                                  .title = text_in(event["payload"], "summary"),
                                  .key = key,
                                  .service = service.id,
                                  .policy = service.policy,
                                  .created_at = now,
                                  .updated_at = now,
                                  .changed_at = now,
                                  .changed_by = by});
    incident.alerts.push_back(alert_of(account, event, key));
    log(account, incident, "trigger_log_entry", by, "Triggered through the API").channel =
        channel_of(event, key);
    for (const auto& user : account.on_call(incident.policy)) {
        incident.assignments.push_back({.user = user, .at = now});
    }
}

void take(Account& account, const ServiceEntry& service, const json& event,
          const std::string& key) {
    const Agent by{.kind = Agent::Kind::service, .id = service.id};
    const auto action = text_in(event, "event_action");
    auto* incident = account.find_open(service.id, key);
    if (incident == nullptr) {
        if (action == "trigger") {
            open(account, service, event, key);
        }
        return;
    }
    if (action == "trigger") {
        log(account, *incident, "trigger_log_entry", by, "Triggered through the API").channel =
            channel_of(event, key);
    }
    if (action == "acknowledge") {
        acknowledge(account, *incident, by);
    }
    if (action == "resolve") {
        resolve(account, *incident, by);
    }
}

/// What tells of a change opens nothing; it is only accepted.
std::optional<std::string> problem_with_change(const json& event) {
    if (text_in(event, "routing_key").size() != key_length) {
        return wrong_routing_key;
    }
    return text_in(event.value("payload", json()), "summary").empty()
               ? std::optional<std::string>("'payload.summary' is missing or blank")
               : std::nullopt;
}

Answer take_change(const Account& account, const json& event) {
    if (const auto problem = problem_with_change(event)) {
        return refused(*problem);
    }
    const auto key = text_in(event, "routing_key");
    return std::ranges::find(account.services, key, &ServiceEntry::integration_key) ==
                   account.services.end()
               ? refused("Invalid routing key")
               : answer_with(202, {{"status", "success"}, {"message", "Change event processed"}});
}

Answer take_event(Account& account, const json& event) {
    if (const auto problem = problem_with(event)) {
        return refused(*problem);
    }
    const auto routing_key = text_in(event, "routing_key");
    const auto service =
        std::ranges::find(account.services, routing_key, &ServiceEntry::integration_key);
    if (service == account.services.end()) {
        return refused("Invalid routing key");
    }
    auto key = text_in(event, "dedup_key");
    if (key.empty()) {
        key = account.new_key();
    }
    take(account, *service, event, key);
    return accepted(key);
}

}  // namespace

Answer Events::answer(const Request& request) {
    auto path = request.path;
    if (path.starts_with("/v2/")) {
        path.erase(0, 3);
    }
    const bool is_change = path == "/change/enqueue";
    if ((!is_change && path != "/enqueue") || request.method != "POST") {
        return answer_with(404, {{"status", "not found"}, {"message", "Not Found"}});
    }
    const auto event = json::parse(request.body, nullptr, false);
    if (!event.is_object()) {
        return refused("The body is not a JSON object");
    }
    try {
        return is_change ? take_change(account_, event) : take_event(account_, event);
    } catch (const json::exception&) {
        return refused("A value has the wrong type");
    }
}

json Events::state() const {
    return nullptr;
}

std::function<void()> Events::way_back() {
    return [] {};  // PagerDuty holds what events make.
}

}  // namespace sandbox
