#include "apps/sandbox/pagerduty/actions.h"
#include "apps/sandbox/pagerduty/handlers.h"
#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

std::vector<json> targets_in(const json& body) {
    std::vector<json> targets;
    for (const auto& each : body.value("responder_request_targets", json::array())) {
        targets.push_back(each.value("responder_request_target", each));
    }
    return targets;
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

std::vector<Incident*> sources_in(Account& account, const json& sources) {
    std::vector<Incident*> found;
    for (const auto& source : sources) {
        found.push_back(account.find_incident(text_in(source, "id")));
    }
    return found;
}

void merge_one(Account& account, Incident& source, Incident& target, const Agent& by) {
    std::ranges::move(source.alerts, std::back_inserter(target.alerts));
    source.alerts.clear();
    resolve(account, source, by);
    source.merged_into = target.id;
}

}  // namespace

Answer add_note(Account& account, const Call& call) {
    constexpr std::size_t most = 2000;
    auto* incident = account.find_incident(call.ids.front());
    if (incident == nullptr) {
        return not_found();
    }
    const auto content = text_in(body_object(call, "note").value_or(json()), "content");
    if (content.empty()) {
        return invalid("Content cannot be empty");
    }
    if (incident->notes.size() >= most) {
        return invalid("An incident has at most 2000 notes");
    }
    const auto& note = annotate(account, *incident, call.agent().id, content);
    return answer_with({{"note", shown(account, note)}});
}

Answer snooze(Account& account, const Call& call) {
    constexpr std::int64_t a_week = 604800;
    auto* incident = account.find_incident(call.ids.front());
    if (incident == nullptr) {
        return not_found();
    }
    const auto duration = body_object(call, "duration").value_or(json());
    if (!duration.is_number_integer() || duration < 1 || duration > a_week) {
        return invalid("Duration must be between 1 and 604800 seconds");
    }
    if (incident->status == "resolved") {
        return invalid("Incident is already resolved");
    }
    acknowledge(account, *incident, call.agent());
    const std::chrono::seconds length(duration.get<std::int64_t>());
    incident->snoozed_until = account.now() + length;
    incident->updated_at = account.now();
    log(account, *incident, "snooze_log_entry", call.agent(), "Snoozed").channel =
        json{{"type", "api"}, {"duration", length.count()}}.dump();
    return answer_with(201, {{"incident", shown(account, *incident, Includes{})}});
}

Answer merge(Account& account, const Call& call) {
    auto* target = account.find_incident(call.ids.front());
    if (target == nullptr) {
        return not_found();
    }
    const auto named = body_object(call, "source_incidents").value_or(json());
    if (!named.is_array() || named.empty()) {
        return invalid("Source incidents cannot be empty");
    }
    const auto sources = sources_in(account, named);
    if (std::ranges::find(sources, nullptr) != sources.end()) {
        return not_found();
    }
    if (target->status == "resolved") {
        return invalid("The target incident is resolved");
    }
    for (auto* source : sources) {
        if (source != target) {
            merge_one(account, *source, *target, call.agent());
        }
    }
    target->updated_at = account.now();
    return answer_with({{"incident", incident_reference(account, *target)}});
}

Answer add_status_update(Account& account, const Call& call) {
    auto* incident = account.find_incident(call.ids.front());
    if (incident == nullptr) {
        return not_found();
    }
    const auto body = json::parse(call.request.body, nullptr, false);
    const auto message = text_in(body, "message");
    if (message.empty()) {
        return invalid("Message cannot be empty");
    }
    json update{{"id", account.new_id("P0SBX")},
                {"message", message},
                {"sender", user_reference(account, call.agent().id)},
                {"created_at", utc_seconds(account.now())}};
    for (const auto* name : {"subject", "html_message"}) {
        if (!text_in(body, name).empty()) {
            update[name] = body[name];
        }
    }
    incident->status_updates.push_back(update.dump());
    return answer_with({{"status_update", std::move(update)}});
}

Answer request_responders(Account& account, const Call& call) {
    auto* incident = account.find_incident(call.ids.front());
    if (incident == nullptr) {
        return not_found();
    }
    if (!has_ability(account, "coordinated_responding")) {
        return refusal(402, 2014, "Payment Required",
                       {"Account does not have the coordinated_responding ability"});
    }
    const auto body = json::parse(call.request.body, nullptr, false);
    const auto requester = text_in(body, "requester_id");
    if (!body.is_object() || account.find_user(requester) == nullptr) {
        return refusal(400, 1008, "Requester User Not Found");
    }
    const auto targets = targets_in(body);
    if (targets.empty() || text_in(body, "message").empty()) {
        return invalid("Message and responder request targets cannot be empty");
    }
    json request{{"incident", incident_reference(account, *incident)},
                 {"requester", user_reference(account, requester)},
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

}  // namespace sandbox::pagerduty
