#include "apps/sandbox/pagerduty/actions.h"
#include "apps/sandbox/pagerduty/handlers.h"
#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

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

/// What is to be done to one alert; `move_to` is nothing where it stays.
struct AlertChange {
    std::size_t place = 0;
    std::string status = {};
    Incident* move_to = nullptr;
};

/// Nothing if the alert, its status or its new incident is none.
std::optional<AlertChange> alert_change_in(Account& account, const Incident& incident,
                                           const json& wanted) {
    const auto alert = std::ranges::find(incident.alerts, text_in(wanted, "id"), &Alert::id);
    if (alert == incident.alerts.end()) {
        return std::nullopt;
    }
    AlertChange change{.place = static_cast<std::size_t>(alert - incident.alerts.begin()),
                       .status = text_in(wanted, "status", alert->status)};
    const bool is_status = change.status == "resolved" || change.status == "triggered";
    if (wanted.contains("incident")) {
        change.move_to = account.find_incident(text_in(wanted["incident"], "id"));
    }
    const bool is_place = !wanted.contains("incident") || change.move_to != nullptr;
    return is_status && is_place ? std::optional(change) : std::nullopt;
}

/// Makes the changes, and gives back the alerts as they are then shown.
std::vector<json> carry_out(const Account& account, Incident& incident,
                            const std::vector<AlertChange>& changes) {
    std::vector<json> shown_alerts;
    std::vector<std::string> moved;
    for (const auto& change : changes) {
        auto& alert = incident.alerts[change.place];
        alert.status = change.status;
        auto* place = change.move_to == nullptr ? &incident : change.move_to;
        shown_alerts.push_back(shown(account, *place, alert));
        if (place != &incident) {
            place->alerts.push_back(alert);
            moved.push_back(alert.id);
        }
    }
    std::erase_if(incident.alerts, [&](const Alert& alert) {
        return std::ranges::find(moved, alert.id) != moved.end();
    });
    return shown_alerts;
}

}  // namespace

Answer change_alerts(Account& account, const Call& call) {
    constexpr std::size_t most = 250;
    auto* incident = account.find_incident(call.ids.front());
    if (incident == nullptr) {
        return not_found();
    }
    const auto wanted = body_object(call, "alerts").value_or(json());
    if (!wanted.is_array() || wanted.empty()) {
        return invalid("Alerts cannot be empty");
    }
    if (wanted.size() > most) {
        return refusal(413, 2001, "Invalid Input Provided", {"At most 250 alerts at a time"});
    }
    std::vector<AlertChange> changes;
    for (const auto& each : wanted) {
        const auto change = alert_change_in(account, *incident, each);
        if (!change) {
            return invalid("Alerts must be of the incident, and be resolved or moved to another");
        }
        changes.push_back(*change);
    }
    const auto alerts = carry_out(account, *incident, changes);
    incident->updated_at = account.now();
    if (!incident->alerts.empty() && std::ranges::all_of(incident->alerts, [](const Alert& alert) {
            return alert.status == "resolved";
        })) {
        resolve(account, *incident, call.agent());
    }
    return page(call, "alerts", alerts.size(), [&](std::size_t index) { return alerts[index]; });
}

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

}  // namespace sandbox::pagerduty
