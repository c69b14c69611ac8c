#include "libemergency/zendesk/client.h"
#include "tests/zendesk/shared_fixtures.h"

#include <catch2/catch.hpp>

using emergency::Secret;
using emergency::zendesk::Client;

namespace {

Client client_on(OneAnswer& network) {
    return {network, "https://acme.zendesk.com", Secret("t0ken"), "ada@example.com"};
}

template <class Result>
bool is_sensible(const Result& result) {
    return result || !result.error().message.empty();
}

bool every_read_is_sensible(int status, const std::string& body) {
    OneAnswer network(status, body);
    const auto client = client_on(network);
    return is_sensible(client.me()) && is_sensible(client.user_by_email("ada@example.com")) &&
           is_sensible(client.ticket(1)) && is_sensible(client.tickets({1})) &&
           is_sensible(client.conversation(1)) && is_sensible(client.audits(1)) &&
           is_sensible(client.organization(1)) && is_sensible(client.organizations({1})) &&
           is_sensible(client.search("type:ticket")) &&
           is_sensible(client.apply(emergency::zendesk::TicketUpdate{.ticket_id = 1}));
}

std::string fixture(const std::string& name) {
    return text_of_file(fixtures_folder(EMERG_SHARED, "zendesk") / name);
}

}  // namespace

TEST_CASE("every answer that Zendesk ever gave is read or refused, with nulls anywhere in it") {
    const auto all = fixtures_in(fixtures_folder(EMERG_SHARED, "zendesk"));
    if (all.empty()) {
        WARN("SKIPPED: the shared fixtures are not here");
        return;
    }
    for (const auto& one : all) {
        INFO(one.name);
        for (const auto& body : with_nulls(one.body)) {
            CHECK(every_read_is_sensible(200, body));
        }
        CHECK(every_read_is_sensible(404, one.body));
    }
}

TEST_CASE("Zendesk's recorded tickets, comments, audits, people and organisations are read") {
    if (fixture("GET_tickets_N.json_200.json").empty()) {
        WARN("SKIPPED: the shared fixtures are not here");
        return;
    }
    OneAnswer ticket(200, fixture("GET_tickets_N.json_200.json"));
    const auto found = client_on(ticket).ticket(4017);
    REQUIRE(found);
    CHECK(found->id == 4017);
    CHECK(found->requester_id == 6130907993114);
    CHECK(found->assignee_id == 0);
    CHECK(found->updated_stamp == "2023-09-18T23:34:36Z");

    OneAnswer many(200, fixture("GET_tickets_show_many.json_200.json"));
    const auto tickets = client_on(many).tickets({1});
    REQUIRE(tickets);
    CHECK(tickets->size() == 100);

    OneAnswer comments(200, fixture("GET_tickets_33_comments.json_200.json"));
    const auto conversation = client_on(comments).conversation(33);
    REQUIRE(conversation);
    REQUIRE(conversation->comments.size() == 1);
    CHECK(conversation->comments[0].is_public);
    CHECK(conversation->comments[0].body == "Some comment");

    auto page = nlohmann::json::parse(fixture("GET_ticket_audits.json_200.json"));
    page["meta"]["has_more"] = false;  // It promises more.
    OneAnswer audits(200, page.dump());
    const auto history = client_on(audits).audits(1);
    REQUIRE(history);
    CHECK(history->front().has_comment);

    OneAnswer me(200, fixture("GET_users_me.json_200.json"));
    const auto user = client_on(me).me();
    REQUIRE(user);
    CHECK(user->time_zone == "America/New_York");

    OneAnswer organization(200, fixture("GET_organizations_N.json_200.json"));
    CHECK(client_on(organization).organization(6130869157658));

    OneAnswer updated(200, fixture("PUT_tickets_N.json_200.json"));
    const auto update = client_on(updated).apply(emergency::zendesk::TicketUpdate{.ticket_id = 1});
    REQUIRE(update);
    CHECK(update->audit.id == 6164068756634);
}
