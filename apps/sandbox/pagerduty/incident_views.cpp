#include "apps/sandbox/pagerduty/views.h"
#include "apps/sandbox/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

json person_in(const Account& account, const std::string& id, const Includes& includes,
               const std::string& role) {
    const auto* found = account.find_user(id);
    const bool is_wanted = includes.contains(role) || includes.contains("users");
    return found != nullptr && is_wanted ? shown(account, *found) : user_reference(account, id);
}

json agent_in(const Account& account, const Agent& agent, const Includes& includes) {
    return agent.kind == Agent::Kind::person ? person_in(account, agent.id, includes, "agents")
                                             : agent_reference(account, agent);
}

json service_in(const Account& account, const std::string& id, const Includes& includes) {
    const auto* found = account.find_service(id);
    return found != nullptr && includes.contains("services") ? shown(account, *found)
                                                             : service_reference(account, id);
}

json policy_in(const Account& account, const std::string& id, const Includes& includes) {
    const auto* found = account.find_policy(id);
    return found != nullptr && includes.contains("escalation_policies")
               ? shown(account, *found)
               : policy_reference(account, id);
}

json first_trigger(const Account& account, const Incident& incident, const Includes& includes) {
    auto entry = shown(account, incident, incident.log.front());
    if (includes.contains("first_trigger_log_entries")) {
        return entry;
    }
    return {{"id", entry["id"]},
            {"type", "trigger_log_entry_reference"},
            {"summary", entry["summary"]},
            {"self", entry["self"]},
            {"html_url", entry["html_url"]}};
}

json alert_counts(const Incident& incident) {
    const auto resolved = std::ranges::count(incident.alerts, "resolved", &Alert::status);
    const auto all = static_cast<std::int64_t>(incident.alerts.size());
    return {{"all", all}, {"triggered", all - resolved}, {"resolved", resolved}};
}

void add_people(json& made, const Account& account, const Incident& incident,
                const Includes& includes) {
    made["assignments"] = json::array();
    for (const auto& each : incident.assignments) {
        made["assignments"].push_back(
            {{"at", utc_seconds(each.at)},
             {"assignee", person_in(account, each.user, includes, "assignees")}});
    }
    made["acknowledgements"] = json::array();
    for (const auto& each : incident.acknowledgements) {
        made["acknowledgements"].push_back(
            {{"at", utc_seconds(each.at)},
             {"acknowledger", person_in(account, each.user, includes, "acknowledgers")}});
    }
    made["responder_requests"] = json::array();
    made["incidents_responders"] = json::array();
    for (const auto& text : incident.responder_requests) {
        auto request = json::parse(text);
        for (const auto& target : request["responder_request_targets"]) {
            for (const auto& responder :
                 target["responder_request_target"]["incidents_responders"]) {
                made["incidents_responders"].push_back(responder);
            }
        }
        made["responder_requests"].push_back(std::move(request));
    }
}

void add_optional(json& made, const Account& account, const Incident& incident,
                  const Includes& includes) {
    if (!incident.priority.empty()) {
        made["priority"] = priority_reference(account, incident.priority);
    }
    if (!incident.conference_url.empty() || !incident.conference_number.empty()) {
        made["conference_bridge"] = {{"conference_url", incident.conference_url},
                                     {"conference_number", incident.conference_number}};
    }
    const bool is_body_wanted = incident.is_body_told || includes.contains("body");
    if (is_body_wanted && !incident.body.empty()) {
        made["body"] = {{"type", "incident_body"}, {"details", json::parse(incident.body)}};
    }
    made["pending_actions"] = json::array();
    if (incident.snoozed_until) {
        made["pending_actions"].push_back(
            {{"type", "unacknowledge"}, {"at", utc_seconds(*incident.snoozed_until)}});
    }
    made["resolve_reason"] = nullptr;
    if (!incident.merged_into.empty()) {
        made["resolve_reason"] = {
            {"type", "merge_resolve_reason"},
            {"incident", {{"id", incident.merged_into}, {"type", "incident_reference"}}}};
    }
}

}  // namespace

json shown(const Account& account, const Incident& incident, const Includes& includes) {
    auto made = incident_reference(account, incident);
    made["type"] = "incident";
    made["incident_number"] = incident.number;
    made["title"] = incident.title;
    made["description"] = incident.title;
    made["created_at"] = utc_seconds(incident.created_at);
    made["updated_at"] = utc_seconds(incident.updated_at);
    made["status"] = incident.status;
    made["incident_key"] = incident.key;
    made["service"] = service_in(account, incident.service, includes);
    made["assigned_via"] = incident.assigned_via;
    made["last_status_change_at"] = utc_seconds(incident.changed_at);
    made["last_status_change_by"] = agent_in(account, incident.changed_by, includes);
    made["resolved_at"] =
        incident.resolved_at ? json(utc_seconds(*incident.resolved_at)) : json(nullptr);
    made["first_trigger_log_entry"] = first_trigger(account, incident, includes);
    made["alert_counts"] = alert_counts(incident);
    made["is_mergeable"] = incident.status != "resolved";
    made["incident_type"] = {{"name", "incident_default"}};
    made["escalation_policy"] = policy_in(account, incident.policy, includes);
    made["teams"] =
        json::array({includes.contains("teams") ? shown_team(account) : team_reference(account)});
    made["urgency"] = incident.urgency;
    add_people(made, account, incident, includes);
    add_optional(made, account, incident, includes);
    return made;
}

json shown(const Account& account, const Note& note) {
    return {{"id", note.id},
            {"user", user_reference(account, note.user)},
            {"channel", {{"summary", "The PagerDuty website or APIs"}}},
            {"content", note.content},
            {"created_at", utc_seconds(note.at)},
            {"updated_at", utc_seconds(note.at)}};
}

json shown(const Account& account, const Incident& incident, const Alert& alert) {
    auto made = incident_reference(account, incident);
    const json incident_named{{"id", incident.id}, {"type", "incident_reference"}};
    made["id"] = alert.id;
    made["type"] = "alert";
    made["summary"] = alert.summary;
    made["self"] = fmt::format("{}/incidents/{}/alerts/{}", account.origin, incident.id, alert.id);
    made["html_url"] =
        fmt::format("https://{}.pagerduty.com/alerts/{}", account.subdomain, alert.id);
    made["created_at"] = utc_seconds(alert.created_at);
    made["status"] = alert.status;
    made["alert_key"] = alert.key;
    made["service"] = service_reference(account, incident.service);
    made["body"] = json::parse(alert.body);
    made["incident"] = incident_named;
    made["suppressed"] = false;
    made["severity"] = alert.severity;
    made["integration"] = {{"id", incident.service + "I"},
                           {"type", "events_api_v2_inbound_integration_reference"},
                           {"summary", "Events API V2"},
                           {"self", fmt::format("{}/services/{}/integrations/{}I", account.origin,
                                                incident.service, incident.service)}};
    return made;
}

json shown(const Account& account, const Incident& incident, const LogEntry& entry) {
    json made{{"id", entry.id},
              {"type", entry.type},
              {"summary", entry.summary},
              {"self", fmt::format("{}/log_entries/{}?incident_id={}", account.origin, entry.id,
                                   incident.id)},
              {"html_url", fmt::format("https://{}.pagerduty.com/incidents/{}/log_entries/{}",
                                       account.subdomain, incident.id, entry.id)},
              {"created_at", utc_seconds(entry.at)},
              {"agent", agent_reference(account, entry.agent)},
              {"channel", json::parse(entry.channel)},
              {"service", service_reference(account, incident.service)},
              {"incident", incident_reference(account, incident)},
              {"teams", json::array({team_reference(account)})},
              {"contexts", json::array()}};
    if (!entry.note.empty()) {
        made["note"] = entry.note;
    }
    if (entry.type == "trigger_log_entry") {
        made["event_details"] = {{"description", incident.title}};
    }
    if (entry.type == "assign_log_entry") {
        made["assignees"] = json::array();
        for (const auto& user : entry.assignees) {
            made["assignees"].push_back(user_reference(account, user));
        }
    }
    return made;
}

json whole(const Account& account, const Incident& incident) {
    auto made = shown(account, incident, Includes{"body"});
    made["notes"] = json::array();
    made["log_entries"] = json::array();
    made["alerts"] = json::array();
    made["status_updates"] = json::array();
    for (const auto& note : incident.notes) {
        made["notes"].push_back(shown(account, note));
    }
    for (const auto& entry : incident.log) {
        made["log_entries"].push_back(shown(account, incident, entry));
    }
    for (const auto& alert : incident.alerts) {
        made["alerts"].push_back(shown(account, incident, alert));
    }
    for (const auto& update : incident.status_updates) {
        made["status_updates"].push_back(json::parse(update));
    }
    return made;
}

}  // namespace sandbox::pagerduty
