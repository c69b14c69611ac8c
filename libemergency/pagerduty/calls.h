#pragma once

#include "libemergency/http/json_api.h"
#include "libemergency/pagerduty/types.h"

#include <string>

namespace emergency::pagerduty {

/// An incident as a step of a path: a number is often typed with the sign that PagerDuty shows
/// before it.
std::string step_of(const std::string& incident);

http::Call call_of(const StatusChange& change);
http::Call call_of(const NewNote& note);
/// Repeatable: while an incident with the key is open, a repetition is refused (2002).
http::Call call_of(const NewIncident& wanted);

}  // namespace emergency::pagerduty
