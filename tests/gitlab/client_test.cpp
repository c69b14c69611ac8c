#include "libemergency/gitlab/client.h"

#include "tests/fakes/scripted_transport.h"

#include <nlohmann/json.hpp>

using emergency::ErrorKind;
using emergency::Secret;
using nlohmann::json;
namespace gitlab = emergency::gitlab;

namespace {

const std::string project = "https://gitlab.com/api/v4/projects/acme%2Frunbooks/";
const std::string search_line = project +
                                "issues?search=ZD-1%2Fack%2F1%2Frunbook&in=description"
                                "&order_by=created_at&sort=asc&per_page=100&page=";

gitlab::Client gitlab_on(ScriptedTransport& network) {
    return {network, "https://gitlab.com", Secret("t0ken"), "acme/runbooks"};
}

json issue(long long iid, const std::string& description) {
    return {{"iid", iid}, {"web_url", "https://gitlab.com/x"}, {"description", description}};
}

}  // namespace

TEST_CASE("the token's account is asked for") {
    ScriptedTransport network;
    network.expect("GET https://gitlab.com/api/v4/user", answer(200, R"({"username":"bot"})"));

    const auto me = gitlab_on(network).me();

    REQUIRE(me);
    CHECK(*me == "bot");
}

TEST_CASE("a project's path is encoded once, and the token goes in its own header") {
    ScriptedTransport network;
    network.expect("GET " + project + "templates/issues/On%20call",
                   answer(200, R"({"name":"On call","content":"- [ ] one"})"));

    const auto text = gitlab_on(network).issue_template("On call");

    REQUIRE(text);
    CHECK(*text == "- [ ] one");
    CHECK(network.sent[0].headers.at("private-token") == "t0ken");
}

TEST_CASE(
    "an issue carries its marker where no reader sees it, and is never sent twice by itself") {
    ScriptedTransport network;
    network.expect("POST " + project + "issues", answer(201, issue(7, "").dump()));

    const auto opened =
        gitlab_on(network).apply(emergency::gitlab::NewIssue{.title = "Emergency #1",
                                                             .description = "- [ ] one",
                                                             .marker = "ZD-1/ack/1/runbook",
                                                             .labels = {"a", "b"}});

    REQUIRE(opened);
    CHECK(opened->iid == 7);
    const auto body = json::parse(network.sent[0].body);
    CHECK(body["description"] == "- [ ] one\n\n<!-- emerg ZD-1/ack/1/runbook -->");
    CHECK(body["labels"] == json{"a", "b"});
    CHECK(network.sent[0].repeatable == emergency::http::Repeatable::no);
}

TEST_CASE("of the issues that a search finds, those with the very marker count, from all pages") {
    ScriptedTransport network;
    auto first = json::array();
    for (int n = 1; n <= 100; ++n) {
        first.push_back(issue(n, "see ZD-1/ack/1/runbook"));
    }
    network.expect("GET " + search_line + "1", answer(200, first.dump()));
    network.expect("GET " + search_line + "2",
                   answer(200, json::array({issue(101, "x <!-- emerg ZD-1/ack/1/runbook -->"),
                                            issue(102, "<!-- emerg ZD-1/ack/1/runbook/2 -->")})
                                   .dump()));

    const auto found = gitlab_on(network).issues_with("ZD-1/ack/1/runbook");

    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front().iid == 101);
}

TEST_CASE("GitLab's refusals are told in its words, with the setting that would cure them") {
    ScriptedTransport network;
    network.expect("GET " + project + "templates/issues/a",
                   answer(401, R"({"message":"401 Unauthorized"})"));
    network.expect("GET " + project + "templates/issues/b",
                   answer(404, R"({"message":"404 Project Not Found"})"));
    network.expect("POST " + project + "issues",
                   answer(400, R"({"message":{"title":["can't be blank"]}})"));
    network.expect("GET " + search_line + "1", answer(429, "Retry later\n"));
    const auto client = gitlab_on(network);

    CHECK_THAT(client.issue_template("a").error().hint, Catch::Contains("gitlab.token"));
    CHECK_THAT(client.issue_template("b").error().hint, Catch::Contains("gitlab.project"));
    CHECK_THAT(client.apply(emergency::gitlab::NewIssue{}).error().message,
               Catch::Contains("can't be blank"));
    CHECK(client.issues_with("ZD-1/ack/1/runbook").error().kind == ErrorKind::busy);
}

TEST_CASE("GitLab's pages go on as its header says, and by their length where it says nothing") {
    ScriptedTransport network;
    const auto ours = "<!-- emerg ZD-1/ack/1/runbook -->";
    network.expect("GET " + search_line + "1",
                   answer(200, json::array({issue(1, ours)}).dump(), {{"x-next-page", "2"}}));
    network.expect(
        "GET " + search_line + "2",
        answer(200, json::array({issue(1, ours), issue(2, ours)}).dump(), {{"x-next-page", ""}}));

    const auto found = gitlab_on(network).issues_with("ZD-1/ack/1/runbook");

    REQUIRE(found);
    CHECK(found->size() == 2);
}

TEST_CASE("a page of GitLab's that promises more and brings nothing new is no end") {
    const auto second = GENERATE(json::array(), json::array({issue(1, "")}));
    ScriptedTransport network;
    const auto first = json::array({issue(1, "")}).dump();
    network.expect("GET " + search_line + "1", answer(200, first, {{"x-next-page", "2"}}));
    network.expect("GET " + search_line + "2", answer(200, second.dump(), {{"x-next-page", "3"}}));

    const auto error = gitlab_on(network).issues_with("ZD-1/ack/1/runbook").error();

    CHECK(error.kind == ErrorKind::failed_there);
    CHECK(error.message == "GitLab says that there is more, but sends nothing new");
}

TEST_CASE("more issues than we read are an error, not a shorter list") {
    ScriptedTransport network;
    for (int page = 1; page <= 20; ++page) {
        network.expect("GET " + search_line + std::to_string(page),
                       answer(200, json::array({issue(page, "")}).dump(), {{"x-next-page", "x"}}));
    }
    CHECK(gitlab_on(network).issues_with("ZD-1/ack/1/runbook").error().kind == ErrorKind::rejected);
}

TEST_CASE("an answer of GitLab's without what was asked for is its failure") {
    const auto* const body =
        GENERATE("", "{}", R"({"issues":null})", R"({"issues":0,"username":null,"content":7})");
    ScriptedTransport network;
    network.expect("GET " + search_line + "1", answer(200, body));
    network.expect("GET https://gitlab.com/api/v4/user", answer(200, body));
    network.expect("GET " + project + "templates/issues/a", answer(200, body));
    const auto client = gitlab_on(network);

    CHECK(client.issues_with("ZD-1/ack/1/runbook").error().kind == ErrorKind::failed_there);
    CHECK(client.me().error().kind == ErrorKind::failed_there);
    CHECK(client.issue_template("a").error().kind == ErrorKind::failed_there);
}
