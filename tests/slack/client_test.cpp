#include "libemergency/slack/client.h"

#include "libemergency/core/time_zone.h"
#include "tests/fakes/scripted_transport.h"

#include <nlohmann/json.hpp>

using emergency::ErrorKind;
using emergency::Secret;
using emergency::slack::Post;
using nlohmann::json;
namespace slack = emergency::slack;

namespace {

const std::string api = "https://slack.com/api/";
const std::string channels = "GET " + api +
                             "conversations.list?exclude_archived=true"
                             "&types=public_channel%2Cprivate_channel&limit=999";
const std::string history = "GET " + api +
                            "conversations.history?channel=C012AB3CD&oldest=1773115200.250000"
                            "&inclusive=true&include_all_metadata=true&limit=999";

slack::Client slack_on(ScriptedTransport& network) {
    return {network, "https://slack.com/api", Secret("xoxb")};
}

emergency::TimePoint since() {
    return *emergency::parse_rfc3339("2026-03-10T04:00:00.250Z");
}

}  // namespace

TEST_CASE("Slack says who the token belongs to, and a read promises no body") {
    ScriptedTransport network;
    network.expect("GET " + api + "auth.test",
                   answer(200, R"({"ok":true,"url":"https://acme.slack.com/","user":"ada",
                                   "user_id":"U1"})"));

    const auto me = slack_on(network).me();

    REQUIRE(me);
    CHECK(me->user_id == "U1");
    CHECK(me->url == "https://acme.slack.com/");
    CHECK(network.sent[0].headers.at("authorization") == "Bearer xoxb");
    CHECK(network.sent[0].headers.count("content-type") == 0);
}

TEST_CASE("a channel's id is asked for directly") {
    ScriptedTransport network;
    network.expect("GET " + api + "conversations.info?channel=C012AB3CD",
                   answer(200, R"({"ok":true,"channel":{"id":"C012AB3CD","name":"emergencies",
                                   "is_member":true}})"));

    const auto channel = slack_on(network).channel("C012AB3CD");

    REQUIRE(channel);
    CHECK(channel->name == "emergencies");
    CHECK(channel->is_member);
}

TEST_CASE("a channel's name is looked for on every page, short and empty ones too") {
    const auto* const typed = GENERATE("#emergencies", "emergencies", "Emergencies");
    ScriptedTransport network;
    network.expect(channels, answer(200, R"({"ok":true,"channels":[{"id":"C1","name":"general"}],
                                             "response_metadata":{"next_cursor":"a="}})"));
    network.expect(channels + "&cursor=a%3D", answer(200, R"({"ok":true,"channels":[],
                                   "response_metadata":{"next_cursor":"b"}})"));
    network.expect(channels + "&cursor=b",
                   answer(200, R"({"ok":true,"channels":[{"id":"C2","name":"emergencies"}],
                                   "response_metadata":{"next_cursor":"c"}})"));

    const auto channel = slack_on(network).channel(typed);

    REQUIRE(channel);
    CHECK(channel->id == "C2");
}

TEST_CASE("a channel that is on no page is not found") {
    ScriptedTransport network;
    network.expect(channels, answer(200, R"({"ok":true,"channels":[],
                                             "response_metadata":{"next_cursor":""}})"));

    const auto error = slack_on(network).channel("#nowhere").error();

    CHECK(error.kind == ErrorKind::not_found);
    CHECK(error.message == "Slack has no channel #nowhere");
}

TEST_CASE("a cursor that comes again leads in a circle, not to the end") {
    ScriptedTransport network;
    const auto* const same = R"({"ok":true,"channels":[],"response_metadata":{"next_cursor":"a"}})";
    network.expect(channels, answer(200, same));
    network.expect(channels + "&cursor=a", answer(200, same));

    CHECK(slack_on(network).channel("#nowhere").error().kind == ErrorKind::failed_there);
}

TEST_CASE("a member is found by address") {
    ScriptedTransport network;
    network.expect("GET " + api + "users.lookupByEmail?email=ada%40example.com",
                   answer(200, R"({"ok":true,"user":{"id":"U1","name":"ada","real_name":"Ada"}})"));

    const auto user = slack_on(network).user_by_email("ada@example.com");

    REQUIRE(user);
    CHECK(user->name == "Ada");
}

TEST_CASE("history gives roots only, oldest first, with what we wrote into them") {
    ScriptedTransport network;
    network.expect(history, answer(200, R"({"ok":true,"messages":[
        {"ts":"1773115300.000300","text":"broadcast","thread_ts":"1773115200.000100"},
        {"ts":"1773115260.500200","user":"U2","text":"other","metadata":{"event_type":"theirs",
         "event_payload":{"key":"x"}}},
        {"ts":"1773115250.123456","user":"U1","text":"root","thread_ts":"1773115250.123456",
         "metadata":{"event_type":"emerg","event_payload":{"key":"ZD-42/thread/1","count":2}}}],
        "response_metadata":{"next_cursor":"n"}})"));
    network.expect(history + "&cursor=n",
                   answer(200, R"({"ok":true,"messages":[{"ts":"1773115260.500200"}]})"));

    const auto messages = slack_on(network).history("C012AB3CD", since());

    REQUIRE(messages);
    REQUIRE(messages->size() == 2);
    CHECK((*messages)[0].text == "root");
    CHECK((*messages)[0].at == *emergency::parse_rfc3339("2026-03-10T04:00:50.123Z"));
    CHECK((*messages)[0].payload == std::map<std::string, std::string>{{"key", "ZD-42/thread/1"}});
    CHECK((*messages)[1].payload.empty());
}

TEST_CASE("a thread is read root first, though each page repeats the root") {
    ScriptedTransport network;
    const auto url = "GET " + api +
                     "conversations.replies?channel=C012AB3CD&ts=1773115200.000100"
                     "&include_all_metadata=true&limit=999";
    network.expect(url, answer(200, R"({"ok":true,"messages":[{"ts":"1773115200.000100"},
        {"ts":"1773115300.000100"}],"response_metadata":{"next_cursor":"n"}})"));
    network.expect(url + "&cursor=n",
                   answer(200, R"({"ok":true,"messages":[{"ts":"1773115200.000100"},
                                   {"ts":"1773115400.000100"}]})"));

    const auto thread = slack_on(network).replies("C012AB3CD", "1773115200.000100");

    REQUIRE(thread);
    REQUIRE(thread->size() == 3);
    CHECK(thread->front().ts == "1773115200.000100");
    CHECK(thread->back().ts == "1773115400.000100");
}

TEST_CASE("a message's permalink is Slack's own") {
    ScriptedTransport network;
    network.expect(
        "GET " + api + "chat.getPermalink?channel=C012AB3CD&message_ts=1773115200.000100",
        answer(200, R"({"ok":true,"permalink":"https://acme.slack.com/archives/C012AB3CD/p1"})"));

    const auto link = slack_on(network).permalink("C012AB3CD", "1773115200.000100");

    REQUIRE(link);
    CHECK(*link == "https://acme.slack.com/archives/C012AB3CD/p1");
}

TEST_CASE("a post says where, what and which effect it is, and unfurls nothing") {
    ScriptedTransport network;
    network.expect("POST " + api + "chat.postMessage",
                   answer(200, R"({"ok":true,"channel":"C012AB3CD","ts":"1773115200.000100"})"));

    const auto posted = slack_on(network).apply(Post{.channel = "C012AB3CD",
                                                     .text = "hello",
                                                     .thread_ts = "1773115100.000100",
                                                     .payload = {{"key", "ZD-42/note/1"}}});

    REQUIRE(posted);
    CHECK(posted->ts == "1773115200.000100");
    CHECK(network.sent[0].headers.at("content-type") == "application/json; charset=utf-8");
    CHECK(network.sent[0].repeatable == emergency::http::Repeatable::no);
    CHECK(json::parse(network.sent[0].body) ==
          json::parse(R"({"channel":"C012AB3CD","text":"hello","thread_ts":"1773115100.000100",
              "metadata":{"event_type":"emerg","event_payload":{"key":"ZD-42/note/1"}},
              "unfurl_links":false,"unfurl_media":false})"));
}

TEST_CASE("a new root has no thread and, without a payload, no metadata") {
    ScriptedTransport network;
    const auto shown = slack_on(network).show(Post{.channel = "C012AB3CD", .text = "hello"});

    CHECK(shown.url == api + "chat.postMessage");
    const auto body = json::parse(shown.body);
    CHECK_FALSE(body.contains("thread_ts"));
    CHECK_FALSE(body.contains("metadata"));
}

TEST_CASE("untrusted text can neither ping nor link") {
    CHECK(emergency::slack::escaped("<!channel> & <https://x|y>") ==
          "&lt;!channel&gt; &amp; &lt;https://x|y&gt;");
    CHECK(emergency::slack::mention("U1") == "<@U1>");
}
