#include "apps/sandbox/zendesk/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

std::vector<std::string> split(std::string_view text, char mark) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(mark), text.size());
        if (end > 0) {
            parts.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

bool is_number(const std::string& word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string::npos;
}

std::int64_t number_in(const std::string& word) {
    std::int64_t number = -1;
    std::from_chars(word.data(), word.data() + word.size(), number);
    return number;
}

bool fits(const std::string& expected, const std::string& step) {
    if (expected == "{}") {
        return is_number(step);
    }
    return expected == "{text}" || expected == step;
}

/// What stands in the places of the pattern, or nothing if the path is another one.
std::optional<std::vector<std::string>> places_in(const std::vector<std::string>& path,
                                                  std::string_view pattern) {
    const auto expected = split(pattern, '/');
    if (expected.size() != path.size()) {
        return std::nullopt;
    }
    std::vector<std::string> places;
    for (std::size_t step = 0; step < path.size(); ++step) {
        if (!fits(expected[step], path[step])) {
            return std::nullopt;
        }
        if (expected[step].starts_with('{')) {
            places.push_back(path[step]);
        }
    }
    return places;
}

/// The steps after /api/v2, without .json at the end.
std::vector<std::string> steps_of(const Request& request) {
    static constexpr std::string_view base = "/api/v2/";
    std::string_view path = request.path;
    if (!path.starts_with(base)) {
        return {};
    }
    path.remove_prefix(base.size());
    if (path.ends_with(".json")) {
        path.remove_suffix(std::string_view(".json").size());
    }
    return split(path, '/');
}

bool is_id(std::string_view name) {
    return name == "id" || name == "ids" || name.ends_with("_ids") ||
           (name.ends_with("_id") && name != "external_id");
}

/// Makes numbers of the ids in a value that stands under this name.
void make_ids_numbers(json& value, const std::string& name) {
    if (value.is_object() && name != "metadata") {
        for (const auto& [key, each] : value.items()) {
            make_ids_numbers(each, key);
        }
    }
    if (value.is_array()) {
        for (auto& each : value) {
            make_ids_numbers(each, name);
        }
    }
    constexpr std::size_t longest_id = 18;
    const auto text = value.is_string() ? value.get<std::string>() : "";
    if (is_id(name) && is_number(text) && text.size() <= longest_id) {
        value = number_in(text);
    }
}

}  // namespace

std::int64_t Call::id(std::size_t place) const {
    return number_in(places.at(place));
}

std::optional<std::string> Call::parameter(const std::string& name) const {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::int64_t> Call::numbers(const std::string& name) const {
    std::vector<std::int64_t> numbers;
    for (const auto& word : split(parameter(name).value_or(""), ',')) {
        numbers.push_back(number_in(word));
    }
    return numbers;
}

Hand Call::hand() const {
    const auto agent = request.headers.find("user-agent");
    return {.author = user,
            .channel = "api",
            .at = desk.clock.now(),
            .client = agent == request.headers.end() ? "" : agent->second};
}

bool Call::is_by_admin() const {
    const auto* person = find(desk.users, user);
    return person != nullptr && person->at("role") == "admin";
}

Answer routed(Desk& desk, const Request& request, std::int64_t user) {
    const std::array families{ticket_routes(),  list_routes(),   history_routes(),
                              tag_routes(),     search_routes(), people_routes(),
                              macro_routes(),   upload_routes(), metric_routes(),
                              setting_routes(), merge_routes(),  incremental_routes()};
    const auto path = steps_of(request);
    for (const auto& family : families) {
        for (const auto& route : family) {
            const auto places = places_in(path, route.pattern);
            if (places && route.method == request.method) {
                return route.handler(
                    {.desk = desk, .request = request, .user = user, .places = *places});
            }
        }
    }
    return refused(404, "InvalidEndpoint", "Not found");
}

Answer reply(const json& body, int status) {
    Answer answer;
    answer.status = status;
    answer.headers["content-type"] = "application/json; charset=utf-8";
    answer.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    return answer;
}

Answer refused(int status, std::string_view error, std::string_view description) {
    return reply({{"error", error}, {"description", description}}, status);
}

Answer not_found() {
    return refused(404, "RecordNotFound", "Not found");
}

Answer bad_value(std::string_view description) {
    return refused(400, "InvalidValue", description);
}

Answer forbidden() {
    return reply({{"error",
                   {{"title", "Forbidden"},
                    {"message",
                     "You do not have access to this page. Please contact the account owner of "
                     "this help desk for further help."}}}},
                 403);
}

Answer invalid(std::string_view field, std::string_view description) {
    const json reason{{"description", description}};
    return reply({{"error", "RecordInvalid"},
                  {"description", "Record validation errors"},
                  {"details", {{std::string(field), json::array({reason})}}}},
                 422);
}

json body_of(const Request& request) {
    auto body = json::parse(request.body, nullptr, false);
    make_ids_numbers(body, "");
    return body.is_object() ? body : json::object();
}

json shown(const json& ticket) {
    auto copy = ticket;
    copy.erase("comments");
    copy.erase("audits");
    return copy;
}

}  // namespace sandbox::zendesk
