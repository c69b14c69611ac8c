#include "apps/emerg/trace.h"

#include "apps/emerg/version.h"
#include "libemergency/core/encoding.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace emerg {
namespace {

using emergency::http::Headers;
using emergency::http::Request;
using emergency::http::Response;

/// What is told of headers; any other may hold what nobody else should know.
constexpr auto told_headers = std::to_array<std::string_view>(
    {"accept", "content-type", "date", "from", "retry-after", "ratelimit-limit",
     "ratelimit-remaining", "ratelimit-reset", "x-rate-limit", "x-rate-limit-remaining",
     "x-request-id", "x-slack-req-id", "x-zendesk-request-id"});

Json headers_of(const Headers& headers) {
    auto all = Json::array();
    for (const auto& [name, value] : headers) {
        if (std::find(told_headers.begin(), told_headers.end(), name) != told_headers.end()) {
            all.push_back({{"name", name}, {"value", value}});
        }
    }
    return all;
}

Json request_of(const Request& request) {
    return {{"method", emergency::http::verb(request.method)},
            {"url", shown_address(request)},
            {"httpVersion", ""},
            {"cookies", Json::array()},
            {"headers", headers_of(request.headers)},
            {"queryString", Json::array()},
            {"headersSize", -1},
            {"bodySize", request.body.size()}};
}

/// Status 0, as browsers write it, if there was none.
Json response_of(const emergency::Result<Response>& answer) {
    const auto type = answer ? answer->headers.find("content-type") : Headers::const_iterator();
    const bool has_type = answer && type != answer->headers.end();
    return {
        {"status", answer ? answer->status : 0},
        {"statusText", ""},
        {"httpVersion", ""},
        {"cookies", Json::array()},
        {"headers", answer ? headers_of(answer->headers) : Json::array()},
        {"content",
         {{"size", answer ? answer->body.size() : 0}, {"mimeType", has_type ? type->second : ""}}},
        {"redirectURL", ""},
        {"headersSize", -1},
        {"bodySize", answer ? Json(answer->body.size()) : Json(-1)},
        {"_error", answer ? Json() : Json(answer.error().message)}};
}

std::string with_milliseconds(emergency::TimePoint moment) {
    auto text = emergency::utc_text(moment);
    text.pop_back();
    return fmt::format("{}.{:03}Z", text, moment.time_since_epoch().count() % 1'000);
}

}  // namespace

std::string shown_address(const Request& request) {
    return request.take ? emergency::server_of(request.url) + " (a file)"
                        : request.url.substr(0, request.url.find('?'));
}

void Trace::add(const Request& request, const emergency::Result<Response>& answer,
                emergency::TimePoint begun, std::chrono::milliseconds took) {
    Json entry{{"startedDateTime", with_milliseconds(begun)},
               {"time", took.count()},
               {"request", request_of(request)},
               {"response", response_of(answer)},
               {"cache", Json::object()},
               {"timings", {{"send", 0}, {"wait", took.count()}, {"receive", 0}}}};
    const std::lock_guard lock(mutex_);
    entries_.push_back(std::move(entry));
}

std::string Trace::text() const {
    const std::lock_guard lock(mutex_);
    return json_text({{"log",
                       {{"version", "1.2"},
                        {"creator", {{"name", "emerg"}, {"version", version}}},
                        {"entries", entries_}}}}) +
           '\n';
}

}  // namespace emerg
