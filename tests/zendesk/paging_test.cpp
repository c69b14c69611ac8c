#include "libemergency/zendesk/paging.h"

#include "libemergency/zendesk/client.h"
#include "tests/zendesk/client_on.h"
#include "tests/zendesk/shared_fixtures.h"

#include <fmt/format.h>

using emergency::ErrorKind;
using emergency::http::Query;
using emergency::zendesk::next_query;
using namespace zendesk_account;

namespace {

std::string comment(int id, const char* at) {
    return fmt::format(R"({{"id":{},"author_id":7,"public":true,"body":"b{}","created_at":"{}"}})",
                       id, id, at);
}

/// Zendesk with another page, whatever is asked.
class EndlessZendesk final : public emergency::http::Transport {
public:
    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& /*request*/) override {
        ++asked;
        return answer(200, fmt::format(R"({{"audits":[{{"id":{},
            "created_at":"2026-03-10T04:00:00Z"}}],
            "meta":{{"has_more":true,"after_cursor":"c{}"}}}})",
                                       asked, asked));
    }
    int asked = 0;
};

emergency::zendesk::Client zendesk_over(emergency::http::Transport& network) {
    return {network, "https://acme.zendesk.com", emergency::Secret("t0ken"), ""};
}

}  // namespace

TEST_CASE("a conversation follows the pages by number, oldest comment first, each once") {
    ScriptedTransport network;
    const auto first = base + "/tickets/42/comments.json?include=users";
    network.expect("GET " + first,
                   answer(200, fmt::format(R"({{"comments":[{},{}],"users":[{{"id":7,"name":"Ada",
                       "role":"agent"}}],"next_page":"https://elsewhere.example.com/x?page=2"}})",
                                           comment(2, "2026-03-10T04:10:00Z"),
                                           comment(1, "2026-03-10T04:00:00Z"))));
    network.expect("GET " + first + "&page=2",
                   answer(200, fmt::format(R"({{"comments":[{},{}],"users":[{{"id":8,
                       "role":"end-user"}}],"next_page":null}})",
                                           comment(2, "2026-03-10T04:10:00Z"),
                                           comment(3, "2026-03-10T04:20:00Z"))));

    const auto conversation = client_on(network).conversation(42);

    REQUIRE(conversation);
    REQUIRE(conversation->comments.size() == 3);
    CHECK(conversation->comments[0].id == 1);
    CHECK(conversation->comments[2].id == 3);
    CHECK(conversation->people.at(7).name == "Ada");
    CHECK(conversation->people.at(8).is_end_user());
}

TEST_CASE("audits follow a cursor where the service continues by one") {
    ScriptedTransport network;
    const auto first = base + "/tickets/42/audits.json";
    network.expect("GET " + first, answer(200, R"({"audits":[{"id":2,
        "created_at":"2026-03-10T04:00:00Z"}],"meta":{"has_more":true,"after_cursor":"c+1="}})"));
    network.expect("GET " + first + "?page[size]=100&page[after]=c%2B1%3D",
                   answer(200, R"({"audits":[{"id":1,"created_at":"2026-03-10T03:00:00Z"}],
                                   "meta":{"has_more":false}})"));

    const auto audits = client_on(network).audits(42);

    REQUIRE(audits);
    REQUIRE(audits->size() == 2);
    CHECK((*audits)[0].id == 1);
}

TEST_CASE("a page of Zendesk's that promises more and brings nothing new is no end") {
    ScriptedTransport network;
    const auto same =
        R"({"audits":[{"id":1,"created_at":"2026-03-10T04:00:00Z"}],"next_page":"x"})";
    network.expect("GET " + base + "/tickets/42/audits.json", answer(200, same));
    network.expect("GET " + base + "/tickets/42/audits.json?page=2", answer(200, same));

    const auto audits = client_on(network).audits(42);

    REQUIRE_FALSE(audits);
    CHECK(audits.error().kind == ErrorKind::failed_there);
    CHECK(audits.error().message == "Zendesk says that there is more, but sends nothing new");
}

TEST_CASE("a search never asks beyond its thousand results, and says so if there are more") {
    ScriptedTransport network;
    const auto url = "GET " + base + "/search.json?query=x";
    for (int page = 1; page <= 10; ++page) {
        network.expect(page == 1 ? url : fmt::format("{}&page={}", url, page),
                       answer(200, fmt::format(R"({{"results":[{{"id":{},"status":"open"}}],
                                                    "next_page":"more"}})",
                                               page)));
    }
    const auto tickets = client_on(network).search("x");

    REQUIRE_FALSE(tickets);
    CHECK(tickets.error().kind == ErrorKind::rejected);
    CHECK(tickets.error().message ==
          "Zendesk lists no more than 1,000 at once, and there are more");
}

TEST_CASE("a search of ten pages, the last of which promises no more, is whole") {
    ScriptedTransport network;
    const auto url = "GET " + base + "/search.json?query=x";
    for (int page = 1; page <= 10; ++page) {
        network.expect(page == 1 ? url : fmt::format("{}&page={}", url, page),
                       answer(200, fmt::format(R"({{"results":[{{"id":{},"status":"open"}}],
                                                    "next_page":{}}})",
                                               page, page < 10 ? "\"more\"" : "null")));
    }
    const auto tickets = client_on(network).search("x");

    REQUIRE(tickets);
    CHECK(tickets->size() == 10);
}

TEST_CASE("a list of Zendesk's that never ends is an error, not a part of it") {
    EndlessZendesk network;
    const auto audits = zendesk_over(network).audits(42);
    REQUIRE_FALSE(audits);
    CHECK(audits.error().kind == ErrorKind::rejected);
    CHECK(audits.error().message ==
          "Zendesk lists no more than 10,000 at once, and there are more");
    CHECK(network.asked == 100);
}

TEST_CASE("Zendesk's next page that cannot be found is not the end of the list") {
    const auto* const rest =
        GENERATE(R"("meta":{"has_more":true})", R"("meta":{"has_more":true,"after_cursor":null})",
                 R"("meta":{"has_more":true,"after_cursor":""},"links":{"next":null})",
                 R"("meta":{"has_more":true,"after_cursor":7},"links":{})",
                 R"("meta":{"has_more":"true"},"next_page":null)", R"("next_page":"")",
                 R"("next_page":2)", R"("next_page":true)", R"("next_page":{})");
    INFO(rest);
    OneAnswer network(
        200, fmt::format(R"({{"comments":[{}],{}}})", comment(1, "2026-03-10T04:00:00Z"), rest));
    const auto conversation = zendesk_over(network).conversation(42);
    REQUIRE_FALSE(conversation);
    CHECK(conversation.error().kind == ErrorKind::failed_there);
    CHECK(conversation.error().message == "Zendesk says that there is more, but not where");
}

TEST_CASE("an answer of Zendesk's without the list that was asked for is not an empty list") {
    const auto* const body = GENERATE(
        "", "{}",
        R"({"results":null,"tickets":null,"comments":null,"audits":null,"users":null,"macros":null})",
        R"({"results":{},"tickets":0,"comments":"","audits":true,"users":{},"macros":1})");
    OneAnswer network(200, body);
    const auto client = zendesk_over(network);
    const auto kinds = {client.search("x").error().kind,
                        client.tickets({1}).error().kind,
                        client.users({1}).error().kind,
                        client.ticket_of("ZD-1/new/1").error().kind,
                        client.conversation(42).error().kind,
                        client.comments_with_files(42).error().kind,
                        client.audits(42).error().kind,
                        client.user_by_email("ada@example.com").error().kind,
                        client.macro_on(42, "Silence").error().kind};
    for (const auto kind : kinds) {
        CHECK(kind == ErrorKind::failed_there);
    }
}

TEST_CASE("people may be absent beside comments") {
    OneAnswer network(200, fmt::format(R"({{"comments":[{}],"users":null}})",
                                       comment(1, "2026-03-10T04:00:00Z")));
    CHECK(zendesk_over(network).conversation(42));
}

TEST_CASE("the query for Zendesk's next page ends with the stream, and with an empty page") {
    const auto next = [](const char* page) {
        return next_query(nlohmann::json::parse(page), {{"x", "1"}});
    };
    CHECK_FALSE(*next(R"({"tickets":[{}],"next_page":"later","end_of_stream":true})"));
    CHECK(**next(R"({"tickets":[{}],"next_page":"…?page=2"})") == Query{{"x", "1"}, {"page", "2"}});
    CHECK(next(R"({"tickets":[],"next_page":"…?page=2"})").error().kind == ErrorKind::failed_there);
    CHECK_FALSE(*next(R"({"tickets":[],"meta":{"has_more":false,"after_cursor":"c"}})"));
}
