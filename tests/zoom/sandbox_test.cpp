#include "apps/sandbox/zoom/zoom.h"
#include "libemergency/core/encoding.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>

using nlohmann::json;

namespace {

/// A client that knows no more than the wire.
class ZoomDesk {
public:
    ZoomDesk() {
        zoom_.load({{"users", {{{"email", "ana@example.com"}, {"role", "agent"}, {"me", true}}}},
                    {"tokens", {{"zoom", "s"}}}});
    }

    sandbox::Answer send(const std::string& method, const std::string& path, const json& body = {},
                         std::multimap<std::string, std::string> query = {}) {
        return zoom_.answer({.method = method,
                             .path = path,
                             .query = std::move(query),
                             .headers = {{"authorization", "Bearer " + token}},
                             .body = body.is_null() ? "" : body.dump()});
    }

    json ask_token(const std::string& secret) {
        const auto answer = zoom_.answer(
            {.method = "POST",
             .path = "/oauth/token",
             .headers = {{"authorization",
                          "Basic " + emergency::base64("zoom-sandbox-client:" + secret)}},
             .body = "grant_type=account_credentials&account_id=zoom-sandbox-account"});
        return json::parse(answer.body);
    }

    sandbox::Clock clock;
    std::string token;

private:
    sandbox::Zoom zoom_{clock};
};

}  // namespace

TEST_CASE("Zoom's sandbox gives a token for the right secret, for an hour") {
    ZoomDesk desk;
    CHECK(desk.ask_token("wrong")["error"] == "invalid_client");
    CHECK(desk.send("GET", "/v2/users/me/meetings").status == 401);

    desk.token = desk.ask_token("s")["access_token"];
    CHECK(desk.send("GET", "/v2/users/me/meetings").status == 200);

    desk.clock.advance(std::chrono::minutes(61));
    const auto late = desk.send("GET", "/v2/users/me/meetings");
    CHECK(late.status == 401);
    CHECK(json::parse(late.body)["code"] == 124);
}

TEST_CASE("a meeting of Zoom's sandbox is made, listed, read, and gone once deleted") {
    ZoomDesk desk;
    desk.token = desk.ask_token("s")["access_token"];
    const auto made =
        desk.send("POST", "/v2/users/me/meetings",
                  {{"topic", "Call"}, {"type", 2}, {"agenda", std::string(400, 'a')}});
    REQUIRE(made.status == 201);
    const auto id = std::to_string(json::parse(made.body)["id"].get<long long>());

    const auto list = json::parse(desk.send("GET", "/v2/users/ana@example.com/meetings").body);
    REQUIRE(list["meetings"].size() == 1);
    CHECK(list["meetings"][0]["agenda"].get<std::string>().size() == 250);
    CHECK(json::parse(desk.send("GET", "/v2/meetings/" + id).body)["status"] == "waiting");
    CHECK(desk.send("PUT", "/v2/meetings/" + id + "/status", {{"action", "end"}}).status == 204);
    CHECK(desk.send("DELETE", "/v2/meetings/" + id).status == 204);
    const auto gone = desk.send("GET", "/v2/meetings/" + id);
    CHECK(gone.status == 404);
    CHECK(json::parse(gone.body)["code"] == 3001);
}

TEST_CASE("an instant meeting is in no list of Zoom's, and nobody else's is") {
    ZoomDesk desk;
    desk.token = desk.ask_token("s")["access_token"];
    REQUIRE(desk.send("POST", "/v2/users/me/meetings", {{"topic", "Now"}, {"type", 1}}).status ==
            201);

    CHECK(json::parse(desk.send("GET", "/v2/users/me/meetings").body)["meetings"].empty());
    const auto nobody = desk.send("GET", "/v2/users/nobody@example.com/meetings");
    CHECK(nobody.status == 404);
    CHECK(json::parse(nobody.body)["code"] == 1001);
}

TEST_CASE("Zoom's sandbox gives a long list in pages") {
    ZoomDesk desk;
    desk.token = desk.ask_token("s")["access_token"];
    for (int n = 0; n < 5; ++n) {
        REQUIRE(desk.send("POST", "/v2/users/me/meetings", {{"type", 2}}).status == 201);
    }
    const auto first =
        json::parse(desk.send("GET", "/v2/users/me/meetings", {}, {{"page_size", "3"}}).body);
    CHECK(first["meetings"].size() == 3);
    const auto second =
        json::parse(desk.send("GET", "/v2/users/me/meetings", {},
                              {{"page_size", "3"}, {"next_page_token", first["next_page_token"]}})
                        .body);
    CHECK(second["meetings"].size() == 2);
    CHECK(second["next_page_token"] == "");
}
