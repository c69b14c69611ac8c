#include "apps/sandbox/pagerduty/call.h"

#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

std::optional<std::size_t> number_in(const std::string& text) {
    std::size_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

}  // namespace

Agent Call::agent() const {
    return {.kind = Agent::Kind::person, .id = actor == nullptr ? std::string() : actor->id};
}

std::vector<std::string> Call::all(const std::string& name) const {
    std::vector<std::string> values;
    const auto [first, last] = request.query.equal_range(name);
    for (auto each = first; each != last; ++each) {
        values.push_back(each->second);
    }
    return values;
}

std::string Call::one(const std::string& name, const std::string& otherwise) const {
    const auto found = request.query.find(name);
    return found == request.query.end() ? otherwise : found->second;
}

Includes Call::includes() const {
    const auto values = all("include[]");
    return {values.begin(), values.end()};
}

std::optional<TimePoint> Call::moment(const std::string& name) const {
    auto text = one(name);
    // A plus that was not encoded arrives as a blank.
    std::replace(text.begin(), text.end(), ' ', '+');
    return parse_moment(text);
}

Answer answer_with(const json& body) {
    return answer_with(200, body);
}

Answer answer_with(int status, const json& body) {
    return {.status = status,
            .headers = {{"content-type", "application/json; charset=utf-8"}},
            .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

Answer refusal(int status, int code, const std::string& message,
               const std::vector<std::string>& details) {
    json error{{"message", message}, {"code", code}};
    if (!details.empty()) {
        error["errors"] = details;
    }
    return answer_with(status, {{"error", std::move(error)}});
}

Answer invalid(const std::string& detail) {
    return refusal(400, 2001, "Invalid Input Provided", {detail});
}

Answer not_found() {
    return refusal(404, 2100, "Not Found");
}

Answer page(const Call& call, const std::string& name, std::size_t count,
            const std::function<json(std::size_t)>& show) {
    constexpr std::size_t largest_page = 100;
    constexpr std::size_t reachable = 10'000;
    const auto asked = number_in(call.one("limit", "25"));
    const auto offset = number_in(call.one("offset", "0"));
    if (!asked || !offset) {
        return invalid("Limit and offset must be whole numbers");
    }
    const auto limit = std::clamp<std::size_t>(*asked, 1, largest_page);
    if (*offset + limit > reachable) {
        return invalid("Offset plus limit must not exceed 10000");
    }
    const auto end = std::min(count, *offset + limit);
    auto items = json::array();
    for (auto index = *offset; index < end; ++index) {
        items.push_back(show(index));
    }
    const bool is_counted = call.one("total") == "true";
    return answer_with({{name, std::move(items)},
                        {"limit", limit},
                        {"offset", *offset},
                        {"more", end < count},
                        {"total", is_counted ? json(count) : json(nullptr)}});
}

std::optional<json> body_object(const Call& call, const std::string& name) {
    const auto body = json::parse(call.request.body, nullptr, false);
    if (!body.is_object() || !body.contains(name)) {
        return std::nullopt;
    }
    return body[name];
}

bool allows(const std::vector<std::string>& wanted, const std::string& value) {
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

std::string text_in(const json& object, const std::string& name, const std::string& otherwise) {
    if (!object.is_object() || !object.contains(name) || !object[name].is_string()) {
        return otherwise;
    }
    return object[name].get<std::string>();
}

}  // namespace sandbox::pagerduty
