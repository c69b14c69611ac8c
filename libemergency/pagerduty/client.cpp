#include "libemergency/pagerduty/client.h"

#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/http/lists.h"
#include "libemergency/pagerduty/advice.h"
#include "libemergency/pagerduty/calls.h"
#include "libemergency/pagerduty/parse.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace emergency::pagerduty {
namespace {

using nlohmann::json;

constexpr std::size_t page_size = 100;
constexpr std::size_t most_items = 10'000;  // The service refuses offset + limit beyond this.

http::Service service_at(std::string url, const Secret& token, const std::string& from) {
    http::Service service{.name = "PagerDuty",
                          .url = std::move(url),
                          .headers = {{"accept", "application/vnd.pagerduty+json;version=2"},
                                      {"authorization", "Token token=" + token.reveal()},
                                      {"content-type", "application/json"}},
                          .request_id_header = "x-request-id",
                          .explain = &explain,
                          .list_name = "overrides"};  // Only what creates them answers a list.
    if (!from.empty()) {
        service.headers["from"] = from;
    }
    return service;
}

/// What a key finds in an answer; null if it is not there, which no reader accepts.
json part(const json& answer, const char* key) {
    const auto found = answer.find(key);
    return found == answer.end() ? json() : *found;
}

/// Whatever does not say no says yes.
bool says_more(const json& page) {
    const auto more = part(page, "more");
    return !more.is_null() && more != json(false);
}

/// Adds the items of a page that are not among `all` yet.
template <class Item>
Result<void> add_new(std::vector<Item>& all, std::set<std::string>& known,
                     const std::vector<json>& page, Result<Item> (*read)(const json&)) {
    for (const auto& one : page) {
        auto item = read(one);
        if (!item) {
            return item.error();
        }
        if (known.insert(item->id).second) {
            all.push_back(std::move(*item));
        }
    }
    return {};
}

http::Query page_query(http::Query query, std::size_t offset) {
    query.emplace_back("limit", std::to_string(page_size));
    if (offset > 0) {
        query.emplace_back("offset", std::to_string(offset));
    }
    return query;
}

template <class Item>
Result<std::vector<Item>> every_page(const http::JsonApi& api, const http::Path& path,
                                     const http::Query& query, const char* list,
                                     Result<Item> (*read)(const json&)) {
    std::vector<Item> all;
    std::set<std::string> known;
    for (std::size_t offset = 0; offset + page_size <= most_items;) {
        const auto page = api.get(path, page_query(query, offset));
        if (!page) {
            return page.error();
        }
        const auto items = http::list_at(*page, list, "PagerDuty");
        if (!items) {
            return items.error();
        }
        const auto before = all.size();
        const auto added = add_new(all, known, **items, read);
        if (!added) {
            return added.error();
        }
        if (!says_more(*page)) {
            return all;
        }
        if (all.size() == before) {
            return http::nothing_new("PagerDuty");
        }
        offset += (*items)->size();
    }
    auto error = http::too_long("PagerDuty", "10,000");
    error.hint = "ask for a shorter time, or for fewer services";
    return error;
}

http::Query query_of(const IncidentFilter& filter) {
    http::Query query;
    for (const auto status : filter.statuses) {
        query.emplace_back("statuses[]", word(status));
    }
    for (const auto& id : filter.service_ids) {
        query.emplace_back("service_ids[]", id);
    }
    for (const auto& id : filter.user_ids) {
        query.emplace_back("user_ids[]", id);
    }
    if (!filter.incident_key.empty()) {
        query.emplace_back("incident_key", filter.incident_key);
    }
    if (filter.since && filter.until) {
        query.emplace_back("since", utc_text(*filter.since));
        query.emplace_back("until", utc_text(*filter.until));
    } else {
        query.emplace_back("date_range", "all");  // The default is one month.
    }
    query.emplace_back("include[]", "first_trigger_log_entries");
    query.emplace_back("sort_by", "created_at:desc");
    return query;
}

}  // namespace

Client::Client(http::Transport& transport, std::string url, const Secret& token, std::string email)
    : email_(std::move(email)),
      api_(transport, service_at(url, token, "")),
      writing_(transport, service_at(std::move(url), token, email_)) {}

Result<User> Client::me() const {
    const auto answer = api_.get({"users", "me"});
    if (answer) {
        return user_from(part(*answer, "user"));
    }
    auto error = answer.error();
    if (error.kind == ErrorKind::rejected && error.http_status == 400) {
        error.kind = ErrorKind::unauthorized;  // An account's key belongs to nobody.
        error.hint = "pagerduty.token must be a user's own key";
        return error;
    }
    return advised(std::move(error));
}

Result<User> Client::user(const std::string& id) const {
    const auto answer = api_.get({"users", id});
    if (!answer) {
        return missing(answer.error(), "user " + id);
    }
    return user_from(part(*answer, "user"));
}

Result<std::vector<User>> Client::users(const std::string& part) const {
    auto found = every_page(api_, {"users"}, {{"query", part}}, "/users", &user_from);
    if (!found) {
        return advised(found.error());
    }
    return found;
}

Result<User> Client::user_by_email(const std::string& email) const {
    const auto found = users(email);
    if (!found) {
        return found.error();
    }
    const auto same = std::find_if(found->begin(), found->end(), [&](const User& each) {
        return lower(each.email) == lower(email);
    });
    if (same == found->end()) {
        return Error{.kind = ErrorKind::not_found,
                     .message = fmt::format("PagerDuty has no user {}", one_line(email)),
                     .service = "PagerDuty"};
    }
    return *same;
}

Result<std::vector<Incident>> Client::incidents(const IncidentFilter& filter) const {
    if (filter.since.has_value() != filter.until.has_value()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "a list of incidents needs both bounds of time, or none"};
    }
    auto found = every_page(api_, {"incidents"}, query_of(filter), "/incidents", &incident_from);
    if (!found) {
        return advised(found.error());
    }
    return found;
}

Result<Incident> Client::incident(const std::string& id) const {
    const auto answer =
        api_.get({"incidents", step_of(id)}, {{"include[]", "first_trigger_log_entries"}});
    if (!answer) {
        return missing(answer.error(), "incident " + id);
    }
    return incident_from(part(*answer, "incident"));
}

Result<std::vector<Alert>> Client::alerts(const std::string& incident_id) const {
    auto found =
        every_page(api_, {"incidents", step_of(incident_id), "alerts"}, {}, "/alerts", &alert_from);
    if (!found) {
        return missing(found.error(), "incident " + incident_id);
    }
    return found;
}

Result<std::vector<LogEntry>> Client::log(const std::string& incident_id) const {
    auto found = every_page(api_, {"incidents", step_of(incident_id), "log_entries"}, {},
                            "/log_entries", &log_entry_from);
    if (!found) {
        return missing(found.error(), "incident " + incident_id);
    }
    return found;
}

Result<std::vector<Note>> Client::notes(const std::string& incident_id) const {
    const auto answer = api_.get({"incidents", step_of(incident_id), "notes"});
    if (!answer) {
        return missing(answer.error(), "incident " + incident_id);
    }
    const auto notes = http::list_at(*answer, "/notes", "PagerDuty");
    if (!notes) {
        return notes.error();
    }
    std::vector<Note> all;
    for (const auto& one : **notes) {
        auto note = note_from(one);
        if (!note) {
            return note.error();
        }
        all.push_back(std::move(*note));
    }
    return all;
}

Result<std::vector<Duty>> Client::duties(const std::string& schedule_id, TimePoint since,
                                         TimePoint until) const {
    const auto answer = api_.get({"schedules", schedule_id},
                                 {{"since", utc_text(since)}, {"until", utc_text(until)}});
    if (!answer) {
        return missing(answer.error(), "schedule " + schedule_id);
    }
    return duties_from(*answer);
}

Result<Incident> Client::apply(const StatusChange& change) const {
    const auto answer = writing_.send(call_of(change));
    if (!answer) {
        return missing(answer.error(), "incident " + change.incident_id);
    }
    return incident_from(part(*answer, "incident"));
}

Result<Note> Client::apply(const NewNote& note) const {
    const auto answer = writing_.send(call_of(note));
    if (!answer) {
        return missing(answer.error(), "incident " + note.incident_id);
    }
    return note_from(part(*answer, "note"));
}

Result<Incident> Client::apply(const NewIncident& wanted) const {
    const auto answer = writing_.send(call_of(wanted));
    if (!answer) {
        return taken(advised(answer.error()));
    }
    return incident_from(part(*answer, "incident"));
}

http::Shown Client::show(const StatusChange& change) const {
    return writing_.show(call_of(change));
}

http::Shown Client::show(const NewNote& note) const {
    return writing_.show(call_of(note));
}

http::Shown Client::show(const NewIncident& wanted) const {
    return writing_.show(call_of(wanted));
}

}  // namespace emergency::pagerduty
