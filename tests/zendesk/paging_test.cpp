#include "libemergency/zendesk/client.h"
#include "tests/zendesk/client_on.h"

#include <fmt/format.h>

using namespace zendesk_account;

namespace {

std::string comment(int id, const char* at) {
    return fmt::format(R"({{"id":{},"author_id":7,"public":true,"body":"b{}","created_at":"{}"}})",
                       id, id, at);
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

TEST_CASE("Zendesk pages that bring nothing new end the list") {
    ScriptedTransport network;
    const auto same =
        R"({"audits":[{"id":1,"created_at":"2026-03-10T04:00:00Z"}],"next_page":"x"})";
    network.expect("GET " + base + "/tickets/42/audits.json", answer(200, same));
    network.expect("GET " + base + "/tickets/42/audits.json?page=2", answer(200, same));

    const auto audits = client_on(network).audits(42);

    REQUIRE(audits);
    CHECK(audits->size() == 1);
}

TEST_CASE("a search never asks beyond its thousand results") {
    ScriptedTransport network;
    const auto url = "GET " + base + "/search.json?query=x";
    for (int page = 1; page <= 10; ++page) {
        network.expect(page == 1 ? url : fmt::format("{}&page={}", url, page),
                       answer(200, fmt::format(R"({{"results":[{{"id":{},"status":"open"}}],
                                                    "next_page":"more"}})",
                                               page)));
    }
    const auto tickets = client_on(network).search("x");

    REQUIRE(tickets);
    CHECK(tickets->size() == 10);
}
