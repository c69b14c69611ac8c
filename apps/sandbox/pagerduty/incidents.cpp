#include "apps/sandbox/pagerduty/handlers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <tuple>

namespace sandbox::pagerduty {
namespace {

using Indices = std::vector<std::size_t>;

/// What a list of incidents is narrowed by.
struct Filter {
    std::vector<std::string> statuses = {};
    std::vector<std::string> urgencies = {};
    std::vector<std::string> services = {};
    std::vector<std::string> users = {};
    std::string key = {};
    std::optional<TimePoint> since = {};
    std::optional<TimePoint> until = {};
};

bool is_assigned(const std::vector<std::string>& users, const Incident& incident) {
    return users.empty() || std::ranges::any_of(incident.assignments, [&](const Moment& each) {
               return std::ranges::find(users, each.user) != users.end();
           });
}

bool passes(const Filter& filter, const Incident& incident) {
    return allows(filter.statuses, incident.status) && allows(filter.urgencies, incident.urgency) &&
           allows(filter.services, incident.service) && is_assigned(filter.users, incident) &&
           (filter.key.empty() || filter.key == incident.key) &&
           (!filter.since || incident.created_at >= *filter.since) &&
           (!filter.until || incident.created_at < *filter.until);
}

void set_window(Filter& filter, const Call& call, TimePoint now) {
    constexpr auto default_window = std::chrono::hours(24 * 31);
    if (call.one("date_range") == "all") {
        return;
    }
    filter.until = call.moment("until");
    filter.since = call.moment("since");
    if (!filter.since) {
        filter.since = filter.until.value_or(now) - default_window;
    }
}

Filter filter_of(const Call& call, TimePoint now) {
    Filter filter{.statuses = call.all("statuses[]"),
                  .urgencies = call.all("urgencies[]"),
                  .services = call.all("service_ids[]"),
                  .users = call.all("user_ids[]"),
                  .key = call.one("incident_key")};
    set_window(filter, call, now);
    if (!filter.users.empty() && filter.statuses.empty()) {
        filter.statuses = {"triggered", "acknowledged"};
    }
    return filter;
}

using Less = bool (*)(const Incident&, const Incident&);

Less order_called(std::string_view name) {
    if (name == "created_at") {
        return [](const Incident& a, const Incident& b) {
            return std::tie(a.created_at, a.number) < std::tie(b.created_at, b.number);
        };
    }
    if (name == "resolved_at") {
        return [](const Incident& a, const Incident& b) { return a.resolved_at < b.resolved_at; };
    }
    if (name == "urgency") {
        return [](const Incident& a, const Incident& b) { return a.urgency < b.urgency; };
    }
    return [](const Incident& a, const Incident& b) { return a.number < b.number; };
}

void sort_by(const std::string& order, const Account& account, Indices& indices) {
    const auto colon = std::min(order.find(':'), order.size());
    const auto less = order_called(std::string_view(order).substr(0, colon));
    const bool is_falling = order.substr(colon) == ":desc";
    std::ranges::stable_sort(indices, [&](std::size_t a, std::size_t b) {
        const auto& first = account.incidents[is_falling ? b : a];
        const auto& second = account.incidents[is_falling ? a : b];
        return less(first, second);
    });
}

bool is_within_half_a_year(const Filter& filter, TimePoint now) {
    constexpr auto longest = std::chrono::hours(24 * 184);
    return !filter.since || filter.until.value_or(now) - *filter.since <= longest;
}

}  // namespace

Answer list_incidents(Account& account, const Call& call) {
    const auto filter = filter_of(call, account.now());
    if (!is_within_half_a_year(filter, account.now())) {
        return invalid("The time range must not be longer than 6 months");
    }
    Indices indices;
    for (std::size_t index = 0; index < account.incidents.size(); ++index) {
        if (passes(filter, account.incidents[index])) {
            indices.push_back(index);
        }
    }
    auto order = call.one("sort_by", call.one("sort_by[]", "incident_number:asc"));
    sort_by(order.substr(0, order.find(',')), account, indices);
    const auto includes = call.includes();
    return page(call, "incidents", indices.size(), [&](std::size_t index) {
        return shown(account, account.incidents[indices[index]], includes);
    });
}

Answer show_incident(Account& account, const Call& call) {
    const auto* incident = account.find_incident(call.ids.front());
    if (incident == nullptr) {
        return not_found();
    }
    return answer_with({{"incident", shown(account, *incident, call.includes())}});
}

Answer list_alerts(Account& account, const Call& call) {
    const auto* incident = account.find_incident(call.ids.front());
    if (incident == nullptr) {
        return not_found();
    }
    std::vector<const Alert*> alerts;
    for (const auto& alert : incident->alerts) {
        const auto key = call.one("alert_key");
        if (allows(call.all("statuses[]"), alert.status) && (key.empty() || key == alert.key)) {
            alerts.push_back(&alert);
        }
    }
    return page(call, "alerts", alerts.size(),
                [&](std::size_t index) { return shown(account, *incident, *alerts[index]); });
}

namespace {

struct Logged {
    const Incident* incident = nullptr;
    const LogEntry* entry = nullptr;
};

bool is_overview(const LogEntry& entry) {
    return entry.type != "notify_log_entry";
}

Answer page_of_log(Account& account, const Call& call, std::vector<Logged> logged) {
    const auto since = call.moment("since");
    const auto until = call.moment("until");
    std::erase_if(logged, [&](const Logged& each) {
        const auto at = each.entry->at;
        return (since && at < *since) || (until && at >= *until) ||
               (call.one("is_overview") == "true" && !is_overview(*each.entry));
    });
    std::ranges::stable_sort(
        logged, [](const Logged& a, const Logged& b) { return a.entry->at > b.entry->at; });
    return page(call, "log_entries", logged.size(), [&](std::size_t index) {
        return shown(account, *logged[index].incident, *logged[index].entry);
    });
}

void add_logged(std::vector<Logged>& logged, const Incident& incident) {
    for (auto entry = incident.log.rbegin(); entry != incident.log.rend(); ++entry) {
        logged.push_back({.incident = &incident, .entry = &*entry});
    }
}

}  // namespace

Answer list_incident_log(Account& account, const Call& call) {
    const auto* incident = account.find_incident(call.ids.front());
    if (incident == nullptr) {
        return not_found();
    }
    std::vector<Logged> logged;
    add_logged(logged, *incident);
    return page_of_log(account, call, std::move(logged));
}

Answer list_log(Account& account, const Call& call) {
    std::vector<Logged> logged;
    std::for_each(account.incidents.rbegin(), account.incidents.rend(),
                  [&](const Incident& incident) { add_logged(logged, incident); });
    return page_of_log(account, call, std::move(logged));
}

Answer show_log_entry(Account& account, const Call& call) {
    for (const auto& incident : account.incidents) {
        const auto entry = std::ranges::find(incident.log, call.ids.front(), &LogEntry::id);
        if (entry != incident.log.end()) {
            return answer_with({{"log_entry", shown(account, incident, *entry)}});
        }
    }
    return not_found();
}

Answer list_notes(Account& account, const Call& call) {
    const auto* incident = account.find_incident(call.ids.front());
    if (incident == nullptr) {
        return not_found();
    }
    auto notes = nlohmann::json::array();
    std::transform(incident->notes.rbegin(), incident->notes.rend(), std::back_inserter(notes),
                   [&](const Note& note) { return shown(account, note); });
    return answer_with({{"notes", std::move(notes)}});
}

}  // namespace sandbox::pagerduty
