#include "apps/sandbox/pagerduty/actions.h"
#include "apps/sandbox/pagerduty/handlers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

using Problem = std::optional<Answer>;

bool is_status(const std::string& text) {
    constexpr auto statuses =
        std::to_array<std::string_view>({"triggered", "acknowledged", "resolved"});
    return std::ranges::find(statuses, text) != statuses.end();
}

struct FieldType {
    const char* name;
    bool (*fits)(const json& value);
    const char* problem;
};

bool is_text(const json& value) {
    return value.is_string();
}

bool is_object(const json& value) {
    return value.is_object();
}

bool is_text_or_object(const json& value) {
    return value.is_string() || value.is_object();
}

bool is_list_of_objects(const json& value) {
    return value.is_array() && std::ranges::all_of(value, &is_object);
}

constexpr std::array field_types{
    FieldType{"title", &is_text, "Title must be a string"},
    FieldType{"urgency", &is_text, "Urgency must be a string"},
    FieldType{"resolution", &is_text, "Resolution must be a string"},
    FieldType{"incident_key", &is_text, "Incident key must be a string"},
    FieldType{"priority", &is_text_or_object, "Priority must be an object"},
    FieldType{"service", &is_object, "Service must be an object"},
    FieldType{"body", &is_object, "Body must be an object"},
    FieldType{"conference_bridge", &is_object, "Conference bridge must be an object"},
    FieldType{"escalation_policy", &is_object, "Escalation policy must be an object"},
    FieldType{"assignments", &is_list_of_objects, "Assignments must be an array of objects"},
};

Problem check_types(const json& change) {
    for (const auto& field : field_types) {
        const auto found = change.find(field.name);
        if (found != change.end() && !found->is_null() && !field.fits(*found)) {
            return invalid(field.problem);
        }
    }
    return std::nullopt;
}

std::vector<std::string> assignees_in(const json& change) {
    std::vector<std::string> users;
    for (const auto& each : change.value("assignments", json::array())) {
        users.push_back(text_in(each.value("assignee", json::object()), "id"));
    }
    return users;
}

std::string priority_in(const json& change) {
    const auto& asked = change["priority"];
    return asked.is_object() ? text_in(asked, "id", text_in(asked, "summary"))
                             : text_in(change, "priority");
}

Problem check_people(const Account& account, const json& change) {
    for (const auto& user : assignees_in(change)) {
        if (account.find_user(user) == nullptr) {
            return invalid("Assignee " + user + " does not exist");
        }
    }
    if (change.contains("assignments") && change.contains("escalation_policy")) {
        return invalid("Assignments and escalation policy exclude each other");
    }
    return std::nullopt;
}

/// Everything that could refuse the change, before any of it is made.
Problem check(const Account& account, const json& change) {
    if (!change.is_object()) {
        return invalid("Incident must be an object");
    }
    if (auto problem = check_types(change)) {
        return problem;
    }
    if (change.contains("status") && !is_status(text_in(change, "status"))) {
        return invalid("Status must be triggered, acknowledged or resolved");
    }
    const auto urgency = text_in(change, "urgency", "high");
    if (urgency != "high" && urgency != "low") {
        return invalid("Urgency must be high or low");
    }
    const bool names_priority = change.contains("priority") && !change["priority"].is_null();
    if (names_priority && account.find_priority(priority_in(change)) == nullptr) {
        return invalid("Priority does not exist");
    }
    const auto policy = text_in(change.value("escalation_policy", json::object()), "id");
    if (!policy.empty() && account.find_policy(policy) == nullptr) {
        return invalid("Escalation policy does not exist");
    }
    return check_people(account, change);
}

void set_status(Account& account, Incident& incident, const Agent& by, const std::string& status) {
    if (status == "acknowledged") {
        acknowledge(account, incident, by);
    }
    if (status == "resolved") {
        resolve(account, incident, by);
    }
    if (status == "triggered") {
        trigger_again(account, incident, by);
    }
}

void set_priority(const Account& account, Incident& incident, const json& change) {
    if (!change.contains("priority")) {
        return;
    }
    const auto* priority = account.find_priority(priority_in(change));
    incident.priority = priority == nullptr ? std::string() : priority->id;
}

void set_bridge(Incident& incident, const json& change) {
    if (!change.contains("conference_bridge")) {
        return;
    }
    const auto& bridge = change["conference_bridge"];
    incident.conference_url = text_in(bridge, "conference_url");
    incident.conference_number = text_in(bridge, "conference_number");
}

void set_policy(Account& account, Incident& incident, const Agent& by, const json& change) {
    const auto policy = text_in(change.value("escalation_policy", json::object()), "id");
    if (policy.empty()) {
        return;
    }
    incident.policy = policy;
    assign(account, incident, by, account.on_call(policy));
    incident.assigned_via = "escalation_policy";
}

void apply(Account& account, Incident& incident, const Call& call, const json& change) {
    const auto by = call.agent();
    incident.title = text_in(change, "title", incident.title);
    incident.urgency = text_in(change, "urgency", incident.urgency);
    incident.service = text_in(change.value("service", json::object()), "id", incident.service);
    set_priority(account, incident, change);
    set_bridge(incident, change);
    set_policy(account, incident, by, change);
    if (const auto users = assignees_in(change); !users.empty()) {
        assign(account, incident, by, users);
        incident.assigned_via = "direct_assignment";
    }
    set_status(account, incident, by, text_in(change, "status"));
    if (const auto resolution = text_in(change, "resolution"); !resolution.empty()) {
        annotate(account, incident, by.id, resolution);
    }
    incident.updated_at = account.now();
}

Problem check_new(Account& account, const json& wanted) {
    if (auto problem = check_types(wanted)) {
        return problem;
    }
    const auto service = text_in(wanted.value("service", json::object()), "id");
    if (text_in(wanted, "title").empty()) {
        return invalid("Title cannot be empty");
    }
    if (account.find_service(service) == nullptr) {
        return invalid("Service cannot be empty");
    }
    const auto key = text_in(wanted, "incident_key");
    if (!key.empty() && account.find_open(service, key) != nullptr) {
        return refusal(400, 2002, "Arguments Caused Error",
                       {"Open incident with matching dedup key already exists on this service"});
    }
    return check(account, wanted);
}

/// As the description has it an object, as the examples have it a text.
std::string details_in(const json& wanted) {
    const auto body = wanted.value("body", json::object());
    return body.is_object() && body.contains("details") ? body["details"].dump() : std::string();
}

std::string web_trigger(const Incident& incident) {
    json channel{{"type", "web_trigger"}, {"summary", incident.title}, {"subject", incident.title}};
    const auto details = incident.body.empty() ? json() : json::parse(incident.body);
    if (!details.is_null()) {
        channel["details"] = details.is_string() ? details.get<std::string>() : details.dump();
    }
    return channel.dump();
}

Incident& open_incident(Account& account, const Call& call, const json& wanted) {
    const auto now = account.now();
    const auto* service = account.find_service(text_in(wanted["service"], "id"));
    const auto key = text_in(wanted, "incident_key");
    auto& incident = account.add({.id = account.new_id("Q0SBX0000"),
                                  .number = account.last_number + 1,
                                  .title = text_in(wanted, "title"),
                                  .key = key.empty() ? account.new_key() : key,
                                  .service = service->id,
                                  .policy = service->policy,
                                  .urgency = text_in(wanted, "urgency", "high"),
                                  .body = details_in(wanted),
                                  .created_at = now,
                                  .updated_at = now,
                                  .changed_at = now,
                                  .changed_by = call.agent()});
    log(account, incident, "trigger_log_entry", call.agent(), "Triggered through the API").channel =
        web_trigger(incident);
    for (const auto& user : account.on_call(incident.policy)) {
        incident.assignments.push_back({.user = user, .at = now});
    }
    return incident;
}

}  // namespace

Answer create_incident(Account& account, const Call& call) {
    const auto wanted = body_object(call, "incident");
    if (!wanted || !wanted->is_object()) {
        return invalid("Incident cannot be empty");
    }
    if (const auto problem = check_new(account, *wanted)) {
        return *problem;
    }
    auto& incident = open_incident(account, call, *wanted);
    auto rest = *wanted;
    rest.erase("status");
    apply(account, incident, call, rest);
    return answer_with(201, {{"incident", shown(account, incident, Includes{})}});
}

Answer change_incident(Account& account, const Call& call) {
    auto* incident = account.find_incident(call.ids.front());
    if (incident == nullptr) {
        return not_found();
    }
    const auto change = body_object(call, "incident");
    if (!change) {
        return invalid("Incident cannot be empty");
    }
    if (const auto problem = check(account, *change)) {
        return *problem;
    }
    apply(account, *incident, call, *change);
    return answer_with({{"incident", shown(account, *incident, call.includes())}});
}

Answer change_incidents(Account& account, const Call& call) {
    constexpr std::size_t most = 250;
    const auto changes = body_object(call, "incidents");
    if (!changes || !changes->is_array()) {
        return invalid("Incidents cannot be empty");
    }
    if (changes->size() > most) {
        return refusal(413, 2001, "Invalid Input Provided", {"At most 250 incidents at a time"});
    }
    std::vector<Incident*> incidents;
    for (const auto& change : *changes) {
        incidents.push_back(account.find_incident(text_in(change, "id")));
        if (incidents.back() == nullptr) {
            return not_found();
        }
        if (const auto problem = check(account, change)) {
            return *problem;
        }
    }
    auto changed = json::array();
    for (std::size_t index = 0; index < incidents.size(); ++index) {
        apply(account, *incidents[index], call, (*changes)[index]);
        changed.push_back(shown(account, *incidents[index], Includes{}));
    }
    return answer_with({{"incidents", std::move(changed)}});
}

}  // namespace sandbox::pagerduty
