#include "libemergency/cases/progress.h"
#include "tests/cases/services.h"

#include <string>
#include <vector>

using emergency::ErrorKind;
using namespace emergency::cases;

namespace {

const std::string search =
    "acme.zendesk.com/api/v2/search.json?query=type%3Aticket%20priority%3Aurgent%20status%3Csolved";

std::string open_page(const std::string& id, const std::string& title,
                      const std::string& minute = "00") {
    return Services::page_text(
        id, R"("title":")" + title + R"(","created_at":"2026-03-10T04:)" + minute + R"(:00Z")");
}

std::vector<std::string> ids(const std::vector<Case>& cases) {
    std::vector<std::string> all;
    for (const auto& one : cases) {
        all.push_back(id_of(one));
    }
    return all;
}

}  // namespace

TEST_CASE("open cases are pages joined with urgent tickets, the oldest first") {
    Services services({2, 1});
    services.has_open_pages(open_page("Q0LATER", "ZD#400124", "05") + "," +
                            open_page("Q0FIRST", "ZD#400123") + "," +
                            open_page("Q0DISK", "Disk usage"));
    services.answers(search, R"({"results":[)" + Services::ticket_text(400124) + "," +
                                 Services::ticket_text(400123) + "," +
                                 Services::ticket_text(400125) + "]}");
    services.has_organization();

    const auto cases = open_cases(services.sources());

    REQUIRE(cases);
    CHECK(ids(*cases) == std::vector<std::string>{"ZD-400125", "Q0FIRST", "Q0LATER"});
    const auto& first = (*cases)[1];
    CHECK(first.ticket->id == 400123);
    CHECK(first.route == TicketRoute::title);
    CHECK(first.ticket_url == "https://acme.zendesk.com/agent/tickets/400123");
    CHECK(first.depth == Depth::listed);
    CHECK(first.as_of == services.clock.now());
    CHECK(customer_of(first) == "Example Corp");
}

TEST_CASE("tickets that the search has not found yet are read at once") {
    Services services({2, 1});
    services.has_open_pages(open_page("Q0FIRST", "ZD#400123") + "," +
                            open_page("Q0LATER", "ZD#400124", "05"));
    services.answers(search, R"({"results":[]})");
    services.answers("acme.zendesk.com/api/v2/tickets/show_many.json?ids=400123%2C400124",
                     R"({"tickets":[)" + Services::ticket_text(400123, R"("tags":[])") + "]}");

    const auto cases = open_cases(services.sources());

    REQUIRE(cases);
    REQUIRE(cases->size() == 2);
    CHECK((*cases)[0].ticket->id == 400123);
    CHECK_FALSE((*cases)[1].ticket);
}

TEST_CASE("every page of a service of emergencies is one, though it names no ticket") {
    Services services;
    services.config.pagerduty.services = {"PSVC001", "PSVC002"};
    services.has_open_pages(open_page("Q0DISK", "Disk usage"),
                            "&service_ids[]=PSVC001&service_ids[]=PSVC002");
    services.answers(search, R"({"results":[]})");

    const auto cases = open_cases(services.sources());

    REQUIRE(cases);
    CHECK(ids(*cases) == std::vector<std::string>{"Q0DISK"});
}

TEST_CASE("nothing open takes two requests and is an empty list") {
    Services services({2});
    services.has_open_pages("");
    services.answers(search, R"({"results":[]})");

    const auto cases = open_cases(services.sources());

    REQUIRE(cases);
    CHECK(cases->empty());
}

TEST_CASE("an organisation's name is asked for once a day, each only once") {
    Services services({2, 1, 2});
    const auto urgent =
        R"({"results":[)" + Services::ticket_text(1) + "," + Services::ticket_text(2) + "]}";
    services.has_open_pages("");
    services.answers(search, urgent);
    services.has_organization();
    REQUIRE(open_cases(services.sources()));

    services.has_open_pages("");
    services.answers(search, urgent);
    const auto again = open_cases(services.sources());

    REQUIRE(again);
    CHECK(customer_of((*again)[1]) == "Example Corp");
}

TEST_CASE("another account's organisation of the same id is another customer") {
    Services services;
    for (const char* url : {"https://acme.zendesk.com", "https://other.zendesk.com"}) {
        services.config.zendesk.url = url;
        services.has_open_pages("");
        services.answers(search, R"({"results":[)" + Services::ticket_text(1) + "]}");
        services.has_organization();

        CHECK(open_cases(services.sources()));
    }
}

TEST_CASE("a list of half the services would mislead, so a failure is told") {
    Services services;
    services.has_open_pages(open_page("Q0FIRST", "ZD#400123"));
    services.network.expect("GET https://" + search, answer(503));

    const auto cases = open_cases(services.sources());

    REQUIRE_FALSE(cases);
    CHECK(cases.error().service == "Zendesk");
}
