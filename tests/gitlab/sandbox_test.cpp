#include "apps/sandbox/gitlab/gitlab.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <map>
#include <string>
#include <vector>

using nlohmann::json;

namespace {

/// A client that knows no more than the wire.
class GitlabDesk {
public:
    GitlabDesk() { gitlab_.load({{"tokens", {{"gitlab", "t"}}}}); }

    sandbox::Answer send(const std::string& method, const std::string& rest, const json& body = {},
                         std::multimap<std::string, std::string> query = {}) {
        return gitlab_.answer({.method = method,
                               .target = "/api/v4/projects/" + rest,
                               .query = std::move(query),
                               .headers = {{"private-token", token}},
                               .body = body.is_null() ? "" : body.dump(),
                               .origin = "http://127.0.0.1:1"});
    }

    std::string token = "t";

    /// Opens an issue and says its number.
    std::string open(const json& issue) {
        return json::parse(send("POST", "4/issues", issue).body)["iid"].dump();
    }
    void wait(std::chrono::minutes time) { clock_.advance(time); }
    /// The titles of a list.
    std::vector<std::string> titles(std::multimap<std::string, std::string> query) {
        std::vector<std::string> found;
        for (const auto& issue : json::parse(send("GET", "4/issues", {}, std::move(query)).body)) {
            found.push_back(issue["title"]);
        }
        return found;
    }

private:
    sandbox::Clock clock_;
    sandbox::Gitlab gitlab_{clock_};
};

}  // namespace

TEST_CASE("GitLab's sandbox knows its project by path and by id, and hides every other") {
    GitlabDesk desk;
    CHECK(desk.send("GET", "acme%2Femergency-runbooks/issues").status == 200);
    CHECK(desk.send("GET", "acme%2femergency-runbooks/issues?page=1").status == 200);
    CHECK(desk.send("GET", "4/issues").body == "[]");
    const auto other = desk.send("GET", "5/issues");
    CHECK(other.status == 404);
    CHECK(json::parse(other.body)["message"] == "404 Project Not Found");
    CHECK(desk.send("GET", "acme/emergency-runbooks/issues").status == 404);

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

TEST_CASE("GitLab's sandbox leads from page to page by its links") {
    GitlabDesk desk;
    for (const auto* title : {"a", "b", "c"}) {
        desk.open({{"title", title}});
    }
    const auto page = desk.send("GET", "acme%2Femergency-runbooks/issues?per_page=1&page=2", {},
                                {{"per_page", "1"}, {"page", "2"}, {"search", "a b"}});
    const auto numbered = desk.send("GET", "4/issues", {}, {{"per_page", "1"}, {"page", "2"}});
    const std::string list = "<http://127.0.0.1:1/api/v4/projects/4/issues?page=";
    CHECK(numbered.headers.at("link") ==
          list + "1&per_page=1>; rel=\"prev\", " + list + "3&per_page=1>; rel=\"next\", " + list +
              "1&per_page=1>; rel=\"first\", " + list + "3&per_page=1>; rel=\"last\"");
    CHECK_THAT(page.headers.at("link"),
               Catch::StartsWith("<http://127.0.0.1:1/api/v4/projects/acme%2Femergency-runbooks/"
                                 "issues?page=1&per_page=1&search=a%20b>; rel=\"prev\""));
}

TEST_CASE(
    "GitLab's sandbox leads through a keyset by a cursor, which it does not take from others") {
    GitlabDesk desk;
    for (const auto* title : {"a", "b", "c"}) {
        desk.open({{"title", title}});
    }
    std::multimap<std::string, std::string> query{
        {"pagination", "keyset"}, {"per_page", "2"}, {"sort", "asc"}};
    const auto first = desk.send("GET", "4/issues", {}, query);
    CHECK_FALSE(first.headers.contains("x-total"));
    const auto& link = first.headers.at("link");
    REQUIRE_THAT(link, Catch::EndsWith("; rel=\"next\""));
    const auto start = link.find("cursor=") + 7;
    query.emplace("cursor", link.substr(start, link.find('&', start) - start));
    CHECK(desk.titles(query) == std::vector<std::string>{"c"});
    CHECK_FALSE(desk.send("GET", "4/issues", {}, query).headers.contains("link"));
    query.erase("cursor");
    query.emplace("cursor", "elsewhere");
    CHECK(desk.send("GET", "4/issues", {}, query).status == 400);
}

TEST_CASE("GitLab's sandbox filters issues by label, number and time") {
    using Titles = std::vector<std::string>;
    GitlabDesk desk;
    desk.open({{"title", "a"}, {"labels", "x,y"}});
    desk.wait(std::chrono::minutes(10));
    const auto second = desk.open({{"title", "b"}, {"labels", {"x"}}});
    const auto made = json::parse(desk.send("GET", "4/issues/" + second).body)["created_at"];
    CHECK(desk.titles({{"labels", "x,y"}}) == Titles{"a"});
    CHECK(desk.titles({{"labels", "x"}}) == Titles{"b", "a"});
    CHECK(desk.titles({{"labels", "None"}}).empty());
    CHECK(desk.titles({{"iids[]", "1"}, {"iids[]", "7"}}) == Titles{"a"});
    CHECK(desk.titles({{"created_after", made.get<std::string>()}}) == Titles{"b"});
    CHECK(desk.send("GET", "4/issues", {}, {{"created_after", "soon"}}).status == 400);
    CHECK(desk.send("GET", "4/issues", {}, {{"state", "open"}}).status == 400);
}

TEST_CASE("GitLab's sandbox closes and labels an issue, and keeps titles short") {
    GitlabDesk desk;
    const auto path = "4/issues/" + desk.open({{"title", "a"}, {"labels", "x,y"}});
    const auto edit = [&](const json& change) { return desk.send("PUT", path, change); };
    const auto closed = json::parse(edit({{"state_event", "close"}, {"remove_labels", "y"}}).body);
    CHECK(closed["state"] == "closed");
    CHECK(closed["closed_at"] == closed["updated_at"]);
    CHECK(closed["labels"] == json::array({"x"}));
    const auto opened =
        json::parse(edit({{"state_event", "reopen"}, {"add_labels", {"x", "z"}}}).body);
    CHECK(opened["state"] == "opened");
    CHECK(opened["closed_at"].is_null());
    CHECK(opened["labels"] == json{"x", "z"});
    CHECK(json::parse(edit({{"labels", ""}}).body)["labels"].empty());
    CHECK(edit({{"state_event", "burn"}}).status == 400);
    const auto refused = edit({{"title", std::string(256, 'x')}});
    CHECK(refused.status == 400);
    CHECK(json::parse(refused.body)["message"]["title"][0] ==
          "is too long (maximum is 255 characters)");
    CHECK(edit({{"labels", 5}}).status == 400);
    CHECK(desk.send("POST", "4/issues", {{"title", std::string(256, 'x')}}).status == 400);
}
