#pragma once

#include "libemergency/core/clock.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::pagerduty {

/// Where a page stands. "Resolved" means only that the customer was contacted (procedure.md A1).
enum class Status { triggered, acknowledged, resolved };

/// The word of the REST API for it.
const char* word(Status status);

/// A person, as other objects refer to one. `email` only where the answer carried it.
struct User {
    std::string id = {};
    std::string name = {};
    std::string email = {};
    std::string time_zone = {};
};

/// Who acknowledged, and when.
struct Acknowledgement {
    TimePoint at = {};
    User by = {};
};

/// A page. Times are the service's own.
struct Incident {
    std::string id = {};
    long long number = 0;
    std::string title = {};
    Status status = Status::triggered;
    std::string urgency = {};
    std::string url = {};  ///< html_url
    std::string incident_key = {};
    TimePoint created_at = {};
    std::optional<TimePoint> resolved_at = {};
    std::string service_id = {};
    std::string service_name = {};
    std::vector<User> assignees = {};
    std::vector<Acknowledgement> acknowledgements = {};
    std::string body_details = {};     ///< Text of body.details; JSON text if it is an object.
    std::string client_url = {};       ///< Of the first trigger's channel, if it was included.
    std::string trigger_details = {};  ///< JSON text of the first trigger's channel, ditto.
};

/// One alert of an incident, as far as it can name a ticket.
struct Alert {
    std::string id = {};
    std::string key = {};
    std::vector<std::string> links = {};  ///< href of each context.
    std::string details = {};             ///< JSON text or text of body.details.
    std::string client_url = {};
};

/// A note on an incident.
struct Note {
    std::string id = {};
    std::string content = {};
    TimePoint at = {};
    std::string author = {};
};

/// One piece of duty in a final schedule, overrides applied.
struct Duty {
    std::string schedule_id = {};
    std::string schedule_name = {};
    std::string schedule_zone = {};
    User user = {};
    TimePoint start = {};
    TimePoint end = {};
    bool from_override = false;
};

/// A change of an incident's status.
struct StatusChange {
    std::string incident_id = {};
    Status status = Status::acknowledged;
    std::string acknowledger_id =
        {};  ///< Whose acknowledgement it must be; empty: anybody's will do.
};

/// A note to be added to an incident.
struct NewNote {
    std::string incident_id = {};
    std::string content = {};
};

/// Which incidents to list.
struct IncidentFilter {
    std::vector<Status> statuses = {};
    std::vector<std::string> service_ids = {};
    std::vector<std::string> user_ids = {};
    std::string incident_key = {};
    std::optional<TimePoint> since =
        {};  ///< Both bounds or none: one alone means a month (field.md 2.5).
    std::optional<TimePoint> until = {};
};

}  // namespace emergency::pagerduty
