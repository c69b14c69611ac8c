#include "libemergency/pagerduty/calls.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace emergency::pagerduty {
namespace {

using nlohmann::json;

json person_references(const std::vector<std::string>& ids) {
    auto references = json::array();
    for (const auto& id : ids) {
        references.push_back({{"assignee", {{"id", id}, {"type", "user_reference"}}}});
    }
    return references;
}

}  // namespace

std::string step_of(const std::string& incident) {
    return incident.starts_with('#') ? incident.substr(1) : incident;
}

http::Call call_of(const StatusChange& change) {
    const json body{
        {"incident", {{"type", "incident_reference"}, {"status", word(change.status)}}}};
    return {.method = http::Method::put,
            .path = {"incidents", step_of(change.incident_id)},
            .body = http::json_text(body),
            .repeatable = http::Repeatable::no};
}

http::Call call_of(const NewNote& note) {
    const json body{{"note", {{"content", note.content}}}};
    return {.method = http::Method::post,
            .path = {"incidents", step_of(note.incident_id), "notes"},
            .body = http::json_text(body),
            .repeatable = http::Repeatable::no};
}

http::Call call_of(const NewIncident& wanted) {
    json incident{{"type", "incident"},
                  {"title", wanted.title},
                  {"service", {{"id", wanted.service_id}, {"type", "service_reference"}}},
                  {"urgency", "high"},
                  {"incident_key", wanted.incident_key},
                  {"body", {{"type", "incident_body"}, {"details", wanted.details}}}};
    if (!wanted.assignee_ids.empty()) {
        incident["assignments"] = person_references(wanted.assignee_ids);
    } else if (!wanted.escalation_policy_id.empty()) {
        incident["escalation_policy"] = {{"id", wanted.escalation_policy_id},
                                         {"type", "escalation_policy_reference"}};
    }
    return {.method = http::Method::post,
            .path = {"incidents"},
            .body = http::json_text({{"incident", std::move(incident)}}),
            .repeatable = http::Repeatable::yes};
}

}  // namespace emergency::pagerduty
