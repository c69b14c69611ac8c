#include "tests/sandbox/zendesk_desk.h"

#include <algorithm>
#include <chrono>

namespace zendesk_tests {
namespace {

using nlohmann::json;

constexpr const char* scenario = R"({
  "users": [
    {"name": "Ana Ortiz", "email": "ana@example.com", "role": "agent", "me": true, "zendesk": 9001},
    {"name": "Bo Lee", "email": "bo@example.com", "role": "agent", "zendesk": 9002,
     "tokens": {"zendesk": "zendesk-token-of-bo"}},
    {"name": "Mel Tanaka", "email": "mel@example.com", "role": "admin", "zendesk": 9004,
     "tokens": {"zendesk": "zendesk-token-of-mel"}},
    {"name": "Dora Weiss", "email": "dora@example.org", "role": "end-user", "zendesk": 9101,
     "organisation": "Example Corp"}],
  "organisations": [{"id": 8001, "name": "Example Corp", "domain": "example.org"}],
  "macros": [{"id": 5001, "title": "First response", "comment": "Hello",
              "actions": [{"field": "current_tags", "value": "contacted"},
                          {"field": "custom_fields_360001", "value": "y"}]}],
  "tickets": [
    {"id": 400123, "subject": "502 for everyone", "priority": "urgent", "status": "new",
     "requester": "dora@example.org", "organisation": "Example Corp", "tags": ["self_managed"],
     "fields": {"360001": "x"}, "created": "-3m", "description": "All is down"},
    {"id": 400200, "subject": "A question", "priority": "low", "status": "closed",
     "requester": "dora@example.org", "created": "-3d"}]})";

/// Takes the text up to the mark, and the mark, from the front.
std::string taken(std::string& text, char mark) {
    const auto end = std::min(text.find(mark), text.size());
    const auto part = text.substr(0, end);
    text.erase(0, end + 1);
    return part;
}

}  // namespace

Desk::Desk() {
    clock.move_to(sandbox::TimePoint{std::chrono::milliseconds{1773115200000}});
    service.load(json::parse(scenario));
}

Reply Desk::ask(const std::string& method, const std::string& path, const json& body,
                const std::map<std::string, std::string>& headers) {
    auto query = path;
    sandbox::Request request{.method = method,
                             .path = "/api/v2/" + taken(query, '?'),
                             .query = {},
                             .headers = headers,
                             .body = body.is_null() ? "" : body.dump(),
                             .origin = "http://127.0.0.1:1"};
    while (!query.empty()) {
        auto pair = taken(query, '&');
        const auto name = taken(pair, '=');
        request.query.emplace(name, pair);
    }
    if (!token.empty()) {
        request.headers.emplace("authorization", "Bearer " + token);
    }
    const auto answer = service.answer(request);
    return {answer.status, json::parse(answer.body, nullptr, false), answer.headers};
}

Reply Desk::update(const json& change) {
    return ask("PUT", "tickets/400123.json", {{"ticket", change}});
}

json Desk::held() const {
    return service.state().at("tickets").at(0);
}

}  // namespace zendesk_tests
