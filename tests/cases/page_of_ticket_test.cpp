#include "libemergency/cases/page_of_ticket.h"

#include "tests/cases/services.h"

#include <string>

using emergency::ErrorKind;
using emergency::cases::page_by_key;
using emergency::cases::page_by_search;
using emergency::zendesk::Audit;

namespace {

constexpr emergency::zendesk::Id the_ticket = 400123;

std::string page_text(const std::string& id, const std::string& status, const std::string& hour) {
    return Services::page_text(
        id, R"("status":")" + status + R"(","created_at":"2026-03-10T)" + hour + R"(:00:00Z")");
}

}  // namespace

TEST_CASE("an open page goes before a newer one that is resolved") {
    Services services;
    services.has_pages_by_key(page_text("Q0NEWEST", "resolved", "05") + "," +
                              page_text("Q0OPEN1", "acknowledged", "03") + "," +
                              page_text("Q0OPEN2", "triggered", "04") + "," +
                              page_text("Q0OLDEST", "resolved", "02"));

    const auto found = page_by_key(services.sources(), the_ticket);

    REQUIRE(found);
    CHECK((*found)->id == "Q0OPEN2");
}

TEST_CASE("of resolved pages the newest is the ticket's") {
    Services services;
    services.has_pages_by_key(page_text("Q0OLDER", "resolved", "03") + "," +
                              page_text("Q0NEWER", "resolved", "04"));

    const auto found = page_by_key(services.sources(), the_ticket);

    REQUIRE(found);
    CHECK((*found)->id == "Q0NEWER");
}

TEST_CASE("the key is made as the configuration says") {
    Services services;
    services.config.zendesk.incident_key = "zd-{{ticket}}-{{subdomain}}";
    services.config.zendesk.subdomain = "acme-test";
    services.has_pages_by_key("", "zd-400123-acme-test");

    const auto found = page_by_key(services.sources(), the_ticket);

    REQUIRE(found);
    CHECK_FALSE(*found);
}

TEST_CASE("the subdomain is the first label of the host unless the configuration names it") {
    for (const char* url :
         {"https://acme.zendesk.com", "https://acme", "http://acme:41234", "acme"}) {
        CAPTURE(url);
        Services services;
        services.config.zendesk.url = url;
        services.has_pages_by_key("");

        CHECK(page_by_key(services.sources(), the_ticket));
    }
}

TEST_CASE("a key that renders to nothing would find every page and is refused") {
    Services services;
    services.config.zendesk.incident_key = "{{nothing}}";

    const auto found = page_by_key(services.sources(), the_ticket);

    REQUIRE_FALSE(found);
    CHECK(found.error().kind == ErrorKind::configuration);
}

TEST_CASE("an open page that names the ticket by another route is found") {
    Services services;
    services.config.pagerduty.services = {"PSVC001"};
    services.has_open_pages(Services::page_text("Q0OTHER", R"("title":"ZD#400999")") + "," +
                                Services::page_text("Q0MINE", R"("title":"ZD#400123 502")"),
                            "&service_ids[]=PSVC001");

    const auto found = page_by_search(services.sources(), the_ticket, {});

    REQUIRE(found);
    REQUIRE(*found);
    CHECK((*found)->id == "Q0MINE");
}

TEST_CASE("a ticket that no open page names has no page") {
    Services services;
    services.has_open_pages(Services::page_text("Q0OTHER", R"("title":"ZD#400999")"));

    const auto found = page_by_search(services.sources(), the_ticket, {});

    REQUIRE(found);
    CHECK_FALSE(*found);
}

TEST_CASE("a remembered page that is gone is looked for among the open ones") {
    Services services;
    services.lacks("pd/incidents/Q0GONE?include[]=first_trigger_log_entries");
    services.has_open_pages(Services::page_text("Q0MINE", R"("title":"ZD#400123")"));

    const auto found = page_by_search(services.sources(), the_ticket,
                                      {Audit{.id = 1, .custom = {{"emerg_incident", "Q0GONE"}}}});

    REQUIRE(found);
    CHECK((*found)->id == "Q0MINE");
}

TEST_CASE("PagerDuty's failure is not taken for a ticket without a page") {
    Services services;
    services.network.expect("GET https://pd/incidents/Q0MINE?include[]=first_trigger_log_entries",
                            answer(500));

    const auto found = page_by_search(services.sources(), the_ticket,
                                      {Audit{.id = 1, .custom = {{"emerg_incident", "Q0MINE"}}}});

    REQUIRE_FALSE(found);
    CHECK(found.error().kind == ErrorKind::failed_there);
}
