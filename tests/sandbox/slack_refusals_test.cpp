#include "tests/sandbox/slack_workspace.h"

#include <catch2/catch.hpp>

namespace {

using nlohmann::json;
using slack_tests::Workspace;

using Arguments = std::map<std::string, std::string>;

std::string refusal(Workspace& workspace, const std::string& method, const Arguments& arguments) {
    return workspace.call(method, arguments).value("error", "");
}

/// Sends a body under a content type.
json answer_to(Workspace& workspace, const std::string& type, const std::string& body) {
    return json::parse(workspace
                           .ask({.method = "POST",
                                 .path = "/api/chat.postMessage",
                                 .headers = {{"authorization", "Bearer " + workspace.token},
                                             {"content-type", type}},
                                 .body = body})
                           .body);
}

constexpr const char* json_type = "application/json; charset=utf-8";

}  // namespace

TEST_CASE("Slack shows a bot only the channels that it is in, and a person every public one") {
    Workspace workspace;
    const auto ts = workspace.post("root");
    workspace.token = "xoxp-token-of-bo";
    const auto made = workspace.call("conversations.create", {{"name", "elsewhere"}});
    const auto channel = made.at("channel").at("id").get<std::string>();
    const Arguments message{{"channel", channel}, {"text", "hello"}};
    const auto there = workspace.call("chat.postMessage", message).at("ts").get<std::string>();
    CHECK(workspace.call("conversations.history", {{"channel", "C001SM"}}).at("ok") == true);

    workspace.token = "xoxb-sandbox-token-0001";
    const Arguments place{{"channel", channel},    {"ts", there},  {"timestamp", there},
                          {"channel_id", channel}, {"name", "ok"}, {"text", "hello"},
                          {"user", "UBOL001"}};
    for (const auto* method :
         {"conversations.history", "conversations.replies", "reactions.add", "pins.add",
          "pins.list", "bookmarks.add", "chat.postEphemeral", "chat.postMessage"}) {
        INFO(method);
        CHECK(refusal(workspace, method, place) == "not_in_channel");
    }
    CHECK(workspace.call("conversations.info", place).at("channel").at("is_member") == false);
    workspace.call("conversations.join", place);
    CHECK(workspace.call("conversations.history", place).at("ok") == true);
}

TEST_CASE("Slack takes no bot's token where a person must ask") {
    Workspace workspace;
    for (const auto* method : {"search.messages", "reminders.add", "reminders.list"}) {
        CHECK(refusal(workspace, method, {{"query", "x"}, {"text", "x"}, {"time", "60"}}) ==
              "not_allowed_token_type");
    }
}

TEST_CASE("Slack says what is wrong with a body, and reads forms of every kind") {
    Workspace workspace;
    CHECK(answer_to(workspace, json_type, "{\"channel\":").at("error") == "invalid_json");
    CHECK(answer_to(workspace, json_type, "[1]").at("error") == "json_not_object");
    CHECK(answer_to(workspace, "text/xml", "<a/>").at("error") == "invalid_post_type");
    const auto posted =
        json::parse(workspace
                        .ask({.method = "POST",
                              .path = "/api/chat.postMessage",
                              .headers = {{"authorization", "Bearer " + workspace.token},
                                          {"content-type", "multipart/form-data; boundary=x"}},
                              .body = "C001SMhello",
                              .parts = {{"channel", "C001SM"}, {"text", "hello"}}})
                        .body);
    CHECK(posted.at("message").at("text") == "hello");
}

TEST_CASE("Slack names the argument that it cannot read") {
    Workspace workspace;
    const Arguments channel{{"channel", "C001SM"}};
    const auto with = [&](Arguments more) {
        more.insert(channel.begin(), channel.end());
        return more;
    };
    CHECK(refusal(workspace, "conversations.history", with({{"oldest", "garbage"}})) ==
          "invalid_ts_oldest");
    CHECK(refusal(workspace, "conversations.history", with({{"latest", "1.2.3"}})) ==
          "invalid_ts_latest");
    CHECK(refusal(workspace, "conversations.history", with({{"cursor", "x"}})) == "invalid_cursor");
    CHECK(refusal(workspace, "conversations.list", {{"limit", "0"}}) == "invalid_limit");
    CHECK(refusal(workspace, "conversations.list", {{"types", "secret"}}) == "invalid_types");
    CHECK(refusal(workspace, "conversations.members", with({{"limit", "1001"}})) ==
          "invalid_limit");
    CHECK(refusal(workspace, "conversations.create", {{"name", std::string(81, 'x')}}) ==
          "invalid_name_maxlength");
    CHECK(refusal(workspace, "conversations.setTopic", with({{"topic", std::string(251, 'x')}})) ==
          "too_long");
    Arguments later{{"text", "x"}, {"post_at", std::to_string(1700000000 + 121 * 24 * 3600)}};
    CHECK(refusal(workspace, "chat.scheduleMessage", with(later)) == "time_too_far");
    later["post_at"] = "tomorrow";
    CHECK(refusal(workspace, "chat.scheduleMessage", with(later)) == "invalid_time");
}

TEST_CASE("Slack lists the files that were shared, by channel and in pages") {
    Workspace workspace;
    for (const auto* name : {"a.txt", "b.txt"}) {
        const auto place =
            workspace.call("files.getUploadURLExternal", {{"filename", name}, {"length", "1"}});
        const auto id = place.at("file_id").get<std::string>();
        workspace.ask({.method = "POST", .path = "/upload/v1/" + id, .body = "x"});
        workspace.call("files.completeUploadExternal",
                       {{"files", json::array({{{"id", id}}}).dump()}, {"channel_id", "C001SM"}});
    }
    const auto page =
        workspace.call("files.list", {{"channel", "C001SM"}, {"count", "1"}, {"page", "2"}});
    REQUIRE(page.at("files").size() == 1);
    CHECK(page.at("files").at(0).at("name") == "a.txt");
    CHECK(page.at("paging") == json{{"count", 1}, {"total", 2}, {"page", 2}, {"pages", 2}});
    CHECK(workspace.call("files.list", {{"channel", "C002SAAS"}}).at("files").empty());
}
