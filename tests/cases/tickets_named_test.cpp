#include "libemergency/cases/locate.h"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

using emergency::cases::FoundTicket;
using emergency::cases::TicketRoute;
using emergency::cases::tickets_named;
using emergency::pagerduty::Alert;
using emergency::pagerduty::Incident;

namespace {

using Found = std::vector<std::pair<TicketRoute, std::int64_t>>;

Found plain(const std::vector<FoundTicket>& found) {
    Found all;
    for (const auto& each : found) {
        all.emplace_back(each.route, each.ticket);
    }
    return all;
}

Found named(const Incident& incident) {
    return plain(tickets_named(incident, {}));
}

Found named(const Alert& alert) {
    return plain(tickets_named({}, {alert}));
}

const std::string ticket_link = "https://acme.zendesk.com/agent/tickets/400123";

}  // namespace

TEST_CASE("a page that names no ticket names none") {
    CHECK(
        named(Incident{.title = "Disk usage on node 17", .incident_key = "node-17/disk"}).empty());
    CHECK(named(Alert{.key = "srv01/HTTP", .details = R"({"load": 0.99})"}).empty());
    CHECK(tickets_named({}, {}).empty());
}

TEST_CASE("the key of the Zendesk integration names the ticket") {
    const Found expected{{TicketRoute::incident_key, 400123}};

    for (const char* key : {"Zendesk_acme_400123", "zendesk_acme_400123", "ZENDESK_acme_eu_400123",
                            "Zendesk_acme-test_400123"}) {
        CAPTURE(key);
        CHECK(named(Incident{.incident_key = key}) == expected);
        CHECK(named(Alert{.key = key}) == expected);
    }
}

TEST_CASE("a key that is only like the integration's names nothing") {
    for (const char* key :
         {"Zendesk_acme_", "Zendesk_acme_400123x", "Zendesk_400123", "Jira_acme_400123",
          "xZendesk_acme_400123", "400123", "Zendesk_acme_1234567890123456789", "Zendesk_acme_0"}) {
        CAPTURE(key);
        CHECK(named(Incident{.incident_key = key}).empty());
    }
}

TEST_CASE("a link in an alert's contexts names the ticket") {
    CHECK(named(Alert{.links = {"https://grafana.example.com/d/1", ticket_link}}) ==
          Found{{TicketRoute::alert_context, 400123}});
}

TEST_CASE("the client link of the page or its alert names the ticket") {
    const Found expected{{TicketRoute::client_url, 400123}};

    CHECK(named(Incident{.client_url = ticket_link}) == expected);
    CHECK(named(Alert{.client_url = ticket_link}) == expected);
    CHECK(named(Incident{.client_url = "acme.zendesk.com/agent/tickets/400123"}) == expected);
    CHECK(named(Incident{.client_url = "https://acme.zendesk.com/tickets/400123"}) == expected);
}

TEST_CASE("every form of a ticket's URL is known") {
    for (const char* url : {"https://acme.zendesk.com/agent/tickets/400123",
                            "https://acme.zendesk.com/agent/#/tickets/400123",
                            "https://support.example.com/hc/requests/400123",
                            "https://support.example.com/hc/en-us/requests/400123",
                            "https://acme.zendesk.com/api/v2/tickets/400123.json",
                            "acme.zendesk.com/agent/tickets/400123 (urgent)"}) {
        CAPTURE(url);
        CHECK(named(Incident{.body_details = url}) == Found{{TicketRoute::body, 400123}});
    }
}

TEST_CASE("an alert's details name the ticket by a link or by a field called after it") {
    const Found expected{{TicketRoute::details, 400123}};

    for (const char* details :
         {R"({"ticket_id": 400123})", R"({"ticket_id": "400123"})", R"({"ticket": "#400123"})",
          R"({"Ticket ID": "400123"})", R"({"zendesk_ticket_id": 400123})",
          R"({"zendesk": 400123})", R"({"zendesk_id": "400123"})", R"({"ticket_number": "400123"})",
          R"({"ticket_url": "https://acme.zendesk.com/agent/tickets/400123"})",
          R"({"custom": {"deep": {"ticket_id": 400123}}})", R"({"list": [{"ticket_id": 400123}]})",
          R"({"note": "see https://acme.zendesk.com/agent/tickets/400123."})",
          R"({"note": "see ZD#400123"})", "ZD-400123 is down",
          "not json {\"ticket_id\": ZD#400123"}) {
        CAPTURE(details);
        CHECK(named(Alert{.details = details}) == expected);
        CHECK(named(Incident{.trigger_details = details}) == expected);
    }
}

TEST_CASE("fields of details that are not called after a ticket are only data") {
    for (const char* details :
         {R"({"requester_id": 400123})", R"({"tickets_open": 400123})", R"({"ticket_id": null})",
          R"({"ticket_id": 4.5})", R"({"ticket_id": -400123})", R"({"ticket_id": true})",
          R"({"ticket": "broken since 400123"})", R"({"ticket_form_id": 360001})", "[400123]",
          "400123", "\"400123\""}) {
        CAPTURE(details);
        CHECK(named(Alert{.details = details}).empty());
    }
}

TEST_CASE("the page's body names the ticket by link or name") {
    const Found expected{{TicketRoute::body, 400123}};

    CHECK(named(Incident{.body_details = "please look at " + ticket_link + " now"}) == expected);
    CHECK(named(Incident{.body_details = "duplicate page for ZD#400123."}) == expected);
}

TEST_CASE("the page's title names the ticket by name, by link or by being its number") {
    const Found expected{{TicketRoute::title, 400123}};

    for (const char* title : {"ZD#400123 502 for everyone", "502 (zd-400123)", "400123",
                              " #400123 ", "acme.zendesk.com/agent/tickets/400123"}) {
        CAPTURE(title);
        CHECK(named(Incident{.title = title}) == expected);
    }
}

TEST_CASE("a number within a title is no ticket") {
    for (const char* title : {"502 for everyone", "node 400123 is down", "INC-400123", "AZD#400123",
                              "ZD#400123abc", "ZD 400123", "400123 400124"}) {
        CAPTURE(title);
        CHECK(named(Incident{.title = title}).empty());
    }
}

TEST_CASE("a subject that is a status code does not contradict the ticket") {
    CHECK(named(Incident{.title = "502", .incident_key = "Zendesk_acme_400123"}) ==
          Found{{TicketRoute::incident_key, 400123}});
    CHECK(named(Incident{.title = "502"}) == Found{{TicketRoute::title, 502}});
    CHECK(named(Incident{.title = "400999", .incident_key = "Zendesk_acme_400123"}) ==
          Found{{TicketRoute::incident_key, 400123}, {TicketRoute::title, 400999}});
}

TEST_CASE("every route is told, the best first") {
    const Incident page{.title = "ZD#400123 502",
                        .incident_key = "Zendesk_acme_400123",
                        .body_details = ticket_link,
                        .client_url = ticket_link};
    const Alert alert{.links = {ticket_link}, .details = R"({"ticket_id": 400123})"};

    CHECK(plain(tickets_named(page, {alert})) == Found{{TicketRoute::incident_key, 400123},
                                                       {TicketRoute::alert_context, 400123},
                                                       {TicketRoute::client_url, 400123},
                                                       {TicketRoute::details, 400123},
                                                       {TicketRoute::body, 400123},
                                                       {TicketRoute::title, 400123}});
}

TEST_CASE("a route that says the same twice is told once, and one that differs twice") {
    const Alert same{.key = "Zendesk_acme_400123"};
    const Alert other{.key = "Zendesk_acme_400124"};

    CHECK(plain(tickets_named({.incident_key = "Zendesk_acme_400123"}, {same, other})) ==
          Found{{TicketRoute::incident_key, 400123}, {TicketRoute::incident_key, 400124}});
}

TEST_CASE("a number that is too long or cut off by a limit is not taken in part") {
    CHECK(named(Incident{.body_details = "agent/tickets/1234567890123456789012"}).empty());
    for (std::size_t before = 19'940; before < 20'010; ++before) {
        CAPTURE(before);
        const auto found =
            named(Incident{.body_details = std::string(before, 'x') + ' ' + ticket_link});
        CHECK((found.empty() || found == Found{{TicketRoute::body, 400123}}));
    }
}

TEST_CASE("hostile pages are read without harm") {
    std::string deep;
    for (int level = 0; level < 100'000; ++level) {
        deep += R"({"a":)";
    }
    deep += "1" + std::string(100'000, '}');
    const std::string broken = "\xff\xfe\x80 ZD#";

    CHECK(named(Alert{.details = deep}).empty());
    CHECK(named(Alert{.details = "{\"" + std::string(100'000, 'k') + "\": 1}"}).empty());
    CHECK(named(Incident{.title = std::string(100'000, ' ')}).empty());
    CHECK(named(Incident{.incident_key = "Zendesk_" + std::string(100'000, '_')}).empty());
    CHECK(named(Incident{.body_details = "hc/" + std::string(100'000, 'a')}).empty());
    CHECK(named(Incident{.title = broken, .body_details = broken}).empty());
}
