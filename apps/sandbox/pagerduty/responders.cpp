#include "apps/sandbox/pagerduty/handlers.h"
#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

/// Who is meant, flat or each within a `responder_request_target`; empty if the list is none.
std::vector<json> targets_in(const json& body) {
    const auto listed = body.value("responder_request_targets", json::array());
    if (!listed.is_array()) {
        return {};
    }
    std::vector<json> targets;
    for (const auto& each : listed) {
        targets.push_back(each.is_object() ? each.value("responder_request_target", each) : each);
    }
    const bool is_named = std::ranges::all_of(
        targets, [](const json& target) { return !text_in(target, "id").empty(); });
    return is_named ? targets : std::vector<json>{};
}

std::vector<std::string> people_of(const Account& account, const json& target) {
    const auto id = text_in(target, "id");
    if (account.find_policy(id) != nullptr) {
        return account.on_call(id);
    }
    return account.find_user(id) == nullptr ? std::vector<std::string>{}
                                            : std::vector<std::string>{id};
}

json responder(const Account& account, const Incident& incident, const std::string& user,
               const json& request) {
    return {{"state", "pending"},
            {"user", user_reference(account, user)},
            {"incident", incident_reference(account, incident)},
            {"updated_at", request["requested_at"]},
            {"message", request["message"]},
            {"requester", request["requester"]},
            {"requested_at", request["requested_at"]}};
}

json asked_target(const Account& account, const Incident& incident, const json& target,
                  const json& request) {
    auto responders = json::array();
    for (const auto& user : people_of(account, target)) {
        responders.push_back(responder(account, incident, user, request));
    }
    const bool is_policy = account.find_policy(text_in(target, "id")) != nullptr;
    return {{"responder_request_target",
             {{"type", is_policy ? "escalation_policy" : "user"},
              {"id", text_in(target, "id")},
              {"incidents_responders", std::move(responders)}}}};
}

bool has_ability(const Account& account, std::string_view ability) {
    return std::ranges::find(account.abilities, ability) != account.abilities.end();
}

/// Why nobody can be asked, or be let go, so; nothing if they can.
std::optional<Answer> problem_with_request(const Account& account, const Incident* incident,
                                           const json& body) {
    if (incident == nullptr) {
        return not_found();
    }
    if (!has_ability(account, "coordinated_responding")) {
        return refusal(402, 2014, "Payment Required",
                       {"Account does not have the coordinated_responding ability"});
    }
    if (!body.is_object() || account.find_user(text_in(body, "requester_id")) == nullptr) {
        return refusal(400, 1008, "Requester User Not Found");
    }
    return targets_in(body).empty() ? std::optional(invalid("Responder request targets must be a "
                                                            "list of users and policies"))
                                    : std::nullopt;
}

/// Lets those go who were asked through this target and have not answered; says whether any were.
bool cancel_in(json& request, const std::string& target) {
    bool is_found = false;
    for (auto& each : request["responder_request_targets"]) {
        auto& asked = each["responder_request_target"];
        if (asked["id"] != target) {
            continue;
        }
        for (auto& responder : asked["incidents_responders"]) {
            is_found = is_found || responder["state"] == "pending";
            responder["state"] = "user_cancelled";
        }
    }
    return is_found;
}

}  // namespace

Answer request_responders(Account& account, const Call& call) {
    auto* incident = account.find_incident(call.ids.front());
    const auto body = json::parse(call.request.body, nullptr, false);
    if (auto problem = problem_with_request(account, incident, body)) {
        return *std::move(problem);
    }
    if (text_in(body, "message").empty()) {
        return invalid("Message cannot be empty");
    }
    const auto targets = targets_in(body);
    json request{{"incident", incident_reference(account, *incident)},
                 {"requester", user_reference(account, text_in(body, "requester_id"))},
                 {"requested_at", utc_seconds(account.now())},
                 {"message", text_in(body, "message")},
                 {"responder_request_targets", json::array()}};
    for (const auto& target : targets) {
        request["responder_request_targets"].push_back(
            asked_target(account, *incident, target, request));
    }
    incident->responder_requests.push_back(request.dump());
    incident->updated_at = account.now();
    return answer_with({{"responder_request", std::move(request)}});
}

Answer cancel_responders(Account& account, const Call& call) {
    auto* incident = account.find_incident(call.ids.front());
    const auto body = json::parse(call.request.body, nullptr, false);
    if (auto problem = problem_with_request(account, incident, body)) {
        return *std::move(problem);
    }
    auto results = json::array();
    for (const auto& target : targets_in(body)) {
        const auto id = text_in(target, "id");
        bool is_cancelled = false;
        for (auto& text : incident->responder_requests) {
            auto request = json::parse(text);
            is_cancelled = cancel_in(request, id) || is_cancelled;
            text = request.dump();
        }
        const bool is_policy = account.find_policy(id) != nullptr;
        results.push_back({{"type", is_policy ? "escalation_policy_reference" : "user_reference"},
                           {"id", id},
                           {"result", is_cancelled ? "cancelled" : "not_found"}});
    }
    incident->updated_at = account.now();
    return answer_with({{"responder_request_targets", std::move(results)}});
}

}  // namespace sandbox::pagerduty
