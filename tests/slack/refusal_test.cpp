#include "libemergency/slack/refusal.h"

#include "libemergency/slack/client.h"
#include "tests/fakes/says.h"
#include "tests/fakes/scripted_transport.h"
#include "tests/zendesk/shared_fixtures.h"

#include <fmt/format.h>
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

slack::Client slack_in_pages(emergency::http::Transport& network) {
    return {network, "https://slack.com/api", Secret("xoxb")};
}

template <class Value>
std::string failure_of_slack(const emergency::Result<Value>& result) {
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::failed_there);
    return result.error().message;
}

/// Slack with a fresh cursor on every page.
class EndlessSlack final : public emergency::http::Transport {
public:
    explicit EndlessSlack(std::string messages) : messages_(std::move(messages)) {}
    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& /*request*/) override {
        return answer(200,
                      fmt::format(R"({{"ok":true,"messages":[{}],"channels":[{}],"has_more":true,
                                "response_metadata":{{"next_cursor":"c{}"}}}})",
                                  messages_, messages_, ++asked));
    }
    int asked = 0;

private:
    std::string messages_;
};

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

TEST_CASE("pages of Slack's that repeat themselves with fresh cursors are found out") {
    EndlessSlack network(R"({"ts":"1773115200.000100"},{"ts":"1773115200.000200"})");
    CHECK(failure_of_slack(slack_in_pages(network).replies("C012AB3CD", "1773115200.000100")) ==
          "Slack says that there is more, but sends nothing new");
    CHECK(network.asked == 2);
    failure_of_slack(slack_in_pages(network).channel("#nowhere"));
    CHECK(network.asked == 4);
}

TEST_CASE("a root that comes alone again and again is found out too") {
    EndlessSlack network(R"({"ts":"1773115200.000100"})");
    failure_of_slack(slack_in_pages(network).replies("C012AB3CD", "1773115200.000100"));
    CHECK(network.asked == 2);
}

TEST_CASE("empty pages of Slack's have an end, and it is an error") {
    EndlessSlack network("");
    const auto found = slack_in_pages(network).channel("#nowhere");
    REQUIRE_FALSE(found);
    CHECK(found.error().kind == ErrorKind::rejected);
    CHECK(found.error().message ==
          "Slack lists no more than 1,000 pages at once, and there are more");
    CHECK(network.asked == 1'000);
}

TEST_CASE("more messages without a cursor are not the end of Slack's list") {
    const auto* const rest =
        GENERATE("", R"(,"response_metadata":{"next_cursor":""})",
                 R"(,"response_metadata":{"next_cursor":null})", R"(,"response_metadata":null)",
                 R"(,"response_metadata":{"next_cursor":7})");
    OneAnswer network(200, fmt::format(R"({{"ok":true,"has_more":true,
        "messages":[{{"ts":"1773115200.000100"}}]{}}})",
                                       rest));
    CHECK(failure_of_slack(slack_in_pages(network).history("C012AB3CD", {})) ==
          "Slack says that there is more, but not where");
}

TEST_CASE("an answer of Slack's without the list that was asked for is not an empty list") {
    const auto* const body =
        GENERATE(R"({"ok":true})",
                 R"({"ok":true,"messages":null,"channels":null,"usergroups":null,"users":null})",
                 R"({"ok":true,"messages":{},"channels":0,"usergroups":"","users":true})");
    OneAnswer network(200, body);
    const auto client = slack_in_pages(network);
    CHECK(failure_of_slack(client.history("C012AB3CD", {})) ==
          "Slack sent messages we cannot read");
    CHECK(failure_of_slack(client.replies("C012AB3CD", "1.1")) ==
          "Slack sent messages we cannot read");
    CHECK(failure_of_slack(client.channel("#general")) == "Slack sent channels we cannot read");
    CHECK(failure_of_slack(client.group("@ceoc")) == "Slack sent usergroups we cannot read");
    CHECK(failure_of_slack(client.members("S1")) == "Slack sent users we cannot read");
}

TEST_CASE("an empty answer of Slack's says nothing at all") {
    const auto* const body = GENERATE("", "{}");
    OneAnswer network(200, body);
    failure_of_slack(slack_in_pages(network).history("C012AB3CD", {}));
    failure_of_slack(slack_in_pages(network).members("S1"));
}

TEST_CASE("a member of a group who is no id is unreadable") {
    OneAnswer network(200, R"({"ok":true,"users":["U1",null]})");
    CHECK(failure_of_slack(slack_in_pages(network).members("S1")) ==
          "Slack sent a member we cannot read");
}
