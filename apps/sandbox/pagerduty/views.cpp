#include "apps/sandbox/pagerduty/views.h"

#include "apps/sandbox/pagerduty/contact.h"
#include "apps/sandbox/pagerduty/rota.h"
#include "apps/sandbox/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

constexpr auto team_id = "PTEAM01";
constexpr auto team_name = "Customer support";

/// Where a kind of thing lives, in the API and on the site.
struct Place {
    const char* type;
    const char* path;
    const char* page;
};

constexpr Place user_place{"user", "users", "users"};
constexpr Place service_place{"service", "services", "service-directory"};
constexpr Place schedule_place{"schedule", "schedules", "schedules"};
constexpr Place policy_place{"escalation_policy", "escalation_policies", "escalation_policies"};
constexpr Place team_place{"team", "teams", "teams"};
constexpr Place incident_place{"incident", "incidents", "incidents"};

json object(const Account& account, const Place& place, const std::string& id,
            const std::string& summary) {
    return {{"id", id},
            {"type", place.type},
            {"summary", summary},
            {"self", fmt::format("{}/{}/{}", account.origin, place.path, id)},
            {"html_url",
             fmt::format("https://{}.pagerduty.com/{}/{}", account.subdomain, place.page, id)}};
}

json reference(const Account& account, const Place& place, const std::string& id,
               const std::string& summary) {
    auto made = object(account, place, id, summary);
    made["type"] = fmt::format("{}_reference", place.type);
    return made;
}

template <class Found>
std::string name_of(const Found* found) {
    return found == nullptr ? std::string() : found->name;
}

json rule_of(const Account& account, const Level& level, const std::string& id) {
    auto targets = json::array();
    for (const auto& schedule : level.schedules) {
        targets.push_back(schedule_reference(account, schedule));
    }
    for (const auto& user : level.users) {
        targets.push_back(user_reference(account, user));
    }
    return {{"id", id}, {"escalation_delay_in_minutes", level.minutes}, {"targets", targets}};
}

/// The person or schedule behind a reference, or the reference where there is none.
json whole_target(const Account& account, const json& reference) {
    const auto id = reference["id"].get<std::string>();
    if (const auto* schedule = account.find_schedule(id)) {
        return shown(account, *schedule);
    }
    const auto* person = account.find_user(id);
    return person == nullptr ? reference : shown(account, *person);
}

}  // namespace

json user_reference(const Account& account, const std::string& id) {
    return reference(account, user_place, id, name_of(account.find_user(id)));
}

json service_reference(const Account& account, const std::string& id) {
    return reference(account, service_place, id, name_of(account.find_service(id)));
}

json schedule_reference(const Account& account, const std::string& id) {
    return reference(account, schedule_place, id, name_of(account.find_schedule(id)));
}

json policy_reference(const Account& account, const std::string& id) {
    return reference(account, policy_place, id, name_of(account.find_policy(id)));
}

json priority_reference(const Account& account, const std::string& id) {
    const auto* found = account.find_priority(id);
    if (found == nullptr) {
        return nullptr;
    }
    auto made = shown(account, *found);
    made["type"] = "priority_reference";
    return made;
}

json incident_reference(const Account& account, const Incident& incident) {
    return reference(account, incident_place, incident.id,
                     fmt::format("[#{}] {}", incident.number, incident.title));
}

json agent_reference(const Account& account, const Agent& agent) {
    return agent.kind == Agent::Kind::service ? service_reference(account, agent.id)
                                              : user_reference(account, agent.id);
}

json team_reference(const Account& account) {
    return reference(account, team_place, team_id, team_name);
}

json shown_team(const Account& account) {
    auto made = object(account, team_place, team_id, team_name);
    made["name"] = team_name;
    made["description"] = "Engineers who answer customers";
    return made;
}

json shown(const Account& account, const Person& person) {
    auto made = object(account, user_place, person.id, person.name);
    made["name"] = person.name;
    made["email"] = person.email;
    made["time_zone"] = person.time_zone;
    made["color"] = "green";
    made["role"] = person.role;
    made["avatar_url"] = "https://www.gravatar.com/avatar/?d=mm";
    made["description"] = nullptr;
    made["invitation_sent"] = false;
    made["job_title"] = person.job_title;
    made["teams"] = json::array({team_reference(account)});
    made["contact_methods"] = references(contact_methods_of(account, person));
    made["notification_rules"] = references(notification_rules_of(account, person));
    return made;
}

json shown(const Account& account, const ServiceEntry& service) {
    auto made = object(account, service_place, service.id, service.name);
    const auto integration = service.id + "I";
    made["name"] = service.name;
    made["created_at"] = utc_seconds(service.created_at);
    made["status"] = "active";
    made["alert_creation"] = "create_alerts_and_incidents";
    made["escalation_policy"] = policy_reference(account, service.policy);
    made["teams"] = json::array({team_reference(account)});
    made["incident_urgency_rule"] = {{"type", "constant"}, {"urgency", "high"}};
    made["integrations"] = json::array(
        {{{"id", integration},
          {"type", "events_api_v2_inbound_integration_reference"},
          {"summary", "Events API V2"},
          {"self", made["self"].get<std::string>() + "/integrations/" + integration},
          {"html_url", made["html_url"].get<std::string>() + "/integrations/" + integration}}});
    return made;
}

json shown(const Account& account, const Policy& policy) {
    auto made = object(account, policy_place, policy.id, policy.name);
    made["name"] = policy.name;
    made["num_loops"] = 0;
    made["on_call_handoff_notifications"] = "if_has_services";
    made["teams"] = json::array({team_reference(account)});
    made["services"] = json::array();
    for (const auto& service : account.services) {
        if (service.policy == policy.id) {
            made["services"].push_back(service_reference(account, service.id));
        }
    }
    made["escalation_rules"] = json::array();
    for (std::size_t index = 0; index < policy.levels.size(); ++index) {
        made["escalation_rules"].push_back(
            rule_of(account, policy.levels[index], fmt::format("{}L{}", policy.id, index + 1)));
    }
    return made;
}

json shown(const Account& account, const ServiceEntry& service, const Includes& includes) {
    auto made = shown(account, service);
    const auto* policy = account.find_policy(service.policy);
    if (includes.contains("escalation_policies") && policy != nullptr) {
        made["escalation_policy"] = shown(account, *policy);
    }
    if (includes.contains("teams")) {
        made["teams"] = json::array({shown_team(account)});
    }
    if (includes.contains("integrations")) {
        auto& integration = made["integrations"][0];
        integration["type"] = "events_api_v2_inbound_integration";
        integration["name"] = integration["summary"];
        integration["service"] = service_reference(account, service.id);
        integration["created_at"] = made["created_at"];
        integration["integration_key"] = service.integration_key;
        integration["vendor"] = nullptr;
    }
    return made;
}

json shown(const Account& account, const Policy& policy, const Includes& includes) {
    auto made = shown(account, policy);
    if (includes.contains("teams")) {
        made["teams"] = json::array({shown_team(account)});
    }
    if (includes.contains("services")) {
        for (auto& service : made["services"]) {
            service = shown(account, *account.find_service(service["id"].get<std::string>()));
        }
    }
    if (includes.contains("targets")) {
        for (auto& rule : made["escalation_rules"]) {
            for (auto& target : rule["targets"]) {
                target = whole_target(account, target);
            }
        }
    }
    return made;
}

json shown(const Account& account, const Priority& priority) {
    return {{"id", priority.id},
            {"type", "priority"},
            {"summary", priority.name},
            {"self", fmt::format("{}/priorities/{}", account.origin, priority.id)},
            {"html_url", nullptr},
            {"name", priority.name},
            {"description", priority.description}};
}

json shown(const Account& account, const Schedule& schedule) {
    auto made = object(account, schedule_place, schedule.id, schedule.name);
    made["name"] = schedule.name;
    made["time_zone"] = schedule.time_zone;
    made["description"] = schedule.name;
    made["teams"] = json::array({team_reference(account)});
    made["escalation_policies"] = json::array();
    made["users"] = json::array();
    for (const auto& policy : account.policies) {
        const bool is_used = std::ranges::any_of(policy.levels, [&](const Level& level) {
            return std::ranges::find(level.schedules, schedule.id) != level.schedules.end();
        });
        if (is_used) {
            made["escalation_policies"].push_back(policy_reference(account, policy.id));
        }
    }
    for (const auto& id : people_of(schedule)) {
        made["users"].push_back(user_reference(account, id));
    }
    return made;
}

json shown(const Account& account, const Schedule& schedule, const Shift& shift) {
    json made{{"start", zoned_seconds(shift.from, schedule.time_zone)},
              {"end", zoned_seconds(shift.until, schedule.time_zone)},
              {"user", user_reference(account, shift.user)}};
    if (!shift.id.empty()) {
        made["id"] = shift.id;
    }
    return made;
}

}  // namespace sandbox::pagerduty
