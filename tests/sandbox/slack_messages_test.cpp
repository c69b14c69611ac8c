#include "tests/sandbox/slack_workspace.h"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using slack_tests::Workspace;

std::vector<std::string> texts_of(const json& messages) {
    std::vector<std::string> texts;
    for (const auto& message : messages) {
        texts.push_back(message.at("text"));
    }
    return texts;
}

const json mark{{"event_type", "emerg_effect"}, {"event_payload", {{"key", "ZD-400123/ack/1"}}}};

}  // namespace

TEST_CASE("Slack gives every message a later ts, as text, even within one moment") {
    Workspace workspace;
    std::set<std::string> stamps;
    std::string last = "0";
    for (int turn = 0; turn < 5; ++turn) {
        const auto ts = workspace.post("hello");
        CHECK(ts > last);
        CHECK(ts.starts_with("1700000000."));
        CHECK(ts.size() == 17);
        last = ts;
        stamps.insert(ts);
    }
    CHECK(stamps.size() == 5);
}

TEST_CASE("Slack keeps text as it was sent") {
    Workspace workspace;
    workspace.post("a & b <@UBOL001> < > &amp; +1 100% ñ");
    CHECK(workspace.messages().back().at("text") == "a & b <@UBOL001> < > &amp; +1 100% ñ");
}

TEST_CASE("Slack keeps metadata from forms and JSON, and shows it only on request") {
    Workspace workspace;
    const auto root = workspace.send("chat.postMessage",
                                     {{"channel", "C001SM"}, {"text", "root"}, {"metadata", mark}});
    REQUIRE(root.at("ok") == true);
    const auto ts = root.at("ts").get<std::string>();
    const auto reply = workspace.call(
        "chat.postMessage",
        {{"channel", "C001SM"}, {"text", "reply"}, {"thread_ts", ts}, {"metadata", mark.dump()}});
    REQUIRE(reply.at("ok") == true);

    const std::map<std::string, std::string> plain{{"channel", "C001SM"}, {"ts", ts}};
    auto whole = plain;
    whole["include_all_metadata"] = "true";
    const auto without = workspace.call("conversations.replies", plain).at("messages");
    const auto with = workspace.call("conversations.replies", whole).at("messages");
    CHECK_FALSE(without.at(0).contains("metadata"));
    CHECK_FALSE(without.at(1).contains("metadata"));
    CHECK(with.at(0).at("metadata") == mark);
    CHECK(with.at(1).at("metadata") == mark);
    CHECK(workspace.messages().at(1).at("metadata") == mark);
}

TEST_CASE("Slack shows a thread oldest first and a channel newest first, without replies") {
    Workspace workspace;
    const auto root = workspace.post("root");
    workspace.post("one", root);
    workspace.call(
        "chat.postMessage",
        {{"channel", "C001SM"}, {"text", "two"}, {"thread_ts", root}, {"reply_broadcast", "true"}});
    workspace.post("other");
    const auto thread =
        workspace.call("conversations.replies", {{"channel", "C001SM"}, {"ts", root}});
    CHECK(texts_of(thread.at("messages")) == std::vector<std::string>{"root", "one", "two"});
    CHECK(thread.at("messages").at(0).at("reply_count") == 2);
    CHECK(thread.at("messages").at(1).at("thread_ts") == root);
    const auto history = workspace.call("conversations.history", {{"channel", "C001SM"}});
    CHECK(texts_of(history.at("messages")) == std::vector<std::string>{"other", "two", "root"});
    CHECK(history.at("has_more") == false);
}

TEST_CASE("Slack pages history, and its oldest and latest exclude the ends unless told") {
    Workspace workspace;
    std::vector<std::string> stamps;
    for (const auto* text : {"a", "b", "c"}) {
        stamps.push_back(workspace.post(text));
    }
    std::map<std::string, std::string> arguments{{"channel", "C001SM"}, {"limit", "2"}};
    const auto first = workspace.call("conversations.history", arguments);
    CHECK(texts_of(first.at("messages")) == std::vector<std::string>{"c", "b"});
    CHECK(first.at("has_more") == true);
    arguments["cursor"] = first.at("response_metadata").at("next_cursor");
    const auto second = workspace.call("conversations.history", arguments);
    CHECK(texts_of(second.at("messages")) == std::vector<std::string>{"a"});
    CHECK(second.at("response_metadata").at("next_cursor") == "");

    std::map<std::string, std::string> range{
        {"channel", "C001SM"}, {"oldest", stamps.front()}, {"latest", stamps.back()}};
    CHECK(texts_of(workspace.call("conversations.history", range).at("messages")) ==
          std::vector<std::string>{"b"});
    range["inclusive"] = "true";
    CHECK(workspace.call("conversations.history", range).at("messages").size() == 3);
}

TEST_CASE("Slack refuses messages that it could not keep") {
    Workspace workspace;
    const auto error = [&](const std::map<std::string, std::string>& arguments) {
        return workspace.call("chat.postMessage", arguments).value("error", "");
    };
    CHECK(error({{"channel", "C404"}, {"text", "x"}}) == "channel_not_found");
    CHECK(error({{"channel", "C001SM"}}) == "no_text");
    CHECK(error({{"channel", "C001SM"}, {"text", std::string(40001, 'x')}}) == "msg_too_long");
    CHECK(error({{"channel", "C001SM"}, {"text", "x"}, {"thread_ts", "1.000001"}}) ==
          "thread_not_found");
    CHECK(workspace.messages().empty());
}

TEST_CASE("Slack links to messages and to replies in their threads") {
    Workspace workspace;
    const auto root = workspace.post("root");
    const auto reply = workspace.post("reply", root);
    const auto link = [&](const std::string& ts) {
        return workspace.call("chat.getPermalink", {{"channel", "C001SM"}, {"message_ts", ts}});
    };
    CHECK(link(root).at("permalink") ==
          "https://acme.slack.com/archives/C001SM/p" + root.substr(0, 10) + root.substr(11));
    CHECK(link(reply).at("permalink") == "https://acme.slack.com/archives/C001SM/p" +
                                             reply.substr(0, 10) + reply.substr(11) +
                                             "?thread_ts=" + root + "&cid=C001SM");
    CHECK(link("1.000001").at("error") == "message_not_found");
}

TEST_CASE("Slack changes and deletes only one's own messages") {
    Workspace workspace;
    const auto ts =
        workspace
            .send("chat.postMessage", {{"channel", "C001SM"}, {"text", "old"}, {"metadata", mark}})
            .at("ts")
            .get<std::string>();
    const auto change = [&](const json& arguments) {
        json whole{{"channel", "C001SM"}, {"ts", ts}};
        whole.update(arguments);
        return workspace.send("chat.update", whole);
    };
    CHECK(change({{"text", "new"}}).at("ok") == true);
    CHECK(workspace.messages().at(0).at("text") == "new");
    CHECK(workspace.messages().at(0).at("metadata") == mark);
    CHECK(change({{"metadata", json::object()}}).at("ok") == true);
    CHECK_FALSE(workspace.messages().at(0).contains("metadata"));

    const std::map<std::string, std::string> place{{"channel", "C002SAAS"}, {"ts", ts}};
    CHECK(workspace.call("chat.delete", place).at("error") == "message_not_found");
    workspace.token = "xoxp-token-of-bo";
    CHECK(change({{"text", "mine"}}).at("error") == "cant_update_message");
    workspace.token = "xoxb-sandbox-token-0001";
    CHECK(workspace.call("chat.delete", {{"channel", "C001SM"}, {"ts", ts}}).at("ok") == true);
    CHECK(workspace.messages().empty());
}

TEST_CASE("Slack posts a scheduled message once its time has come") {
    Workspace workspace;
    const std::map<std::string, std::string> message{
        {"channel", "C001SM"}, {"text", "later"}, {"post_at", "1700000600"}};
    REQUIRE(workspace.call("chat.scheduleMessage", message).at("ok") == true);
    workspace.call("auth.test");
    CHECK(workspace.messages().empty());
    workspace.clock.advance(std::chrono::minutes{11});
    workspace.call("auth.test");
    CHECK(texts_of(workspace.messages()) == std::vector<std::string>{"later"});
    CHECK(workspace.call("chat.scheduleMessage", message).at("error") == "time_in_past");
}

TEST_CASE("Slack finds messages by their words, with their links") {
    Workspace workspace;
    workspace.post("Ticket ZD#400123 for Example Corp");
    workspace.post("something else");
    workspace.token = "xoxp-token-of-ana";
    const auto found =
        workspace.call("search.messages", {{"query", "zd#400123 in:#support_self-managed"}});
    REQUIRE(found.at("messages").at("total") == 1);
    const auto& match = found.at("messages").at("matches").at(0);
    CHECK(match.at("permalink").get<std::string>().starts_with("https://acme.slack.com/archives/"));
    CHECK(workspace.call("search.messages").at("ok") == false);
}
