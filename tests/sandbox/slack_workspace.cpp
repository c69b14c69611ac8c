#include "tests/sandbox/slack_workspace.h"

namespace slack_tests {
namespace {

using nlohmann::json;

constexpr const char* scenario = R"({
  "users": [
    {"name": "Ana Ortiz", "email": "ana@example.com", "me": true, "slack": "UANA001",
     "mention": "ana", "time_zone": "Europe/Madrid", "tokens": {"slack": "xoxp-token-of-ana"}},
    {"name": "Bo Lee", "email": "bo@example.com", "slack": "UBOL001", "mention": "bo",
     "tokens": {"slack": "xoxp-token-of-bo"}},
    {"name": "Tamar Levy", "email": "tam@example.com", "slack": "UTAM001", "services": ["slack"]},
    {"name": "Dora Weiss", "email": "dora@example.org", "role": "end-user"}],
  "channels": [
    {"id": "C001SM", "name": "support_self-managed", "members": ["ana@example.com"]},
    {"id": "C002SAAS", "name": "support_gitlab-com"}],
  "usergroups": [{"id": "S001", "handle": "managers", "members": ["tam@example.com"]}]})";

std::string encoded(const std::string& text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string form;
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        form += '%';
        form += digits[code / 16];
        form += digits[code % 16];
    }
    return form;
}

}  // namespace

Workspace::Workspace(const json& more) {
    clock.move_to(sandbox::TimePoint{std::chrono::milliseconds{1700000000000}});
    auto whole = json::parse(scenario);
    whole.update(more);
    service.load(whole);
}

json Workspace::call(const std::string& method,
                     const std::map<std::string, std::string>& arguments) {
    sandbox::Request request{.method = "POST",
                             .path = "/api/" + method,
                             .query = {},
                             .headers = {{"content-type", "application/x-www-form-urlencoded"}},
                             .body = {},
                             .origin = "http://127.0.0.1:1"};
    for (const auto& [name, value] : arguments) {
        request.body += (request.body.empty() ? "" : "&") + name + '=' + encoded(value);
    }
    if (!token.empty()) {
        request.headers["authorization"] = "Bearer " + token;
    }
    return json::parse(ask(request).body);
}

json Workspace::send(const std::string& method, const json& arguments) {
    return json::parse(ask({.method = "POST",
                            .path = "/api/" + method,
                            .query = {},
                            .headers = {{"content-type", "application/json; charset=utf-8"},
                                        {"authorization", "Bearer " + token}},
                            .body = arguments.dump(),
                            .origin = "http://127.0.0.1:1"})
                           .body);
}

std::string Workspace::post(const std::string& text, const std::string& thread) {
    std::map<std::string, std::string> arguments{{"channel", "C001SM"}, {"text", text}};
    if (!thread.empty()) {
        arguments["thread_ts"] = thread;
    }
    return call("chat.postMessage", arguments).value("ts", "");
}

json Workspace::messages() const {
    return service.state().at("channels").at(0).at("messages");
}

}  // namespace slack_tests
