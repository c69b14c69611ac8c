#include "apps/sandbox/pagerduty/actions.h"

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

bool holds(const std::vector<Moment>& moments, const std::string& user) {
    return std::ranges::find(moments, user, &Moment::user) != moments.end();
}

std::string name_of(const Account& account, const Agent& by) {
    if (by.kind == Agent::Kind::service) {
        return "an event";
    }
    const auto* person = account.find_user(by.id);
    return person == nullptr ? by.id : person->name;
}

void change_status(Account& account, Incident& incident, const Agent& by,
                   const std::string& status) {
    const auto now = account.now();
    incident.status = status;
    incident.changed_at = now;
    incident.updated_at = now;
    incident.changed_by = by;
    incident.resolved_at = status == "resolved" ? std::optional(now) : std::nullopt;
    incident.snoozed_until.reset();
    if (status != "resolved") {
        incident.merged_into.clear();
    }
}

void give_to_on_call(Account& account, Incident& incident) {
    incident.assignments.clear();
    for (const auto& user : account.on_call(incident.policy)) {
        incident.assignments.push_back({.user = user, .at = account.now()});
    }
}

void keep_acknowledgers(Account& account, Incident& incident) {
    std::vector<Moment> kept;
    for (const auto& each : incident.acknowledgements) {
        const auto before = std::ranges::find(incident.assignments, each.user, &Moment::user);
        kept.push_back(before == incident.assignments.end()
                           ? Moment{.user = each.user, .at = account.now()}
                           : *before);
    }
    incident.assignments = std::move(kept);
}

}  // namespace

LogEntry& log(Account& account, Incident& incident, const std::string& type, const Agent& by,
              const std::string& summary) {
    incident.log.push_back({.id = account.new_id("R0SBX"),
                            .type = type,
                            .summary = summary,
                            .at = account.now(),
                            .agent = by,
                            .channel = R"({"type":"api"})"});
    return incident.log.back();
}

void acknowledge(Account& account, Incident& incident, const Agent& by) {
    const bool is_person = by.kind == Agent::Kind::person;
    if (incident.status == "acknowledged" &&
        (!is_person || holds(incident.acknowledgements, by.id))) {
        return;
    }
    change_status(account, incident, by, "acknowledged");
    log(account, incident, "acknowledge_log_entry", by, "Acknowledged by " + name_of(account, by));
    if (!is_person) {
        return;
    }
    incident.acknowledgements.push_back({.user = by.id, .at = account.now()});
    keep_acknowledgers(account, incident);
}

void resolve(Account& account, Incident& incident, const Agent& by) {
    if (incident.status == "resolved") {
        return;
    }
    change_status(account, incident, by, "resolved");
    incident.assignments.clear();
    incident.acknowledgements.clear();
    for (auto& alert : incident.alerts) {
        alert.status = "resolved";
    }
    log(account, incident, "resolve_log_entry", by, "Resolved by " + name_of(account, by));
}

void trigger_again(Account& account, Incident& incident, const Agent& by) {
    if (incident.status == "triggered") {
        return;
    }
    const bool was_resolved = incident.status == "resolved";
    change_status(account, incident, by, "triggered");
    incident.acknowledgements.clear();
    if (was_resolved) {
        give_to_on_call(account, incident);
    }
    log(account, incident, "unacknowledge_log_entry", by,
        "Triggered again by " + name_of(account, by));
}

void assign(Account& account, Incident& incident, const Agent& by,
            const std::vector<std::string>& users) {
    const auto now = account.now();
    const bool is_same = incident.assignments.size() == users.size() &&
                         std::ranges::all_of(users, [&](const auto& user) {
                             return holds(incident.assignments, user);
                         });
    if (is_same) {
        return;
    }
    trigger_again(account, incident, by);
    incident.assignments.clear();
    for (const auto& user : users) {
        incident.assignments.push_back({.user = user, .at = now});
    }
    incident.assigned_via = "direct_assignment";
    incident.updated_at = now;
    log(account, incident, "assign_log_entry", by, "Reassigned by " + name_of(account, by))
        .assignees = users;
}

const Note& annotate(Account& account, Incident& incident, const std::string& user,
                     const std::string& content) {
    const auto now = account.now();
    incident.notes.push_back(
        {.id = account.new_id("P0SBX"), .user = user, .content = content, .at = now});
    incident.updated_at = now;
    const Agent by{.kind = Agent::Kind::person, .id = user};
    auto& entry =
        log(account, incident, "annotate_log_entry", by, "Note added by " + name_of(account, by));
    entry.note = content;
    entry.channel = R"({"type":"note","summary":"The PagerDuty website or APIs"})";
    return incident.notes.back();
}

}  // namespace sandbox::pagerduty
