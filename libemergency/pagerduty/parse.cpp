#include "libemergency/pagerduty/parse.h"

#include "libemergency/core/time_zone.h"
#include "libemergency/http/lists.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace emergency::pagerduty {
namespace {

using http::number_at;
using http::text_at;
using nlohmann::json;

Error unreadable(const char* what) {
    return Error{.kind = ErrorKind::failed_there,
                 .message = fmt::format("PagerDuty sent {} we cannot read", what),
                 .service = "PagerDuty"};
}

std::optional<TimePoint> time_at(const json& value, const char* pointer) {
    const auto text = text_at(value, pointer);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto moment = parse_rfc3339(text);
    return moment ? std::optional(*moment) : std::nullopt;
}

std::optional<Status> status_of(const std::string& text) {
    for (const auto status : {Status::triggered, Status::acknowledged, Status::resolved}) {
        if (text == word(status)) {
            return status;
        }
    }
    return std::nullopt;
}

/// Text as it is, anything structured as JSON text, nothing as empty.
std::string text_or_json_at(const json& value, const char* pointer) {
    const json::json_pointer place(pointer);
    if (!value.contains(place) || value.at(place).is_null()) {
        return {};
    }
    const auto& found = value.at(place);
    return found.is_string() ? found.get<std::string>() : http::json_text(found);
}

std::string first_of(std::string one, std::string other) {
    return one.empty() ? std::move(other) : std::move(one);
}

/// A person as another object refers to one, all pieces optional.
User person(const json& value) {
    return {.id = text_at(value, "/id"),
            .name = first_of(text_at(value, "/name"), text_at(value, "/summary")),
            .email = text_at(value, "/email"),
            .time_zone = text_at(value, "/time_zone")};
}

User person_at(const json& value, const char* key) {
    const auto found = value.is_object() ? value.find(key) : value.end();
    return found == value.end() ? User{} : person(*found);
}

std::vector<User> assignees_of(const json& incident) {
    std::vector<User> all;
    for (const auto& assignment : items_at(incident, "/assignments")) {
        auto user = person_at(assignment, "assignee");
        if (!user.id.empty()) {
            all.push_back(std::move(user));
        }
    }
    return all;
}

std::vector<Acknowledgement> acknowledgements_of(const json& incident) {
    std::vector<Acknowledgement> all;
    for (const auto& acknowledgement : items_at(incident, "/acknowledgements")) {
        const auto at = time_at(acknowledgement, "/at");
        if (at) {
            all.push_back({.at = *at, .by = person_at(acknowledgement, "acknowledger")});
        }
    }
    return all;
}

/// One rendered entry of a schedule; nothing if it lacks a bound.
std::optional<Duty> duty_from(const json& entry) {
    const auto start = time_at(entry, "/start");
    const auto end = time_at(entry, "/end");
    if (!start || !end) {
        return std::nullopt;
    }
    return Duty{.user = person_at(entry, "user"), .start = *start, .end = *end};
}

/// The final schedule merges nothing, so an override covers the whole of each of its pieces.
bool covered_by_override(const Duty& duty, const std::vector<json>& overrides) {
    return std::any_of(overrides.begin(), overrides.end(), [&duty](const json& entry) {
        const auto other = duty_from(entry);
        return other && other->user.id == duty.user.id && other->start <= duty.start &&
               duty.end <= other->end;
    });
}

std::string joined_errors(const json& refusal) {
    auto text = text_at(refusal, "/error/errors");
    for (const auto& one : items_at(refusal, "/error/errors")) {
        const auto piece = one.is_string() ? one.get<std::string>() : http::json_text(one);
        text += text.empty() ? piece : "; " + piece;
    }
    return text;
}

}  // namespace

const char* word(Status status) {
    switch (status) {
        case Status::triggered:
            return "triggered";
        case Status::acknowledged:
            return "acknowledged";
        case Status::resolved:
            return "resolved";
    }
    return "";
}

const std::vector<json>& items_at(const json& value, const char* pointer) {
    static const std::vector<json> none;
    const json::json_pointer place(pointer);
    if (!value.contains(place) || !value.at(place).is_array()) {
        return none;
    }
    return value.at(place).get_ref<const json::array_t&>();
}

Result<User> user_from(const json& value) {
    auto user = person(value);
    if (user.id.empty()) {
        return unreadable("a user");
    }
    return user;
}

Result<Incident> incident_from(const json& value) {
    const auto status = status_of(text_at(value, "/status"));
    const auto created_at = time_at(value, "/created_at");
    auto id = text_at(value, "/id");
    if (id.empty() || !status || !created_at) {
        return unreadable("an incident");
    }
    return Incident{
        .id = std::move(id),
        .number = number_at(value, "/incident_number"),
        .title = first_of(text_at(value, "/title"), text_at(value, "/summary")),
        .status = *status,
        .urgency = text_at(value, "/urgency"),
        .url = text_at(value, "/html_url"),
        .incident_key = text_at(value, "/incident_key"),
        .created_at = *created_at,
        .resolved_at = time_at(value, "/resolved_at"),
        .service_id = text_at(value, "/service/id"),
        .service_name =
            first_of(text_at(value, "/service/name"), text_at(value, "/service/summary")),
        .assignees = assignees_of(value),
        .acknowledgements = acknowledgements_of(value),
        .body_details = text_or_json_at(value, "/body/details"),
        .client_url = text_at(value, "/first_trigger_log_entry/channel/client_url"),
        .trigger_details = text_or_json_at(value, "/first_trigger_log_entry/channel"),
        .conference_url = text_at(value, "/conference_bridge/conference_url"),
    };
}

Result<Alert> alert_from(const json& value) {
    auto id = text_at(value, "/id");
    if (id.empty()) {
        return unreadable("an alert");
    }
    std::vector<std::string> links;
    for (const auto& context : items_at(value, "/body/contexts")) {
        auto link = text_at(context, "/href");
        if (!link.empty()) {
            links.push_back(std::move(link));
        }
    }
    auto client_url = first_of(text_at(value, "/body/cef_details/client_url"),
                               text_at(value, "/first_trigger_log_entry/channel/client_url"));
    return Alert{.id = std::move(id),
                 .key = text_at(value, "/alert_key"),
                 .links = std::move(links),
                 .details = text_or_json_at(value, "/body/details"),
                 .client_url = first_of(text_at(value, "/client_url"), std::move(client_url))};
}

Result<Note> note_from(const json& value) {
    auto id = text_at(value, "/id");
    if (id.empty()) {
        return unreadable("a note");
    }
    return Note{.id = std::move(id),
                .content = text_at(value, "/content"),
                .at = time_at(value, "/created_at").value_or(TimePoint{}),
                .author = person_at(value, "user").name};
}

Result<LogEntry> log_entry_from(const json& value) {
    auto id = text_at(value, "/id");
    const auto at = time_at(value, "/created_at");
    if (id.empty() || !at) {
        return unreadable("a log entry");
    }
    return LogEntry{.id = std::move(id),
                    .type = text_at(value, "/type"),
                    .summary = text_at(value, "/summary"),
                    .who = text_at(value, "/agent/summary"),
                    .who_id = text_at(value, "/agent/id"),
                    .url = text_at(value, "/html_url"),
                    .at = *at};
}

Result<std::vector<Duty>> duties_from(const json& answer) {
    const auto id = text_at(answer, "/schedule/id");
    const auto entries =
        http::list_at(answer, "/schedule/final_schedule/rendered_schedule_entries", "PagerDuty");
    if (id.empty() || !entries) {
        return unreadable("a schedule");
    }
    const auto& overrides =
        items_at(answer, "/schedule/overrides_subschedule/rendered_schedule_entries");
    std::vector<Duty> all;
    for (const auto& entry : **entries) {
        auto duty = duty_from(entry);
        if (!duty || duty->user.id.empty()) {
            return unreadable("a schedule");
        }
        duty->schedule_id = id;
        duty->schedule_name =
            first_of(text_at(answer, "/schedule/name"), text_at(answer, "/schedule/summary"));
        duty->schedule_zone = text_at(answer, "/schedule/time_zone");
        duty->from_override = covered_by_override(*duty, overrides);
        all.push_back(std::move(*duty));
    }
    const auto place = [](const Duty& duty) {
        return std::tie(duty.start, duty.end, duty.user.id);
    };
    std::sort(all.begin(), all.end(),
              [&place](const Duty& one, const Duty& other) { return place(one) < place(other); });
    all.erase(std::unique(all.begin(), all.end(),
                          [&place](const Duty& one, const Duty& other) {
                              return place(one) == place(other);
                          }),
              all.end());
    return all;
}

std::vector<Duty> entries_at(const json& value, const char* pointer) {
    std::vector<Duty> all;
    for (const auto& entry : items_at(value, pointer)) {
        if (auto duty = duty_from(entry)) {
            all.push_back(*std::move(duty));
        }
    }
    return all;
}

Result<Override> override_from(const json& value) {
    const auto duty = duty_from(value);
    auto id = text_at(value, "/id");
    if (!duty || duty->user.id.empty() || id.empty()) {
        return unreadable("an override");
    }
    return Override{
        .id = std::move(id), .user = duty->user, .start = duty->start, .end = duty->end};
}

std::string explain(const json& refusal) {
    auto reason = first_of(text_at(refusal, "/error"), text_at(refusal, "/error/message"));
    reason = first_of(std::move(reason), text_at(refusal, "/message"));
    const auto errors = joined_errors(refusal);
    if (!errors.empty()) {
        reason += reason.empty() ? errors : ": " + errors;
    }
    const auto code = number_at(refusal, "/error/code");
    if (code != 0) {
        reason += fmt::format("{}(code {})", reason.empty() ? "" : " ", code);
    }
    return reason;
}

}  // namespace emergency::pagerduty
