#pragma once

#include "apps/sandbox/allowance.h"
#include "apps/sandbox/clock.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sandbox::pagerduty {

struct Person {
    std::string id = {};
    std::string name = {};
    std::string email = {};
    std::string role = "user";
    std::string time_zone = "UTC";
    std::string job_title = {};
    std::vector<std::string> contact = {"email", "phone"};  ///< Kinds of contact methods.
    std::vector<std::string> rings = {"email", "phone"};    ///< Those that a page rings.
};

/// A piece of duty.
struct Shift {
    TimePoint from = {};
    TimePoint until = {};
    std::string user = {};
    std::string id = {};  ///< Of an override.
};

/// Hours to which a layer is restricted, by the clocks of its schedule's zone.
struct Restriction {
    int weekday = 0;  ///< 1 is Monday; 0: every day.
    std::chrono::seconds from = {};
    std::chrono::seconds length = {};
};

/// People who take turns.
struct Layer {
    std::string id = {};
    std::string name = {};
    TimePoint from = {};
    std::optional<TimePoint> until = {};
    TimePoint handoff = {};  ///< A turn begins when the zone's clocks show this, as if in UTC.
    std::chrono::seconds turn = {};
    std::vector<std::string> users = {};
    std::vector<Restriction> restrictions = {};
};

struct Schedule {
    std::string id = {};
    std::string name = {};
    std::string time_zone = "UTC";
    std::vector<Shift> entries = {};    ///< Written out, beneath the layers.
    std::vector<Layer> layers = {};     ///< A later one lies upon those before it.
    std::vector<Shift> overrides = {};  ///< In the order of their creation: the last one wins.
};

struct Level {
    std::vector<std::string> schedules = {};
    std::vector<std::string> users = {};
    int minutes = 30;
};

struct Policy {
    std::string id = {};
    std::string name = {};
    std::vector<Level> levels = {};
};

struct ServiceEntry {
    std::string id = {};
    std::string name = {};
    std::string policy = {};
    std::string integration_key = {};
    TimePoint created_at = {};
};

struct Priority {
    std::string id = {};
    std::string name = {};
    std::string description = {};
};

/// Who did something: a person, or a service that got an event.
struct Agent {
    enum class Kind { person, service };
    Kind kind = Kind::person;
    std::string id = {};
};

struct Alert {
    std::string id = {};
    std::string key = {};
    std::string summary = {};
    std::string status = "triggered";
    std::string severity = "critical";
    TimePoint created_at = {};
    std::string body = {};  ///< JSON text of the `alert_body`.
};

struct LogEntry {
    std::string id = {};
    std::string type = {};  ///< "trigger_log_entry" and so on.
    std::string summary = {};
    TimePoint at = {};
    Agent agent = {};
    std::string channel = {};  ///< JSON text.
    std::vector<std::string> assignees = {};
    std::string note = {};
};

struct Note {
    std::string id = {};
    std::string user = {};
    std::string content = {};
    TimePoint at = {};
};

/// Somebody, at some time.
struct Moment {
    std::string user = {};
    TimePoint at = {};
};

struct Incident {
    std::string id = {};
    std::int64_t number = 0;
    std::string title = {};
    std::string key = {};
    std::string service = {};
    std::string policy = {};
    std::string status = "triggered";
    std::string urgency = "high";
    std::string priority = {};
    std::string body = {};      ///< JSON text of `body.details`, empty if there is none.
    bool is_body_told = false;  ///< Without `include[]=body`, too.
    std::string conference_url = {};
    std::string conference_number = {};
    std::string merged_into = {};
    std::string assigned_via = "escalation_policy";
    TimePoint created_at = {};
    TimePoint updated_at = {};
    TimePoint changed_at = {};  ///< Its status.
    std::optional<TimePoint> resolved_at = {};
    std::optional<TimePoint> snoozed_until = {};
    Agent changed_by = {};
    std::vector<Moment> assignments = {};
    std::vector<Moment> acknowledgements = {};
    std::vector<Alert> alerts = {};
    std::vector<LogEntry> log = {};  ///< Oldest first.
    std::vector<Note> notes = {};
    std::vector<std::string> responder_requests = {};  ///< JSON texts, as they were answered.
    std::vector<std::string> status_updates = {};      ///< JSON texts, as they were answered.
};

/// Everything that the PagerDuty account holds.
struct Account {
    explicit Account(Clock& its_clock) : clock(its_clock) {}

    std::reference_wrapper<Clock> clock;
    std::string subdomain = "acme";
    std::string origin = "https://api.pagerduty.com";  ///< For `self` links.
    std::string account_token = {};
    std::map<std::string, std::string> tokens = {};  ///< Token → user id.
    std::vector<Person> users = {};
    std::vector<Schedule> schedules = {};
    std::vector<Policy> policies = {};
    std::vector<ServiceEntry> services = {};
    std::vector<Priority> priorities = {};
    std::vector<std::string> abilities = {};
    std::deque<Incident> incidents = {};
    std::unordered_map<std::string, std::size_t> places = {};  ///< Incident id → index.
    std::uint64_t last_id = 0;
    std::int64_t last_number = 4200;
    std::uint64_t requests = 0;
    Allowance allowance{960};

    TimePoint now() const { return clock.get().now(); }
    /// The next id, such as "P0SBX00001" for the prefix "P0SBX".
    std::string new_id(std::string_view prefix);
    /// Thirty-two hexadecimal digits that look like a generated key.
    std::string new_key();
    Incident& add(Incident incident);
    /// By id or by number.
    Incident* find_incident(const std::string& id);
    /// The open incident of a service with that key.
    Incident* find_open(const std::string& service, const std::string& key);
    const Person* find_user(const std::string& id) const;
    const Person* find_email(const std::string& email) const;
    Schedule* find_schedule(const std::string& id);
    const Schedule* find_schedule(const std::string& id) const;
    const Policy* find_policy(const std::string& id) const;
    const ServiceEntry* find_service(const std::string& id) const;
    const Priority* find_priority(const std::string& id_or_name) const;
    /// Ids of those who are on duty now at the first level of a policy.
    std::vector<std::string> on_call(const std::string& policy) const;
};

}  // namespace sandbox::pagerduty
