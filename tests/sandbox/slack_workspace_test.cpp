#include "tests/sandbox/slack_workspace.h"

#include <catch2/catch.hpp>

namespace {

using nlohmann::json;
using slack_tests::Workspace;

std::string error_of(const json& answer) {
    return answer.value("error", "");
}

}  // namespace

TEST_CASE("Slack says who calls, and refuses whom it does not know") {
    Workspace workspace;
    const auto me = workspace.call("auth.test");
    CHECK(me.at("user_id") == "UANA001");
    CHECK(me.at("url") == "https://acme.slack.com/");
    workspace.token = "xoxp-token-of-bo";
    CHECK(workspace.call("auth.test").at("user_id") == "UBOL001");
    workspace.token = "xoxb-nobody";
    CHECK(error_of(workspace.call("auth.test")) == "invalid_auth");
    workspace.token.clear();
    CHECK(error_of(workspace.call("auth.test")) == "not_authed");
    CHECK(workspace.call("auth.test", {{"token", "xoxp-token-of-bo"}}).at("user_id") == "UBOL001");
    CHECK(error_of(workspace.call("chat.shout")) == "unknown_method");
}

TEST_CASE("Slack answers 200 with the scopes of the token, also to what it refuses") {
    const json scopes{{"slack_scopes", {"chat:write"}}};
    Workspace workspace(scopes);
    const auto refusal = workspace.call("users.lookupByEmail", {{"email", "bo@example.com"}});
    CHECK(error_of(refusal) == "missing_scope");
    CHECK(refusal.at("needed") == "users:read.email");
    CHECK(refusal.at("provided") == "chat:write");
    CHECK_FALSE(workspace.post("may").empty());
    const auto answer = workspace.ask({.method = "GET",
                                       .path = "/api/users.list",
                                       .query = {},
                                       .headers = {{"authorization", "Bearer " + workspace.token}},
                                       .body = {},
                                       .origin = {}});
    CHECK(answer.status == 200);
    CHECK(answer.headers.at("x-oauth-scopes") == "chat:write");
    CHECK_FALSE(answer.headers.at("x-slack-req-id").empty());
}

TEST_CASE("Slack warns about JSON that does not name its charset") {
    Workspace workspace;
    const auto answer =
        json::parse(workspace
                        .ask({.method = "POST",
                              .path = "/api/chat.postMessage",
                              .query = {},
                              .headers = {{"authorization", "Bearer " + workspace.token},
                                          {"content-type", "application/json"}},
                              .body = R"({"channel":"C001SM","text":"x"})",
                              .origin = {}})
                        .body);
    CHECK(answer.at("ok") == true);
    CHECK(answer.at("warning") == "missing_charset");
    CHECK(answer.at("response_metadata").at("warnings") == json::array({"missing_charset"}));
}

TEST_CASE("Slack pages channels, with an empty cursor at the end") {
    Workspace workspace;
    const auto first = workspace.call("conversations.list", {{"limit", "1"}});
    REQUIRE(first.at("channels").size() == 1);
    CHECK(first.at("channels").at(0).at("name") == "support_self-managed");
    CHECK_FALSE(first.at("channels").at(0).contains("messages"));
    const auto cursor = first.at("response_metadata").at("next_cursor").get<std::string>();
    REQUIRE_FALSE(cursor.empty());
    const auto second = workspace.call("conversations.list", {{"limit", "1"}, {"cursor", cursor}});
    CHECK(second.at("channels").at(0).at("id") == "C002SAAS");
    CHECK(second.at("response_metadata").at("next_cursor") == "");
}

TEST_CASE("Slack lets people into channels once") {
    Workspace workspace;
    const std::map<std::string, std::string> channel{{"channel", "C001SM"}};
    CHECK(workspace.call("conversations.join", channel).at("warning") == "already_in_channel");
    const std::map<std::string, std::string> bo{{"channel", "C001SM"}, {"users", "UBOL001"}};
    CHECK(workspace.call("conversations.invite", bo).at("ok") == true);
    CHECK(error_of(workspace.call("conversations.invite", bo)) == "already_in_channel");
    CHECK(workspace.call("conversations.members", channel).at("members") ==
          json::array({"UANA001", "UBOL001"}));
    CHECK(workspace.call("conversations.create", {{"name", "emergency-1"}}).at("ok") == true);
    CHECK(error_of(workspace.call("conversations.create", {{"name", "emergency-1"}})) ==
          "name_taken");
}

TEST_CASE("Slack has one direct conversation for two people, however they open it") {
    Workspace workspace;
    const auto opened = workspace.call("conversations.open", {{"users", "UBOL001"}});
    const auto id = opened.at("channel").at("id");
    const auto first = workspace.call("chat.postMessage", {{"channel", "UBOL001"}, {"text", "a"}});
    const auto second = workspace.call("chat.postMessage", {{"channel", "UBOL001"}, {"text", "b"}});
    CHECK(first.at("channel") == id);
    CHECK(second.at("channel") == id);
    CHECK(workspace.call("conversations.open", {{"users", "UBOL001"}}).at("channel").at("id") ==
          id);
    workspace.token = "xoxp-token-of-bo";
    CHECK(workspace.call("conversations.open", {{"users", "UANA001"}}).at("channel").at("id") ==
          id);
}

TEST_CASE("Slack lets nobody write to a channel that they are not in") {
    Workspace workspace;
    workspace.token = "xoxp-token-of-bo";
    const std::map<std::string, std::string> message{{"channel", "C001SM"},
                                                     {"text", "hello"},
                                                     {"topic", "hello"},
                                                     {"users", "UTAM001"},
                                                     {"post_at", "1700000900"}};
    for (const auto* method : {"chat.postMessage", "chat.scheduleMessage", "conversations.setTopic",
                               "conversations.invite"}) {
        CHECK(error_of(workspace.call(method, message)) == "not_in_channel");
    }
    CHECK(workspace.messages().empty());
    workspace.call("conversations.join", {{"channel", "C001SM"}});
    CHECK(workspace.call("chat.postMessage", message).at("ok") == true);
}

TEST_CASE("Slack sets topics and purposes") {
    Workspace workspace;
    const auto topic = workspace.call("conversations.setTopic",
                                      {{"channel", "C001SM"}, {"topic", "On call: Ana"}});
    CHECK(topic.at("ok") == true);
    const auto channel =
        workspace.call("conversations.info", {{"channel", "C001SM"}}).at("channel");
    CHECK(channel.at("topic").at("value") == "On call: Ana");
    CHECK(channel.at("is_member") == true);
}

TEST_CASE("Slack finds people by address, id and group, but no customers") {
    Workspace workspace;
    const auto ana = workspace.call("users.lookupByEmail", {{"email", "Ana@Example.com"}});
    CHECK(ana.at("user").at("id") == "UANA001");
    CHECK(ana.at("user").at("tz") == "Europe/Madrid");
    CHECK(error_of(workspace.call("users.lookupByEmail", {{"email", "dora@example.org"}})) ==
          "users_not_found");
    CHECK(workspace.call("users.list").at("members").size() == 3);
    CHECK(error_of(workspace.call("users.info", {{"user", "U404"}})) == "user_not_found");
    CHECK(workspace.call("usergroups.list").at("usergroups").at(0).at("handle") == "managers");
    CHECK(workspace.call("usergroups.users.list", {{"usergroup", "S001"}}).at("users") ==
          json::array({"UTAM001"}));
}

TEST_CASE("Slack takes a reaction and a pin once, and bookmarks as often as they are sent") {
    Workspace workspace;
    const auto ts = workspace.post("root");
    const std::map<std::string, std::string> place{{"channel", "C001SM"}, {"timestamp", ts}};
    auto reaction = place;
    reaction["name"] = "eyes";
    CHECK(workspace.call("reactions.add", reaction).at("ok") == true);
    CHECK(error_of(workspace.call("reactions.add", reaction)) == "already_reacted");
    CHECK(workspace.call("reactions.get", place).at("message").at("reactions").at(0).at("count") ==
          1);
    CHECK(workspace.call("pins.add", place).at("ok") == true);
    CHECK(error_of(workspace.call("pins.add", place)) == "already_pinned");
    CHECK(workspace.call("pins.list", {{"channel", "C001SM"}}).at("items").size() == 1);
    const std::map<std::string, std::string> bookmark{{"channel_id", "C001SM"},
                                                      {"title", "Ticket"},
                                                      {"type", "link"},
                                                      {"link", "https://example.com/1"}};
    workspace.call("bookmarks.add", bookmark);
    workspace.call("bookmarks.add", bookmark);
    CHECK(workspace.call("bookmarks.list", {{"channel_id", "C001SM"}}).at("bookmarks").size() == 2);
}

TEST_CASE("Slack takes a file in three steps and shares it in a thread") {
    Workspace workspace;
    const auto root = workspace.post("root");
    const auto place =
        workspace.call("files.getUploadURLExternal", {{"filename", "graph.png"}, {"length", "5"}});
    const auto url = place.at("upload_url").get<std::string>();
    const std::string origin = "http://127.0.0.1:1";
    REQUIRE(url.starts_with(origin + '/'));
    const auto id = place.at("file_id").get<std::string>();
    const std::map<std::string, std::string> done{
        {"files", json::array({{{"id", id}, {"title", "Load"}}}).dump()},
        {"channel_id", "C001SM"},
        {"thread_ts", root},
        {"initial_comment", "see"}};
    CHECK(error_of(workspace.call("files.completeUploadExternal", done)) == "file_not_found");
    const auto stored = workspace.ask({.method = "POST",
                                       .path = url.substr(origin.size()),
                                       .query = {},
                                       .headers = {{"content-type", "image/png"}},
                                       .body = "bytes",
                                       .origin = origin});
    CHECK(stored.status == 200);
    const auto shared = workspace.call("files.completeUploadExternal", done);
    REQUIRE(shared.at("ok") == true);
    CHECK(shared.at("files").at(0).at("title") == "Load");
    const auto message = workspace.messages().back();
    CHECK(message.at("thread_ts") == root);
    CHECK(message.at("text") == "see");
    CHECK(message.at("files").at(0).at("id") == id);
}

TEST_CASE("Slack keeps reminders of their owner") {
    Workspace workspace;
    workspace.token = "xoxp-token-of-ana";
    const auto added =
        workspace.call("reminders.add", {{"text", "follow up"}, {"time", "1700000900"}});
    CHECK(added.at("reminder").at("time") == 1700000900);
    CHECK(workspace.call("reminders.list").at("reminders").size() == 1);
    workspace.token = "xoxp-token-of-bo";
    CHECK(workspace.call("reminders.list").at("reminders").empty());
}
