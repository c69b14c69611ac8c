#pragma once

#include "libemergency/core/result.h"
#include "libemergency/core/secret.h"
#include "libemergency/http/json_api.h"
#include "libemergency/pagerduty/types.h"

#include <string>
#include <vector>

namespace emergency::pagerduty {

/// The part of PagerDuty's REST API v2 that an emergency needs (api.md 2).
/// Lists follow every page of 100, drop repeated ids, and stop when a page brings nothing new.
/// No write is Repeatable: whoever writes reads first (ack after resolve reopens).
class Client {
public:
    /// `url` without a trailing slash; `email` goes into `From` on incident writes.
    Client(http::Transport& transport, std::string url, const Secret& token, std::string email);

    /// Who the token belongs to; works with a user's key only.
    Result<User> me() const;
    Result<User> user(const std::string& id) const;

    /// Newest first, with each incident's first trigger included (one request for 100).
    Result<std::vector<Incident>> incidents(const IncidentFilter& filter) const;
    /// By id (or by number, which the service accepts in place of the id).
    Result<Incident> incident(const std::string& id) const;
    Result<std::vector<Alert>> alerts(const std::string& incident_id) const;
    Result<std::vector<Note>> notes(const std::string& incident_id) const;

    /// The final schedule between two moments, in order of time, each piece once.
    Result<std::vector<Duty>> duties(const std::string& schedule_id, TimePoint since,
                                     TimePoint until) const;

    Result<Incident> apply(const StatusChange& change) const;
    Result<Note> apply(const NewNote& note) const;

    /// The request that `apply` would send.
    http::Shown show(const StatusChange& change) const;
    http::Shown show(const NewNote& note) const;

private:
    std::string email_;
    http::JsonApi api_;
    http::JsonApi writing_;  ///< The same, with `From`.
};

}  // namespace emergency::pagerduty
