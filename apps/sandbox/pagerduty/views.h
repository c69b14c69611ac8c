#pragma once

#include "apps/sandbox/pagerduty/account.h"

#include <nlohmann/json_fwd.hpp>

#include <set>
#include <string>

namespace sandbox::pagerduty {

/// The values of `include[]`.
using Includes = std::set<std::string>;

nlohmann::json user_reference(const Account& account, const std::string& id);
nlohmann::json service_reference(const Account& account, const std::string& id);
nlohmann::json schedule_reference(const Account& account, const std::string& id);
nlohmann::json policy_reference(const Account& account, const std::string& id);
nlohmann::json priority_reference(const Account& account, const std::string& id);
nlohmann::json incident_reference(const Account& account, const Incident& incident);
nlohmann::json agent_reference(const Account& account, const Agent& agent);
nlohmann::json team_reference(const Account& account);

nlohmann::json shown(const Account& account, const Person& person);
nlohmann::json shown(const Account& account, const ServiceEntry& service);
nlohmann::json shown(const Account& account, const Policy& policy);
/// With whole objects where `include[]` asks for them.
nlohmann::json shown(const Account& account, const ServiceEntry& service, const Includes& includes);
nlohmann::json shown(const Account& account, const Policy& policy, const Includes& includes);
nlohmann::json shown(const Account& account, const Priority& priority);
nlohmann::json shown(const Account& account, const Schedule& schedule);
nlohmann::json shown(const Account& account, const Note& note);
nlohmann::json shown(const Account& account, const Incident& incident, const Alert& alert);
nlohmann::json shown(const Account& account, const Incident& incident, const LogEntry& entry);
nlohmann::json shown(const Account& account, const Incident& incident, const Includes& includes);
/// An override or a rendered entry, in the schedule's zone.
nlohmann::json shown(const Account& account, const Schedule& schedule, const Shift& shift);
nlohmann::json shown_team(const Account& account);

/// The incident with its notes, log entries, alerts and whatever was asked of people.
nlohmann::json whole(const Account& account, const Incident& incident);

}  // namespace sandbox::pagerduty
