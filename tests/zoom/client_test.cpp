#include "libemergency/zoom/client.h"

#include "tests/fakes/scripted_transport.h"

#include <nlohmann/json.hpp>

using emergency::ErrorKind;
using emergency::Secret;
using nlohmann::json;
namespace zoom = emergency::zoom;

namespace {

const std::string token_line = "POST https://zoom.us/oauth/token";
const std::string create_line = "POST https://api.zoom.us/v2/users/me/meetings";
const std::string list_line =
    "GET https://api.zoom.us/v2/users/me/meetings?type=scheduled&page_size=300";
const std::string delete_line = "DELETE https://api.zoom.us/v2/meetings/85000000001";
constexpr const char* meeting =
    R"({"id":85000000001,"join_url":"https://zoom.example.com/j/85000000001","agenda":"ours"})";

zoom::Client zoom_on(ScriptedTransport& network) {
    return {network,
            {.url = "https://api.zoom.us/v2",
             .account_id = "acc/1&x=y",
             .client_id = "id",
             .client_secret = [] { return emergency::Result<Secret>(Secret("secret")); }}};
}

emergency::http::Response token(const std::string& text) {
    return answer(200, R"({"token_type":"bearer","access_token":")" + text + R"("})");
}

}  // namespace

TEST_CASE("a Zoom token is fetched once, by form, and goes to the API only") {
    ScriptedTransport network;
    network.expect(token_line, token("t1"));
    network.expect(create_line, answer(201, meeting));
    network.expect(list_line, answer(200, json{{"meetings", json::array()}}.dump()));
    const auto client = zoom_on(network);

    const auto made = client.apply(emergency::zoom::NewMeeting{
        .topic = "Call", .agenda = "key", .start = "2026-03-10T04:00:00Z"});
    REQUIRE(made);
    REQUIRE(client.meetings());

    CHECK(made->id == 85000000001);
    CHECK(made->link == "https://zoom.example.com/j/85000000001");
    REQUIRE(network.sent.size() == 3);
    CHECK(network.sent[0].body == "grant_type=account_credentials&account_id=acc%2F1%26x%3Dy");
    CHECK(network.sent[0].headers.at("authorization") == "Basic aWQ6c2VjcmV0");
    CHECK(network.sent[1].headers.at("authorization") == "Bearer t1");
    CHECK(network.sent[1].repeatable == emergency::http::Repeatable::no);
    const auto body = json::parse(network.sent[1].body);
    CHECK(body["type"] == 2);
    CHECK(body["agenda"] == "key");
    CHECK(body["settings"]["join_before_host"] == true);
}

TEST_CASE("a Zoom token that has run out is fetched anew, once") {
    ScriptedTransport network;
    network.expect(token_line, token("old"));
    network.expect(list_line, answer(401, R"({"code":124,"message":"Invalid access token."})"));
    network.expect(token_line, token("new"));
    network.expect(list_line, answer(401, R"({"code":124,"message":"Invalid access token."})"));

    const auto refused = zoom_on(network).meetings();

    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::unauthorized);
    CHECK(network.sent[3].headers.at("authorization") == "Bearer new");
}

TEST_CASE("a Zoom app that is not known is a matter of settings") {
    ScriptedTransport network;
    network.expect(
        token_line,
        answer(400, R"({"reason":"Invalid client_id or client_secret","error":"invalid_client"})"));

    const auto refused = zoom_on(network).meetings();

    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::unauthorized);
    CHECK_THAT(refused.error().hint, Catch::Contains("zoom.client_secret"));
    CHECK_THAT(refused.error().message, !Catch::Contains("secret\"") && !Catch::Contains("aWQ6"));
}

TEST_CASE("Zoom's lists are read to their end") {
    ScriptedTransport network;
    network.expect(token_line, token("t1"));
    network.expect(list_line, answer(200, std::string(R"({"next_page_token":"n2","meetings":[)") +
                                              meeting + "]}"));
    network.expect(
        list_line + "&next_page_token=n2",
        answer(200, std::string(R"({"next_page_token":"","meetings":[)") + meeting + "]}"));

    const auto all = zoom_on(network).meetings();

    REQUIRE(all);
    CHECK(all->size() == 2);
    CHECK(all->front().agenda == "ours");
}

TEST_CASE("a meeting with people in it is ended before it is deleted; a gone one is no failure") {
    ScriptedTransport network;
    network.expect(token_line, token("t1"));
    network.expect(delete_line, answer(400, R"({"code":3002,"message":"in progress"})"));
    network.expect("PUT https://api.zoom.us/v2/meetings/85000000001/status", answer(204));
    network.expect(delete_line, answer(404, R"({"code":3001,"message":"Meeting does not exist"})"));

    CHECK(zoom_on(network).apply(emergency::zoom::MeetingEnd{"85000000001"}));
    CHECK(json::parse(network.sent[2].body) == json{{"action", "end"}});
}

TEST_CASE("tokens come from Zoom's own host, or from the host that is set instead") {
    using emergency::zoom::oauth_url_of;
    CHECK(oauth_url_of("https://api.zoom.us/v2") == "https://zoom.us/oauth/token");
    CHECK(oauth_url_of("http://127.0.0.1:4711/v2") == "http://127.0.0.1:4711/oauth/token");
    CHECK(oauth_url_of("http://127.0.0.1:4711") == "http://127.0.0.1:4711/oauth/token");
}

TEST_CASE("an answer of Zoom's without its meetings is not an empty list") {
    const auto* const body = GENERATE("", "{}", R"({"meetings":null})", R"({"meetings":7})");
    ScriptedTransport network;
    network.expect(token_line, token("t1"));
    network.expect(list_line, answer(200, body));

    CHECK(zoom_on(network).meetings().error().message == "Zoom sent meetings we cannot read");
}

TEST_CASE("Zoom's pages that lead in a circle, or repeat themselves, are no end") {
    const auto* const second = GENERATE("n2", "n3");
    const auto page = [](const std::string& next) {
        return R"({"next_page_token":")" + next + R"(","meetings":[)" + meeting + "]}";
    };
    ScriptedTransport network;
    network.expect(token_line, token("t1"));
    network.expect(list_line, answer(200, page("n2")));
    network.expect(list_line + "&next_page_token=n2", answer(200, page(second)));

    CHECK(zoom_on(network).meetings().error().kind == ErrorKind::failed_there);
}
