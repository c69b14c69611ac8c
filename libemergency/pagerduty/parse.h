#pragma once

#include "libemergency/core/result.h"
#include "libemergency/pagerduty/types.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace emergency::pagerduty {

/// The list at a JSON pointer; empty when there is none. Never throws.
const std::vector<nlohmann::json>& items_at(const nlohmann::json& value, const char* pointer);

/// A user, whole or as a reference (whose `summary` is the name).
Result<User> user_from(const nlohmann::json& value);

/// An incident; needs id, status and creation time.
Result<Incident> incident_from(const nlohmann::json& value);

/// An alert; needs an id.
Result<Alert> alert_from(const nlohmann::json& value);

/// A note; needs an id.
Result<Note> note_from(const nlohmann::json& value);
Result<LogEntry> log_entry_from(const nlohmann::json& value);

/// The final schedule out of the answer to GET /schedules/{id}, in order, each piece once.
Result<std::vector<Duty>> duties_from(const nlohmann::json& answer);

/// Rendered entries of a part of a schedule, at a JSON pointer, in the order of the answer; what
/// lacks a bound is left out.
std::vector<Duty> entries_at(const nlohmann::json& value, const char* pointer);

/// An override; needs id, user and times.
Result<Override> override_from(const nlohmann::json& value);

/// PagerDuty's reason out of a refusal of any shape: "message: errors (code N)".
std::string explain(const nlohmann::json& refusal);

}  // namespace emergency::pagerduty
