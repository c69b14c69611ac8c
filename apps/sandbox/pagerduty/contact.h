#pragma once

#include "apps/sandbox/pagerduty/account.h"

#include <nlohmann/json_fwd.hpp>

namespace sandbox::pagerduty {

/// The contact methods of a person, whole.
nlohmann::json contact_methods_of(const Account& account, const Person& person);

/// What rings them: a rule of high urgency for each method that rings.
nlohmann::json notification_rules_of(const Account& account, const Person& person);

/// A list of objects as a user who does not include them shows it.
nlohmann::json references(const nlohmann::json& whole);

}  // namespace sandbox::pagerduty
