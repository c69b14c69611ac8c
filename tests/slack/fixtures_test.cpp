#include "libemergency/slack/client.h"
#include "tests/zendesk/shared_fixtures.h"

#include <catch2/catch.hpp>

using emergency::Secret;
namespace slack = emergency::slack;
using emergency::TimePoint;

namespace {

slack::Client slack_for_fixtures(OneAnswer& network) {
    return {network, "https://slack.com/api", Secret("xoxb")};
}

template <class Result>
bool is_sensible(const Result& result) {
    return result || !result.error().message.empty();
}

bool every_call_is_sensible(const std::string& body) {
    OneAnswer network(200, body);
    const auto client = slack_for_fixtures(network);
    return is_sensible(client.me()) && is_sensible(client.channel("C012AB3CD")) &&
           is_sensible(client.channel("#general")) &&
           is_sensible(client.user_by_email("ada@example.com")) &&
           is_sensible(client.history("C012AB3CD", TimePoint{})) &&
           is_sensible(client.replies("C012AB3CD", "1.1")) &&
           is_sensible(client.permalink("C012AB3CD", "1.1")) &&
           is_sensible(client.apply(emergency::slack::Post{.channel = "C012AB3CD", .text = "x"}));
}

std::string fixture(const std::string& name) {
    return text_of_file(fixtures_folder(EMERG_SHARED, "slack") / name);
}

}  // namespace

TEST_CASE("every answer that Slack ever gave is read or refused, with nulls anywhere in it") {
    const auto all = fixtures_in(fixtures_folder(EMERG_SHARED, "slack"));
    if (all.empty()) {
        WARN("SKIPPED: the shared fixtures are not here");
        return;
    }
    for (const auto& one : all) {
        INFO(one.name);
        for (const auto& body : with_nulls(one.body)) {
            CHECK(every_call_is_sensible(body));
        }
    }
}

TEST_CASE("Slack's documented identities, channels, people, threads and posts are read") {
    if (fixture("doc_auth.test_ok.json").empty()) {
        WARN("SKIPPED: the shared fixtures are not here");
        return;
    }
    OneAnswer me(200, fixture("doc_auth.test_ok.json"));
    CHECK(slack_for_fixtures(me).me());
    OneAnswer channel(200, fixture("doc_conversations.info_ok.json"));
    CHECK(slack_for_fixtures(channel).channel("C012AB3CD"));
    OneAnswer user(200, fixture("doc_users.lookupByEmail_ok.json"));
    CHECK(slack_for_fixtures(user).user_by_email("ada@example.com"));
    auto page = nlohmann::json::parse(fixture("doc_conversations.replies_ok.json"));
    page["has_more"] = false;  // It promises more.
    page.erase("response_metadata");
    OneAnswer thread(200, page.dump());
    const auto messages = slack_for_fixtures(thread).replies("C012AB3CD", "1482960137.003543");
    REQUIRE(messages);
    CHECK(messages->size() == 4);
    OneAnswer link(200, fixture("doc_chat.getPermalink_ok.json"));
    CHECK(slack_for_fixtures(link).permalink("C012AB3CD", "1.1"));
    OneAnswer posted(200, fixture("doc_chat.postMessage_ok.json"));
    const auto post =
        slack_for_fixtures(posted).apply(emergency::slack::Post{.channel = "C1", .text = "x"});
    REQUIRE(post);
    CHECK(post->ts == "1503435956.000247");
}
