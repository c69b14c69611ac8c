#include "apps/sandbox/gitlab/gitlab.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>

using nlohmann::json;

namespace {

/// A client that knows no more than the wire.
class GitlabDesk {
public:
    GitlabDesk() { gitlab_.load({{"tokens", {{"gitlab", "t"}}}}); }

    sandbox::Answer send(const std::string& method, const std::string& rest, const json& body = {},
                         std::multimap<std::string, std::string> query = {}) {
        return gitlab_.answer({.method = method,
                               .path = "/api/v4/projects/" + rest,
                               .query = std::move(query),
                               .headers = {{"private-token", token}},
                               .body = body.is_null() ? "" : body.dump()});
    }

    std::string token = "t";

private:
    sandbox::Clock clock_;
    sandbox::Gitlab gitlab_{clock_};
};

}  // namespace

TEST_CASE("GitLab's sandbox knows its project by path and by id, and hides every other") {
    GitlabDesk desk;
    CHECK(desk.send("GET", "acme/emergency-runbooks/issues").status == 200);
    CHECK(desk.send("GET", "4/issues").body == "[]");
    const auto other = desk.send("GET", "acme%2Femergency-runbooks/issues");
    CHECK(other.status == 404);
    CHECK(json::parse(other.body)["message"] == "404 Project Not Found");

    desk.token = "wrong";
    CHECK(json::parse(desk.send("GET", "4/issues").body)["message"] == "401 Unauthorized");
}

TEST_CASE("GitLab's sandbox has an issue template with a checklist") {
    GitlabDesk desk;
    const auto text = json::parse(desk.send("GET", "4/templates/issues/Emergency").body);
    CHECK_THAT(text["content"].get<std::string>(), Catch::Contains("- [ ] "));
    CHECK(desk.send("GET", "4/templates/issues/Nothing").status == 404);
    CHECK(json::parse(desk.send("GET", "4/templates/issues").body)[0]["name"] == "Emergency");
}

TEST_CASE("an issue of GitLab's sandbox is found by every word of a search, in pages") {
    GitlabDesk desk;
    for (int n = 0; n < 3; ++n) {
        const auto made = desk.send("POST", "4/issues",
                                    {{"title", "T" + std::to_string(n)},
                                     {"description", "marker <!-- emerg K/1 -->"},
                                     {"labels", "a,b"}});
        REQUIRE(made.status == 201);
        CHECK(json::parse(made.body)["labels"] == json{"a", "b"});
    }
    const auto page = desk.send(
        "GET", "4/issues", {},
        {{"search", "MARKER k/1"}, {"in", "description"}, {"per_page", "2"}, {"sort", "asc"}});
    CHECK(json::parse(page.body).size() == 2);
    CHECK(json::parse(page.body)[0]["title"] == "T0");
    CHECK(page.headers.at("x-next-page") == "2");
    const auto none = desk.send("GET", "4/issues", {}, {{"search", "marker"}, {"in", "title"}});
    CHECK(none.body == "[]");
    const auto blank = desk.send("POST", "4/issues", {{"title", ""}});
    CHECK(blank.status == 400);
    CHECK(json::parse(blank.body)["message"]["title"][0] == "can't be blank");
}
