#pragma once

#include "libemergency/core/result.h"
#include "libemergency/core/secret.h"
#include "libemergency/http/json_api.h"
#include "libemergency/pagerduty/types.h"

#include <string>
#include <vector>

namespace emergency::pagerduty {

/// The part of PagerDuty's REST API v2 that an emergency needs (api.md 2).
/// Lists follow every page of 100 and drop repeated ids; an answer without the list, or a page that
/// promises more and brings nothing new, is `failed_there`.
/// No write but a new incident is Repeatable: whoever writes reads first (ack after resolve
/// reopens).
class Client {
public:
    /// `url` without a trailing slash; `email` goes into `From` on incident writes.
    Client(http::Transport& transport, std::string url, const Secret& token, std::string email);

    /// Who the token belongs to; works with a user's key only.
    Result<User> me() const;
    Result<User> user(const std::string& id) const;
    Result<User> user_by_email(const std::string& email) const;
    /// Those whose name or address holds `part`.
    Result<std::vector<User>> users(const std::string& part) const;

    /// Newest first, with each incident's first trigger included (one request for 100).
    Result<std::vector<Incident>> incidents(const IncidentFilter& filter) const;
    /// By id (or by number, which the service accepts in place of the id).
    Result<Incident> incident(const std::string& id) const;
    Result<std::vector<Alert>> alerts(const std::string& incident_id) const;
    Result<std::vector<Note>> notes(const std::string& incident_id) const;
    /// What happened to an incident, in the service's own order (newest first).
    Result<std::vector<LogEntry>> log(const std::string& incident_id) const;

    /// The final schedule between two moments, in order of time, each piece once.
    Result<std::vector<Duty>> duties(const std::string& schedule_id, TimePoint since,
                                     TimePoint until) const;

    /// The same, each piece with its whole length, though it reaches beyond the bounds. No more
    /// than `longest_window` lies between them.
    Result<std::vector<Duty>> whole_duties(const std::string& schedule_id, TimePoint since,
                                           TimePoint until) const;
    /// The overrides that touch a stretch of time, whole.
    Result<std::vector<Override>> overrides(const std::string& schedule_id, TimePoint since,
                                            TimePoint until) const;

    /// The schedule with its parts, each entry with its whole length. No more than
    /// `longest_window` lies between the bounds.
    Result<RenderedSchedule> rendered(const std::string& schedule_id, TimePoint since,
                                      TimePoint until) const;
    Result<EscalationPolicy> escalation_policy(const std::string& id) const;
    /// With contact methods and notification rules, in one request.
    Result<Reachability> reachability(const std::string& user_id) const;

    Result<Incident> apply(const StatusChange& change) const;
    Result<Note> apply(const NewNote& note) const;
    Result<void> apply(const ConferenceBridge& bridge) const;
    /// Repeatable by its key; `conflict` if an open incident has the key already.
    Result<Incident> apply(const NewIncident& wanted) const;
    /// The service answers 201 even if it refused the override: then `rejected`.
    Result<Override> apply(const NewOverride& wanted) const;
    /// One that is gone already is no failure.
    Result<void> apply(const OverrideRemoval& removal) const;

    /// The request that `apply` would send.
    http::Shown show(const StatusChange& change) const;
    http::Shown show(const NewNote& note) const;
    http::Shown show(const ConferenceBridge& bridge) const;
    http::Shown show(const NewIncident& wanted) const;
    http::Shown show(const NewOverride& wanted) const;
    http::Shown show(const OverrideRemoval& removal) const;

    /// For a call that the operator words.
    const http::JsonApi& raw(http::Method /*method*/) const { return writing_; }

private:
    std::string email_;
    http::JsonApi api_;
    http::JsonApi writing_;  ///< The same, with `From`.
};

}  // namespace emergency::pagerduty
