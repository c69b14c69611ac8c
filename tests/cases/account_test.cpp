#include "tests/cases/services.h"

#include <string>

using emergency::ErrorKind;
using namespace emergency::cases;

namespace {

const std::string zendesk_key = R"("incident_key":"Zendesk_acme_400123")";

}  // namespace

TEST_CASE("a page that names a ticket that Zendesk does not have is a case, and says so") {
    Services services({2, 1});
    services.has_page("Q0EMERG0000001", zendesk_key);
    services.has_no_ticket("400123");

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE(one);
    CHECK_FALSE(one->ticket);
    CHECK(one->ticket_missing == "the page names #400123, which Zendesk does not have");
}

TEST_CASE("a ticket that colleagues wrote on the page is the page's") {
    Services services;
    services.has_page("Q0EMERG0000001", R"("incident_key":"a1b2c3")");
    services.has_notes("Q0EMERG0000001", "it is ZD#400123");
    services.has_ticket();
    services.has_organization();

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE(one);
    REQUIRE(one->ticket);
    CHECK(one->route == TicketRoute::note);
}

TEST_CASE("another help desk's ticket is not ours of the same number") {
    const std::string federal = "https://federal.zendesk.com/agent/tickets/400123";
    Services services;
    services.has_page("Q0EMERG0000001", R"("body":{"details":")" + federal + R"("})");
    services.has_ticket();
    services.has_organization();
    const auto page = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});
    REQUIRE(page);
    CHECK_FALSE(page->ticket);
    CHECK_THAT(page->ticket_missing, Catch::Contains("federal.zendesk.com, which is not"));

    services.has_ticket();
    services.has_pages_by_key(Services::page_text("Q0EMERG0000001", zendesk_key));
    services.has_organization();
    const auto ticket = find_case(services.sources(), *parse_reference(federal));
    REQUIRE_FALSE(ticket);
    CHECK(ticket.error().kind == ErrorKind::usage);
    CHECK_THAT(ticket.error().message, Catch::Contains("is not the Zendesk of this profile"));
}

TEST_CASE("a brand's ticket is ours, by the name of its host that the configuration knows") {
    Services services;
    services.config.zendesk.brands = {"Acme-Cloud.zendesk.com"};
    const std::string link = "https://acme-cloud.zendesk.com/agent/tickets/400123";
    services.has_page("Q0EMERG0000001", R"("body":{"details":")" + link + R"("})");
    services.has_ticket();
    services.has_organization();
    const auto page = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});
    REQUIRE(page);
    CHECK(page->ticket);
}

TEST_CASE("another account's page is not ours of the same id") {
    Services services;
    const std::string mine =
        R"("incident_key":"a1","html_url":"https://acme.pagerduty.com/incidents/Q0EMERG0000001")";
    for (const auto* server :
         {"acme.pagerduty.com", "acme.eu.pagerduty.com", "api.pagerduty.com"}) {
        services.has_page("Q0EMERG0000001", mine);
        services.has_notes("Q0EMERG0000001", "");
        CHECK(find_case(services.sources(), IncidentId{"Q0EMERG0000001", server}));
    }
    for (const auto* server : {"other.pagerduty.com", "acme.example.com", "evil.com"}) {
        services.has_page("Q0EMERG0000001", mine);
        services.has_notes("Q0EMERG0000001", "");
        CHECK_FALSE(find_case(services.sources(), IncidentId{"Q0EMERG0000001", server}));
    }
}
