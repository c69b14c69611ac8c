#include "apps/sandbox/time_text.h"
#include "apps/sandbox/zoom/account.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace sandbox::zoom {
namespace {

using nlohmann::json;

constexpr std::size_t longest_agenda_in_list = 250;
constexpr long long first_id = 85'000'000'000;
constexpr std::size_t longest_page = 300;
constexpr std::size_t usual_page = 30;

std::vector<std::string> steps_of(std::string_view path) {
    std::vector<std::string> steps;
    for (std::size_t at = 0; at < path.size();) {
        const auto end = std::min(path.find('/', at + 1), path.size());
        steps.emplace_back(path.substr(at + 1, end - at - 1));
        at = end;
    }
    return steps;
}

/// The address of the user that the path names; nothing if there is none.
std::optional<std::string> user_named(const Account& account, const std::string& name) {
    const auto address = name == "me" ? account.me : name;
    const bool is_known = std::ranges::find(account.users, address) != account.users.end();
    return is_known ? std::optional(address) : std::nullopt;
}

std::string text_in(const json& body, const char* name) {
    const auto found = body.find(name);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

long long number_in(const json& body, const char* name, long long otherwise) {
    const auto found = body.find(name);
    return found != body.end() && found->is_number_integer() ? found->get<long long>() : otherwise;
}

Answer invalid(const char* field, const char* message) {
    return answer_with(400, {{"code", 300},
                             {"message", "Validation Failed."},
                             {"errors", {{{"field", field}, {"message", message}}}}});
}

json new_meeting(Account& account, const std::string& host, const json& body) {
    const auto id = first_id + ++account.made;
    const auto start = parse_moment(text_in(body, "start_time"));
    const auto password = fmt::format("{:06}", id % 1'000'000);
    return {{"uuid", fmt::format("sandbox{}==", id)},
            {"id", id},
            {"host_id", "zoom-" + host.substr(0, host.find('@'))},
            {"host_email", host},
            {"topic", text_in(body, "topic").empty() ? "Zoom Meeting" : text_in(body, "topic")},
            {"type", number_in(body, "type", 2)},
            {"status", "waiting"},
            {"start_time", utc_seconds(start ? *start : account.clock.now())},
            {"duration", number_in(body, "duration", 60)},
            {"timezone", text_in(body, "timezone").empty() ? "UTC" : text_in(body, "timezone")},
            {"agenda", text_in(body, "agenda")},
            {"created_at", utc_seconds(account.clock.now())},
            {"start_url", fmt::format("https://zoom.example.com/s/{}?zak=sandbox", id)},
            {"join_url", fmt::format("https://zoom.example.com/j/{}?pwd={}", id, password)},
            {"password", password},
            {"settings", body.value("settings", json::object())}};
}

Answer create(Account& account, const Request& request, const std::string& host) {
    const auto body = json::parse(request.body, nullptr, false);
    if (!body.is_object()) {
        return refusal(400, 300, "Request Body should be a valid JSON object.");
    }
    if (text_in(body, "topic").size() > 200) {
        return invalid("topic", "The topic must be at most 200 characters.");
    }
    if (body.contains("start_time") && !parse_moment(text_in(body, "start_time"))) {
        return invalid("start_time", "Invalid field.");
    }
    auto meeting = new_meeting(account, host, body);
    auto answer = meeting;
    for (const auto* only_later : {"uuid", "host_id", "status"}) {
        answer.erase(only_later);
    }
    account.meetings.push_back(std::move(meeting));
    return answer_with(201, answer);
}

/// As a list shows it; instant meetings are in none.
json listed(const json& meeting) {
    json row;
    for (const auto* key : {"uuid", "id", "host_id", "topic", "type", "start_time", "duration",
                            "timezone", "created_at", "join_url"}) {
        row[key] = meeting.at(key);
    }
    row["agenda"] = meeting.at("agenda").get<std::string>().substr(0, longest_agenda_in_list);
    return row;
}

std::size_t number_of(const Request& request, const char* name, std::size_t otherwise) {
    const auto found = request.query.find(name);
    std::size_t number = otherwise;
    if (found != request.query.end()) {
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
    }
    return number;
}

Answer list(const Account& account, const Request& request, const std::string& host) {
    const auto size =
        std::clamp<std::size_t>(number_of(request, "page_size", usual_page), 1, longest_page);
    std::vector<json> rows;
    for (const auto& meeting : account.meetings) {
        if (meeting.at("host_email") == host && meeting.at("type") != 1) {
            rows.push_back(listed(meeting));
        }
    }
    const auto from = std::min(number_of(request, "next_page_token", 0), rows.size());
    const auto to = std::min(from + size, rows.size());
    json answer{{"page_size", size},
                {"total_records", rows.size()},
                {"next_page_token", to < rows.size() ? std::to_string(to) : ""},
                {"meetings", json::array()}};
    for (auto at = from; at < to; ++at) {
        answer["meetings"].push_back(rows[at]);
    }
    return answer_with(200, answer);
}

Answer end(json& meeting, const Request& request) {
    const auto body = json::parse(request.body, nullptr, false);
    if (!body.is_object() || text_in(body, "action") != "end") {
        return refusal(400, 300, "Invalid action.");
    }
    meeting["status"] = "waiting";
    return {.status = 204, .body = ""};
}

Answer of_meeting(Account& account, const Request& request, const std::vector<std::string>& steps) {
    const auto found = std::ranges::find_if(account.meetings, [&](const json& meeting) {
        return std::to_string(meeting.at("id").get<long long>()) == steps[1];
    });
    if (found == account.meetings.end()) {
        return refusal(404, 3001, fmt::format("Meeting does not exist: {}.", steps[1]));
    }
    if (steps.size() == 3) {
        return request.method == "PUT" && steps[2] == "status" ? end(*found, request)
                                                               : refusal(404, 404, "Not Found");
    }
    if (request.method == "GET") {
        return answer_with(200, *found);
    }
    if (request.method != "DELETE") {
        return refusal(405, 405, "Method Not Allowed");
    }
    if (found->at("status") == "started") {
        return refusal(400, 3002, "Sorry, you cannot delete this meeting since it is in progress.");
    }
    account.meetings.erase(found);
    return {.status = 204, .body = ""};
}

bool is_known(Account& account, const Request& request) {
    const auto header = request.headers.find("authorization");
    if (header == request.headers.end() || !header->second.starts_with("Bearer ")) {
        return false;
    }
    const auto token = account.tokens.find(header->second.substr(7));
    return token != account.tokens.end() && account.clock.now() < token->second;
}

}  // namespace

Answer call(Account& account, const Request& request, std::string_view path) {
    if (!is_known(account, request)) {
        return refusal(401, 124, "Invalid access token.");
    }
    const auto steps = steps_of(path);
    if (steps.size() >= 2 && steps.size() <= 3 && steps[0] == "meetings") {
        return of_meeting(account, request, steps);
    }
    if (steps.size() != 3 || steps[0] != "users" || steps[2] != "meetings") {
        return refusal(404, 404, "Not Found");
    }
    const auto host = user_named(account, steps[1]);
    if (!host) {
        return refusal(404, 1001, fmt::format("User does not exist: {}.", steps[1]));
    }
    if (request.method == "POST") {
        return create(account, request, *host);
    }
    return request.method == "GET" ? list(account, request, *host)
                                   : refusal(405, 405, "Method Not Allowed");
}

}  // namespace sandbox::zoom
