#include "tests/cases/services.h"

#include <string>

using emergency::ErrorKind;
using emergency::cases::identify;

namespace {

void has_me(Services& services) {
    services.answers("pd/users/me",
                     R"({"user":{"id":"PANA001","name":"Ana Ortiz","email":"ana@example.com"}})");
    services.answers("acme.zendesk.com/api/v2/users/me.json",
                     R"({"user":{"id":9001,"name":"Ana Ortiz","email":"ana@example.com",
                     "role":"agent"}})");
}

}  // namespace

TEST_CASE("both services are asked at the same time who I am, once a day") {
    Services services({2});
    has_me(services);
    REQUIRE(identify(services.sources()));
    services.clock.sleep(std::chrono::hours(23));

    const auto me = identify(services.sources());

    REQUIRE(me);
    CHECK(me->pagerduty.id == "PANA001");
    CHECK(me->pagerduty.name == "Ana Ortiz");
    CHECK(me->pagerduty.email == "ana@example.com");
    CHECK(me->zendesk.id == 9001);
    CHECK(me->zendesk.name == "Ana Ortiz");
    CHECK(me->zendesk.email == "ana@example.com");
    CHECK(me->zendesk.role == "agent");
}

TEST_CASE("after a day the services are asked again") {
    Services services({2, 2});
    has_me(services);
    has_me(services);
    REQUIRE(identify(services.sources()));
    services.clock.sleep(std::chrono::hours(25));

    CHECK(identify(services.sources()));
}

TEST_CASE("somebody else at this machine is not taken for me") {
    const auto* const what =
        GENERATE("pagerduty.email", "zendesk.email", "user.email", "zendesk.url");
    CAPTURE(what);
    Services services({2, 2});
    has_me(services);
    has_me(services);
    REQUIRE(identify(services.sources()));
    const std::map<std::string, std::string*> settings{
        {"pagerduty.email", &services.config.pagerduty.email},
        {"zendesk.email", &services.config.zendesk.email},
        {"user.email", &services.config.user.email},
        {"zendesk.url", &services.config.zendesk.url}};
    *settings.at(what) = "https://other.example.com";

    CHECK(identify(services.sources()));
}

TEST_CASE("a service that does not know me is told, and nothing is remembered") {
    Services services({2, 2});
    services.answers("pd/users/me", R"({"user":{"id":"PANA001"}})");
    services.network.expect("GET https://acme.zendesk.com/api/v2/users/me.json", answer(401));
    const auto unknown = identify(services.sources());
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().kind == ErrorKind::unauthorized);
    CHECK(unknown.error().service == "Zendesk");

    has_me(services);
    CHECK(identify(services.sources()));
}

TEST_CASE("a service that does not say who I am is as good as unread where that matters") {
    using emergency::cases::Case;
    using emergency::cases::Reading;
    const auto part = Reading::what_answers;
    const emergency::Error down{.kind = ErrorKind::failed_there, .message = "it answered 503"};
    Case one{.incident = emergency::pagerduty::Incident{.id = "Q1"},
             .ticket = emergency::zendesk::Ticket{.id = 7}};
    one.incident->status = emergency::pagerduty::Status::triggered;

    const auto without_ticket = seen_by(one, {.unknown_in_zendesk = down}, part);
    REQUIRE(without_ticket);
    CHECK_FALSE(without_ticket->ticket);
    CHECK(without_ticket->ticket_unread->message == "it answered 503");

    CHECK(seen_by(one, {.unknown_in_pagerduty = down}, part)->incident);
    one.incident->status = emergency::pagerduty::Status::acknowledged;
    const auto without_page = seen_by(one, {.unknown_in_pagerduty = down}, part);
    REQUIRE(without_page);
    CHECK_FALSE(without_page->incident);
    CHECK(without_page->page_unread);

    CHECK_FALSE(seen_by(one, {.unknown_in_pagerduty = down}, Reading::whole));
    one.ticket.reset();
    CHECK_FALSE(seen_by(one, {.unknown_in_pagerduty = down}, part));
    CHECK(seen_by(Case{}, {}, Reading::whole));
}
