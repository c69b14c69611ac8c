#include "tests/cases/services.h"

#include <string>

using emergency::ErrorKind;
using namespace emergency::cases;

namespace {

const std::string key = R"("incident_key":"Zendesk_acme_400123")";

std::string audit(int id, const std::string& custom) {
    return R"({"id":)" + std::to_string(id) +
           R"(,"author_id":9001,"created_at":"2026-03-10T04:01:00Z","metadata":{"custom":{)" +
           custom + "}}}";
}

}  // namespace

TEST_CASE("from a page a case takes three rounds of reads, each at the same time") {
    Services services({2, 1, 3});
    services.has_page("Q0EMERG0000001", key);
    services.has_ticket();
    services.has_organization();

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE(one);
    CHECK(one->incident->id == "Q0EMERG0000001");
    CHECK(one->ticket->id == 400123);
    CHECK(one->route == TicketRoute::incident_key);
    CHECK(one->ticket_url == "https://acme.zendesk.com/agent/tickets/400123");
    CHECK(one->organization->name == "Example Corp");
    CHECK(one->as_of == services.clock.now());
    CHECK(one->depth == Depth::full);
}

TEST_CASE("an alert that names the ticket costs no further round") {
    Services services({2, 1, 3});
    services.has_page("Q0EMERG0000001", R"("incident_key":"a1b2c3")",
                      R"({"id":"PALERT1","body":{"contexts":[
                          {"href":"https://acme.zendesk.com/agent/tickets/400123"}]}})");
    services.has_ticket();
    services.has_organization();

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE(one);
    CHECK(one->route == TicketRoute::alert_context);
}

TEST_CASE("a page's number finds what its id finds") {
    Services services;
    services.has_page("4242", key);
    services.has_ticket();
    services.has_organization();

    const auto one = find_case(services.sources(), IncidentNumber{4242});

    REQUIRE(one);
    CHECK(one->incident->id == "Q0EMERG0000001");
}

TEST_CASE("a page that names no ticket is a case without one") {
    Services services({2, 1});
    services.has_page("Q0EMERG0000001", R"("incident_key":"a1b2c3")");
    services.has_notes("Q0EMERG0000001", "no ticket yet");

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE(one);
    CHECK_FALSE(one->ticket);
    CHECK(one->as_of == services.clock.now());
}

TEST_CASE("a page that names two tickets is a question that tells both and how") {
    Services services;
    services.has_page("Q0EMERG0000001", key + R"(,"title":"ZD#400999 502")");

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE_FALSE(one);
    CHECK(one.error().kind == ErrorKind::usage);
    CHECK_THAT(one.error().message, Catch::Contains("#400123 by the incident key"));
    CHECK_THAT(one.error().message, Catch::Contains("#400999 by the page's title"));
    CHECK_THAT(one.error().hint, Catch::Contains("ZD#400123"));
}

TEST_CASE("a page that is not there is not found") {
    Services services;
    services.lacks_page("Q0EMERG0000001");

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE_FALSE(one);
    CHECK(one.error().kind == ErrorKind::not_found);
}

TEST_CASE("Zendesk's failure is told though the page is known") {
    Services services;
    services.has_page("Q0EMERG0000001", key);
    const std::string ticket = "GET https://acme.zendesk.com/api/v2/tickets/400123";
    services.network.expect(ticket + ".json", answer(503));

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE_FALSE(one);
    CHECK(one.error().service == "Zendesk");
    CHECK(one.error().kind == ErrorKind::failed_there);
}

TEST_CASE("an organisation that is gone leaves a case without one") {
    Services services;
    services.has_page("Q0EMERG0000001", key);
    services.has_ticket();
    services.lacks("acme.zendesk.com/api/v2/organizations/8001.json");

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE(one);
    CHECK_FALSE(one->organization);
}

TEST_CASE("from a ticket a case takes two rounds of reads if the page's key names it") {
    Services services({2, 3});
    services.has_ticket();
    services.has_pages_by_key(Services::page_text("Q0EMERG0000001", key));
    services.has_organization();

    const auto one = find_case(services.sources(), TicketId{400123});

    REQUIRE(one);
    CHECK(one->incident->id == "Q0EMERG0000001");
    CHECK(one->route == TicketRoute::given);
    CHECK(one->as_of == services.clock.now());
}

TEST_CASE("a page that only the audits remember is read beside the organisation") {
    Services services({2, 3, 1});
    services.has_ticket(audit(1, R"("emerg_incident":"Q0OLDER")") + "," +
                        audit(2, R"("emerg_incident":"Q0NEWER")"));
    services.has_pages_by_key("");
    services.answers(
        "pd/incidents/Q0NEWER?include[]=first_trigger_log_entries",
        R"({"incident":)" + Services::page_text("Q0NEWER", R"("urgency":"high")") + "}");
    services.has_organization();

    const auto one = find_case(services.sources(), TicketId{400123});

    REQUIRE(one);
    CHECK(one->incident->id == "Q0NEWER");
}

TEST_CASE("the newest audits tell where thread and bridge are") {
    Services services;
    services.has_page("Q0EMERG0000001", key);
    const std::string archive = R"("emerg_thread":"https://acme.slack.com/archives/C001SM/)";
    services.has_ticket(audit(1, archive + R"(p1700000000000100")") + "," +
                        audit(2, archive + R"(p1700000099000200","emerg_bridge":"https://b/1")") +
                        "," + audit(3, R"("emerg_thread":"nonsense")"));
    services.has_organization();

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE(one);
    REQUIRE(one->thread);
    CHECK(one->thread->channel == "C001SM");
    CHECK(one->thread->ts == "1700000099.000200");
    CHECK(one->thread->url == "https://acme.slack.com/archives/C001SM/p1700000099000200");
    CHECK(one->bridge == "https://b/1");
}

TEST_CASE("a closed bridge is none") {
    Services services;
    services.has_page("Q0EMERG0000001", key);
    services.has_ticket(audit(1, R"("emerg_bridge":"https://b/1")") + "," +
                        audit(2, R"("emerg_bridge":"closed")"));
    services.has_organization();

    const auto one = find_case(services.sources(), IncidentId{"Q0EMERG0000001"});

    REQUIRE(one);
    CHECK(one->bridge.empty());
}

TEST_CASE("a bare number that is no ticket's is a page's") {
    Services services;
    services.has_no_ticket("4242");
    services.has_pages_by_key("", "Zendesk_acme_4242");
    services.has_page("4242", key);
    services.has_ticket();
    services.has_organization();

    const auto one = find_case(services.sources(), TicketId{4242, true});

    REQUIRE(one);
    CHECK(one->incident->id == "Q0EMERG0000001");
    CHECK(one->ticket->id == 400123);
}

TEST_CASE("a number that is said to be a ticket's never opens somebody else's page") {
    Services services;
    services.has_no_ticket("4242");
    services.has_pages_by_key("", "Zendesk_acme_4242");

    const auto one = find_case(services.sources(), TicketId{4242});

    REQUIRE_FALSE(one);
    CHECK(one.error().kind == ErrorKind::not_found);
    CHECK(one.error().service == "Zendesk");
}

TEST_CASE("a bare number that is neither's says so") {
    Services services;
    services.has_no_ticket("4242");
    services.has_pages_by_key("", "Zendesk_acme_4242");
    services.lacks_page("4242");

    const auto one = find_case(services.sources(), TicketId{4242, true});

    REQUIRE_FALSE(one);
    CHECK(one.error().kind == ErrorKind::not_found);
    CHECK_THAT(one.error().message, Catch::Contains("Zendesk has no ticket 4242"));
    CHECK_THAT(one.error().message, Catch::Contains("PagerDuty"));
}

namespace {

const ThreadLink permalink{"C001SM", "1700000000.000100"};

void has_root(Services& services, const std::string& more) {
    services.answers(
        "slack/api/conversations.replies?channel=C001SM&ts=1700000000.000100"
        "&include_all_metadata=true&limit=999",
        R"({"ok":true,"messages":[{"ts":"1700000000.000100",)" + more +
            R"(},{"ts":"1700000001.000100","text":"ZD#400999"}]})");
}

std::string payload(const std::string& fields) {
    return R"("text":"no name","metadata":{"event_type":"emerg","event_payload":{)" + fields + "}}";
}

}  // namespace

TEST_CASE("the root of a thread names the page") {
    Services services({1, 2, 1, 3});
    has_root(services, payload(R"("incident":"Q0EMERG0000001","ticket":"400123")"));
    services.has_page("Q0EMERG0000001", key);
    services.has_ticket();
    services.has_organization();

    const auto one = find_case(services.sources(), permalink);

    REQUIRE(one);
    CHECK(one->incident->id == "Q0EMERG0000001");
}

TEST_CASE("the root of a thread names the ticket in its payload or its text, replies do not") {
    const auto* const root = GENERATE(
        R"("text":"<https://acme.zendesk.com/agent/tickets/400123|502>")",
        R"("text":"ZD#400123 is down")",
        R"("text":"x","metadata":{"event_type":"emerg","event_payload":{"ticket":"400123"}})");
    CAPTURE(root);
    Services services;
    has_root(services, root);
    services.has_ticket();
    services.has_pages_by_key(Services::page_text("Q0EMERG0000001", key));
    services.has_organization();

    const auto one = find_case(services.sources(), permalink);

    REQUIRE(one);
    CHECK(one->ticket->id == 400123);
    CHECK(one->route == TicketRoute::thread);
}

TEST_CASE("a thread whose root names nothing is not found") {
    Services services;
    has_root(services, R"("text":"good morning")");

    const auto one = find_case(services.sources(), permalink);

    REQUIRE_FALSE(one);
    CHECK(one.error().kind == ErrorKind::not_found);
}

TEST_CASE("a permalink without a Slack token is a matter of configuration") {
    Services services;
    auto sources = services.sources();
    sources.slack = nullptr;

    const auto one = find_case(sources, permalink);

    REQUIRE_FALSE(one);
    CHECK(one.error().kind == ErrorKind::configuration);
}
