#include "libemergency/core/time_zone.h"
#include "libemergency/http/lists.h"
#include "libemergency/pagerduty/advice.h"
#include "libemergency/pagerduty/client.h"
#include "libemergency/pagerduty/parse.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace emergency::pagerduty {
namespace {

using http::text_at;
using nlohmann::json;

/// "phone" out of "phone_contact_method" and "phone_contact_method_reference".
std::string kind_of_method(const json& method) {
    const auto type = text_at(method, "/type");
    return type.substr(0, type.find("_contact_method"));
}

bool is_in_use(const json& method) {
    return method.value("enabled", json(true)) != json(false) &&
           method.value("blacklisted", json(false)) != json(true);
}

/// Does the rule ring for pages of high urgency, by this method?
bool rings(const json& rule, const std::string& method_id) {
    return text_at(rule, "/urgency") != "low" && text_at(rule, "/contact_method/id") == method_id;
}

Result<Reachability> reachability_from(const json& answer) {
    const auto methods = http::list_at(answer, "/user/contact_methods", "PagerDuty");
    const auto rules = http::list_at(answer, "/user/notification_rules", "PagerDuty");
    if (!methods || !rules) {
        return methods ? rules.error() : methods.error();
    }
    const auto& user = answer.at("user");
    Reachability found{.user = {.id = text_at(user, "/id"),
                                .name = text_at(user, "/name"),
                                .email = text_at(user, "/email")},
                       .url = text_at(user, "/html_url")};
    for (const auto& method : **methods) {
        const auto id = text_at(method, "/id");  // What is no object has none.
        if (id.empty() || !is_in_use(method)) {
            continue;
        }
        found.methods.push_back(kind_of_method(method));
        if (std::any_of((*rules)->begin(), (*rules)->end(),
                        [&](const json& rule) { return rings(rule, id); })) {
            found.rung_by.push_back(kind_of_method(method));
        }
    }
    return found;
}

EscalationLevel level_from(const json& rule) {
    EscalationLevel level;
    for (const auto& target : items_at(rule, "/targets")) {
        auto& kind =
            text_at(target, "/type").starts_with("schedule") ? level.schedules : level.users;
        kind.push_back(text_at(target, "/id"));
    }
    return level;
}

std::vector<Duty> layers_in(const json& answer) {
    std::vector<Duty> all;
    for (const auto& layer : items_at(answer, "/schedule/schedule_layers")) {
        const auto entries = entries_at(layer, "/rendered_schedule_entries");
        all.insert(all.end(), entries.begin(), entries.end());
    }
    return all;
}

}  // namespace

Result<RenderedSchedule> Client::rendered(const std::string& schedule_id, TimePoint since,
                                          TimePoint until) const {
    const auto answer =
        api_.get({"schedules", schedule_id},
                 {{"since", utc_text(since)}, {"until", utc_text(until)}, {"overflow", "true"}});
    if (!answer) {
        return missing(answer.error(), "schedule " + schedule_id);
    }
    auto duties = duties_from(*answer);
    if (!duties) {
        return duties.error();
    }
    RenderedSchedule schedule{
        .id = text_at(*answer, "/schedule/id"),
        .name = text_at(*answer, "/schedule/name"),
        .time_zone = text_at(*answer, "/schedule/time_zone"),
        .url = text_at(*answer, "/schedule/html_url"),
        .duties = *std::move(duties),
        .layers = layers_in(*answer),
        .overrides =
            entries_at(*answer, "/schedule/overrides_subschedule/rendered_schedule_entries")};
    for (const auto& policy : items_at(*answer, "/schedule/escalation_policies")) {
        schedule.policies.push_back(text_at(policy, "/id"));
    }
    return schedule;
}

Result<EscalationPolicy> Client::escalation_policy(const std::string& id) const {
    const auto answer = api_.get({"escalation_policies", id});
    if (!answer) {
        return missing(answer.error(), "escalation policy " + id);
    }
    const auto rules = http::list_at(*answer, "/escalation_policy/escalation_rules", "PagerDuty");
    if (!rules) {
        return rules.error();
    }
    EscalationPolicy policy{.id = id,
                            .name = text_at(*answer, "/escalation_policy/name"),
                            .url = text_at(*answer, "/escalation_policy/html_url")};
    for (const auto& rule : **rules) {
        policy.levels.push_back(level_from(rule));
    }
    return policy;
}

Result<Reachability> Client::reachability(const std::string& user_id) const {
    const auto answer = api_.get({"users", user_id}, {{"include[]", "contact_methods"},
                                                      {"include[]", "notification_rules"}});
    if (!answer) {
        return missing(answer.error(), "user " + user_id);
    }
    return reachability_from(*answer);
}

}  // namespace emergency::pagerduty
