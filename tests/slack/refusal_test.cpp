#include "libemergency/slack/refusal.h"

#include "libemergency/slack/client.h"
#include "tests/fakes/says.h"
#include "tests/fakes/scripted_transport.h"

#include <nlohmann/json.hpp>

using emergency::Error;
using emergency::ErrorKind;
using emergency::Secret;
using emergency::slack::Post;
using nlohmann::json;
namespace slack = emergency::slack;

namespace {

Error refused_by_slack(int status, const std::string& body) {
    ScriptedTransport network;
    network.expect("POST https://slack.com/api/chat.postMessage", answer(status, body));
    const slack::Client client(network, "https://slack.com/api", Secret("xoxb"));
    return client.apply(Post{.channel = "C012AB3CD", .text = "x"}).error();
}

}  // namespace

TEST_CASE("Slack's codes are sorted by what can be done about them") {
    const auto [code, kind] = GENERATE(table<std::string, ErrorKind>({
        {"channel_not_found", ErrorKind::not_found},
        {"users_not_found", ErrorKind::not_found},
        {"thread_not_found", ErrorKind::not_found},
        {"invalid_auth", ErrorKind::unauthorized},
        {"token_revoked", ErrorKind::unauthorized},
        {"missing_scope", ErrorKind::unauthorized},
        {"metadata_must_be_sent_from_app", ErrorKind::unauthorized},
        {"ratelimited", ErrorKind::busy},
        {"rate_limited", ErrorKind::busy},
        {"fatal_error", ErrorKind::failed_there},
        {"internal_error", ErrorKind::failed_there},
        {"is_archived", ErrorKind::rejected},
        {"not_in_channel", ErrorKind::rejected},
        {"", ErrorKind::rejected},
    }));
    const auto error = refused_by_slack(200, json{{"ok", false}, {"error", code}}.dump());

    CHECK(error.kind == kind);
    CHECK(error.service == "Slack");
}

TEST_CASE("a missing scope is named") {
    const auto error = refused_by_slack(
        200, R"({"ok":false,"error":"missing_scope","needed":"chat:write","provided":"read"})");

    CHECK(says(error.message, "missing_scope; needs scope chat:write"));
    CHECK(says(error.hint, "chat:write"));
    CHECK(says(error.hint, "slack.token"));
}

TEST_CASE("refused credentials name Slack's setting") {
    CHECK(
        says(refused_by_slack(200, R"({"ok":false,"error":"invalid_auth"})").hint, "slack.token"));
    CHECK(says(refused_by_slack(401, "").hint, "slack.token"));
}

TEST_CASE("a channel that Slack does not know is named") {
    CHECK(refused_by_slack(200, R"({"ok":false,"error":"channel_not_found"})").message ==
          "Slack has no channel C012AB3CD");
}

TEST_CASE("Slack's refusals of every shape become one sentence") {
    const auto [body, reason] = GENERATE(table<std::string, std::string>({
        {R"({"ok":false,"error":"is_archived"})", "is_archived"},
        {R"({"error":"invalid_arguments","response_metadata":{"messages":["[ERROR] no topic"]}})",
         "invalid_arguments; [ERROR] no topic"},
        {R"({"error":"user_not_found","errors":[{"error":"cant_invite_self"},"b",null]})",
         "user_not_found; cant_invite_self; b"},
        {R"({"error":null,"errors":null,"response_metadata":null})", ""},
        {R"({"error":{"a":1},"errors":"x"})", ""},
        {"{}", ""},
        {"[]", ""},
    }));
    CHECK(emergency::slack::explain(json::parse(body)) == reason);
}

TEST_CASE("an answer that does not say whether it went well is Slack's failure") {
    const auto* const body = GENERATE("{}", R"({"ok":null})", R"({"ok":"yes"})", R"({"ok":true})",
                                      R"({"ok":true,"channel":"C1","ts":1503435956.000247})");
    CHECK(refused_by_slack(200, body).kind == ErrorKind::failed_there);
}

TEST_CASE("an unavailable Slack is no JSON") {
    CHECK(refused_by_slack(503, "<html>").kind == ErrorKind::failed_there);
    CHECK(refused_by_slack(429, "").kind == ErrorKind::busy);
}
