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
    std::string conference_url = {};   ///< The link of its conference bridge.
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

/// One line of an incident's history.
struct LogEntry {
    std::string id = {};
    std::string type = {};  ///< "acknowledge_log_entry"
    std::string summary = {};
    std::string who = {};     ///< A person, a service, an integration.
    std::string who_id = {};  ///< Its id.
    std::string url = {};
    TimePoint at = {};
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

/// A schedule over some time: what its layers name, what overrides it, and what comes of both.
struct RenderedSchedule {
    std::string id = {};
    std::string name = {};
    std::string time_zone = {};
    std::string url = {};           ///< html_url
    std::vector<Duty> duties = {};  ///< In order of time.
    std::vector<Duty> layers = {};  ///< As if nothing overrode it.
    std::vector<Duty> overrides = {};
    std::vector<std::string> policies = {};  ///< Ids of the escalation policies that page it.
};

/// Who is paged at one level of an escalation policy: whoever these schedules name, and these.
struct EscalationLevel {
    std::vector<std::string> schedules = {};
    std::vector<std::string> users = {};
};

/// Who is paged, one level after the other.
struct EscalationPolicy {
    std::string id = {};
    std::string name = {};
    std::string url = {};
    std::vector<EscalationLevel> levels = {};
};

/// How a person is told of a page.
struct Reachability {
    User user = {};
    std::string url = {};
    std::vector<std::string> methods = {};  ///< "phone", "sms", …: those that are in use.
    std::vector<std::string> rung_by = {};  ///< The same, of those that a page rings.
};

/// A stretch of a schedule that somebody has in place of whoever the layers name.
struct Override {
    std::string id = {};
    User user = {};
    TimePoint start = {};
    TimePoint end = {};
};

/// An override to be made. Where it lies upon others, the last one made counts.
struct NewOverride {
    std::string schedule_id = {};
    std::string user_id = {};
    TimePoint start = {};
    TimePoint end = {};
};

/// An override to be taken back; of one that runs the rest is.
struct OverrideRemoval {
    std::string schedule_id = {};
    std::string override_id = {};
    TimePoint start = {};
    TimePoint end = {};
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

/// The link of the call, where responders look for it.
struct ConferenceBridge {
    std::string incident_id = {};
    std::string url = {};
};

/// A page by hand. Assignees exclude an escalation policy; with neither, the service's own pages.
struct NewIncident {
    std::string title = {};
    std::string details = {};
    std::string service_id = {};
    std::vector<std::string> assignee_ids = {};
    std::string escalation_policy_id = {};
    std::string incident_key = {};  ///< What tells it from a second one, while it is open.
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
