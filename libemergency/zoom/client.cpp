#include "libemergency/zoom/client.h"

#include "libemergency/http/lists.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>
#include <utility>

namespace emergency::zoom {
namespace {

using nlohmann::json;

constexpr int scheduled = 2;  ///< Instant meetings are in no list, so nothing could prove them.
constexpr int most_pages = 100;
constexpr const char* page_size = "300";

Result<Meeting> meeting_from(const json& value) {
    Meeting meeting{.id = http::number_at(value, "/id"),
                    .link = http::text_at(value, "/join_url"),
                    .agenda = http::text_at(value, "/agenda")};
    if (meeting.id == 0 || meeting.link.empty()) {
        return Error{.kind = ErrorKind::failed_there,
                     .message = "Zoom sent a meeting we cannot read",
                     .service = "Zoom"};
    }
    return meeting;
}

http::Call call_of(const std::string& user, const NewMeeting& meeting) {
    const json body{{"topic", meeting.topic},
                    {"type", scheduled},
                    {"agenda", meeting.agenda},
                    {"start_time", meeting.start},
                    {"timezone", "UTC"},
                    {"settings", {{"join_before_host", true}, {"waiting_room", false}}}};
    return {.method = http::Method::post,
            .path = {"users", user, "meetings"},
            .body = http::json_text(body),
            .repeatable = http::Repeatable::no};
}

http::Call call_of(const MeetingEnd& end) {
    return {.method = http::Method::remove,
            .path = {"meetings", end.id},
            .repeatable = http::Repeatable::yes};
}

/// A meeting with people in it cannot be deleted.
http::Call leaving(const MeetingEnd& end) {
    return {.method = http::Method::put,
            .path = {"meetings", end.id, "status"},
            .body = http::json_text({{"action", "end"}}),
            .repeatable = http::Repeatable::yes};
}

Error advised(Error error) {
    if (error.kind == ErrorKind::unauthorized && error.hint.empty()) {
        error.hint =
            "the Zoom app may lack a scope; see the README, 'Configure it for real accounts'";
    }
    return error;
}

http::Query page_query(const std::string& next) {
    http::Query query{{"type", "scheduled"}, {"page_size", page_size}};
    if (!next.empty()) {
        query.emplace_back("next_page_token", next);
    }
    return query;
}

Result<void> add_meetings(std::vector<Meeting>& all, const json& rows) {
    for (const auto& one : rows) {
        auto meeting = meeting_from(one);
        if (!meeting) {
            return meeting.error();
        }
        all.push_back(*std::move(meeting));
    }
    return {};
}

}  // namespace

Client::Client(http::Transport& transport, Account account)
    : transport_(&transport),
      url_(account.url),
      user_(account.user),
      token_(std::make_unique<Token>(transport, std::move(account))) {}

http::JsonApi Client::api(const Secret& token) const {
    return {*transport_,
            {.name = "Zoom",
             .url = url_,
             .headers = {{"accept", "application/json"},
                         {"authorization", "Bearer " + token.reveal()},
                         {"content-type", "application/json"}},
             .request_id_header = "x-zm-trackingid",
             .explain = &explain}};
}

/// A refused token means that nothing happened: once more with a new one.
Result<json> Client::send(const http::Call& call) const {
    const auto token = token_->current();
    if (!token) {
        return token.error();
    }
    auto answer = api(*token).send(call);
    if (!answer && answer.error().http_status == 401) {
        const auto fresh = token_->instead_of(*token);
        if (!fresh) {
            return fresh.error();
        }
        answer = api(*fresh).send(call);
    }
    return answer ? std::move(answer) : Result<json>(advised(answer.error()));
}

Result<std::vector<Meeting>> Client::meetings() const {
    std::vector<Meeting> all;
    std::set<std::string> asked;
    http::SeenRows seen;
    std::string next;
    for (int page = 0; page < most_pages; ++page) {
        const auto answer = send({.path = {"users", user_, "meetings"},
                                  .query = page_query(next),
                                  .repeatable = http::Repeatable::yes});
        if (!answer) {
            return answer.error();
        }
        const auto rows = http::list_at(*answer, "/meetings", "Zoom");
        if (!rows) {
            return rows.error();
        }
        if (const auto read = add_meetings(all, **rows); !read) {
            return read.error();
        }
        next = http::text_at(*answer, "/next_page_token");
        if (next.empty()) {
            return all;
        }
        if (!seen.take(**rows) || !asked.insert(next).second) {
            return http::nothing_new("Zoom");
        }
    }
    return http::too_long("Zoom", "30,000");
}

Result<Meeting> Client::meeting(const std::string& id) const {
    const auto answer = send({.path = {"meetings", id}, .repeatable = http::Repeatable::yes});
    return answer ? meeting_from(*answer) : Result<Meeting>(answer.error());
}

Result<Meeting> Client::apply(const NewMeeting& meeting) const {
    const auto answer = send(call_of(user_, meeting));
    return answer ? meeting_from(*answer) : Result<Meeting>(answer.error());
}

Result<void> Client::apply(const MeetingEnd& end) const {
    auto ended = send(call_of(end));
    if (!ended && ended.error().kind == ErrorKind::rejected) {
        if (const auto left = send(leaving(end)); !left) {
            return left.error();
        }
        ended = send(call_of(end));
    }
    if (!ended && ended.error().kind != ErrorKind::not_found) {
        return ended.error();
    }
    return {};
}

http::Shown Client::show(const NewMeeting& meeting) const {
    return api(Secret()).show(call_of(user_, meeting));
}

http::Shown Client::show(const MeetingEnd& end) const {
    return api(Secret()).show(call_of(end));
}

}  // namespace emergency::zoom
