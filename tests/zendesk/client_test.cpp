#include "libemergency/zendesk/client.h"

#include "tests/zendesk/client_on.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

using emergency::ErrorKind;
using emergency::zendesk::NewComment;
using emergency::zendesk::TicketUpdate;
using nlohmann::json;

using namespace zendesk_account;

namespace {

const char* const updated_ticket = R"({"ticket":{"id":42,"status":"open",
    "updated_at":"2026-03-10T04:12:00Z"},"audit":{"id":9000000000001,"author_id":7,
    "created_at":"2026-03-10T04:12:00Z","metadata":{"system":{},"custom":{"emerg":"ZD-42/contact/1",
    "other":3}},"events":[{"id":1,"type":"Comment"},
    {"id":2,"type":"Change","field_name":"priority","previous_value":null,"value":"high"},
    {"id":3,"type":"Change","field_name":"tags","previous_value":[],"value":["a"]}]}})";

}  // namespace

TEST_CASE("an API token goes to Zendesk as basic authentication of email and token") {
    ScriptedTransport network;
    network.expect("GET " + base + "/users/me.json",
                   answer(200, R"({"user":{"id":7,"name":"Ada","role":"agent"}})"));

    const auto me = client_on(network).me();

    REQUIRE(me);
    CHECK(me->name == "Ada");
    // echo -n 'ada@example.com/token:t0ken' | base64
    CHECK(network.sent[0].headers.at("authorization") ==
          "Basic YWRhQGV4YW1wbGUuY29tL3Rva2VuOnQwa2Vu");
}

TEST_CASE("base64 pads whatever the length of the credentials") {
    const auto [email, expected] =
        GENERATE(table<std::string, std::string>({{"a", "Basic YS90b2tlbjp0MGtlbg=="},
                                                  {"ab", "Basic YWIvdG9rZW46dDBrZW4="},
                                                  {"abc", "Basic YWJjL3Rva2VuOnQwa2Vu"}}));
    ScriptedTransport network;
    network.expect("GET " + base + "/users/me.json", answer(200, R"({"user":{"id":7}})"));
    const emergency::zendesk::Client client(network, "https://acme.zendesk.com",
                                            emergency::Secret("t0ken"), email);

    CHECK(client.me());
    CHECK(network.sent[0].headers.at("authorization") == expected);
}

TEST_CASE("an OAuth token goes to Zendesk as a bearer") {
    ScriptedTransport network;
    network.expect("GET " + base + "/users/me.json", answer(200, R"({"user":{"id":7}})"));
    const emergency::zendesk::Client client(network, "https://acme.zendesk.com",
                                            emergency::Secret("t0ken"), "");

    CHECK(client.me());
    CHECK(network.sent[0].headers.at("authorization") == "Bearer t0ken");
}

TEST_CASE("an anonymous user means that Zendesk did not recognise the token") {
    ScriptedTransport network;
    network.expect("GET " + base + "/users/me.json",
                   answer(200, R"({"user":{"id":null,"name":"Anonymous user"}})"));

    const auto me = client_on(network).me();

    CHECK(me.error().kind == ErrorKind::unauthorized);
    CHECK(me.error().hint.find("zendesk.token") != std::string::npos);
}

TEST_CASE("a user is found by the exact address, letter case aside") {
    ScriptedTransport network;
    network.expect("GET " + base + "/users/search.json?query=ada%40example.com",
                   answer(200, R"({"users":[{"id":1,"email":"not-ada@example.com"},
                                            {"id":2,"email":"Ada@Example.com"}],"next_page":null})"));

    const auto user = client_on(network).user_by_email("ada@example.com");

    REQUIRE(user);
    CHECK(user->id == 2);
}

TEST_CASE("a search that finds only similar addresses finds nobody") {
    ScriptedTransport network;
    network.expect("GET " + base + "/users/search.json?query=ada%40example.com",
                   answer(200, R"({"users":[{"id":1,"email":"not-ada@example.com"}]})"));

    CHECK(client_on(network).user_by_email("ada@example.com").error().kind == ErrorKind::not_found);
}

TEST_CASE("an update sends what is given and nothing else") {
    ScriptedTransport network;
    network.expect("PUT " + base + "/tickets/42.json", answer(200, updated_ticket));

    const auto updated = client_on(network).apply(
        TicketUpdate{.ticket_id = 42,
                     .comment = NewComment{.body = "We are on it.", .is_public = true},
                     .assignee_id = 7,
                     .priority = "high",
                     .status = "open",
                     .tags = std::vector<std::string>{"a", "b"},
                     .metadata = {{"emerg", "ZD-42/contact/1"}},
                     .updated_stamp = "2026-03-10T04:00:00Z"});

    REQUIRE(updated);
    CHECK(updated->audit.id == 9000000000001);
    CHECK(updated->audit.has_comment);
    CHECK(updated->audit.comment_id == 1);
    REQUIRE(updated->audit.changes.size() == 1);
    CHECK(updated->audit.changes[0].field == "priority");
    CHECK(updated->audit.changes[0].before.empty());
    CHECK(updated->audit.changes[0].after == "high");
    CHECK(updated->audit.custom ==
          std::map<std::string, std::string>{{"emerg", "ZD-42/contact/1"}});
    CHECK(json::parse(network.sent[0].body) ==
          json::parse(R"({"ticket":{"comment":{"body":"We are on it.","public":true},
              "assignee_id":7,"priority":"high","status":"open","tags":["a","b"],
              "metadata":{"emerg":"ZD-42/contact/1"},"safe_update":true,
              "updated_stamp":"2026-03-10T04:00:00Z"}})"));
    CHECK(network.sent[0].headers.at("content-type") == "application/json");
    CHECK(network.sent[0].repeatable == emergency::http::Repeatable::no);
}

TEST_CASE("what an update leaves out is not sent, and no assignee is null") {
    ScriptedTransport network;
    const auto shown = client_on(network).show(TicketUpdate{.ticket_id = 42, .assignee_id = 0});

    CHECK(shown.method == "PUT");
    CHECK(shown.url == base + "/tickets/42.json");
    CHECK(json::parse(shown.body) == json::parse(R"({"ticket":{"assignee_id":null}})"));
}

TEST_CASE("an internal note says that it is not public") {
    ScriptedTransport network;
    const auto shown =
        client_on(network).show(TicketUpdate{.ticket_id = 42, .comment = NewComment{.body = "n"}});

    CHECK(json::parse(shown.body) ==
          json::parse(R"({"ticket":{"comment":{"body":"n","public":false}}})"));
}

TEST_CASE("tickets are asked for by the hundred, each id once") {
    std::vector<emergency::zendesk::Id> ids{1, 1, 0};
    std::string first = "1";
    for (int id = 2; id <= 101; ++id) {
        ids.push_back(id);
        first += id <= 100 ? fmt::format("%2C{}", id) : "";
    }
    ScriptedTransport network;
    network.expect("GET " + base + "/tickets/show_many.json?ids=" + first,
                   answer(200, R"({"tickets":[{"id":1,"status":"open"}]})"));
    network.expect("GET " + base + "/tickets/show_many.json?ids=101",
                   answer(200, R"({"tickets":[{"id":101,"status":"new"}]})"));

    const auto tickets = client_on(network).tickets(ids);

    REQUIRE(tickets);
    CHECK(tickets->size() == 2);
}

TEST_CASE("no ids, no request") {
    ScriptedTransport network;
    const auto tickets = client_on(network).tickets({});

    REQUIRE(tickets);
    CHECK(tickets->empty());
    CHECK(network.sent.empty());
}

TEST_CASE("organisations that Zendesk does not know are left out") {
    ScriptedTransport network;
    network.expect("GET " + base + "/organizations/1.json",
                   answer(200, R"({"organization":{"id":1,"name":"Acme","tags":["vip"],
                       "organization_fields":{"tam":"Grace","seats":12,"old":null,"trial":false}}})"));
    network.expect("GET " + base + "/organizations/2.json",
                   answer(404, R"({"error":"RecordNotFound","description":"Not found"})"));

    const auto found = client_on(network).organizations({2, 1, 2});

    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front().fields == std::map<std::string, std::string>{
                                       {"tam", "Grace"}, {"seats", "12"}, {"trial", "false"}});
}

TEST_CASE("a search keeps tickets only and ends with the last page") {
    ScriptedTransport network;
    network.expect("GET " + base + "/search.json?query=priority%3Aurgent%20status%3Csolved",
                   answer(200, R"({"results":[{"id":1,"status":"open","result_type":"ticket"},
                       {"id":2,"name":"Acme","result_type":"organization"}],"next_page":null})"));

    const auto tickets = client_on(network).search("priority:urgent status<solved");

    REQUIRE(tickets);
    CHECK(tickets->size() == 1);
}

TEST_CASE("a ticket's fields are text, nothing is empty, and ids may be long") {
    ScriptedTransport network;
    network.expect("GET " + base + "/tickets/6164068756634.json",
                   answer(200, R"({"ticket":{"id":6164068756634,"status":"pending","priority":null,
        "assignee_id":null,"custom_fields":[{"id":1,"value":"x"},{"id":2,"value":null},
        {"id":3,"value":true},{"id":4,"value":["a","b"]},{"id":5,"value":""}],"tags":["t",null]}})"));

    const auto ticket = client_on(network).ticket(6164068756634);

    REQUIRE(ticket);
    CHECK(ticket->id == 6164068756634);
    CHECK(ticket->priority.empty());
    CHECK(ticket->assignee_id == 0);
    CHECK(ticket->fields ==
          std::map<emergency::zendesk::Id, std::string>{{1, "x"}, {3, "true"}, {4, "a,b"}});
    CHECK(ticket->tags == std::vector<std::string>{"t"});
}

TEST_CASE("an answer without the thing asked for is Zendesk's failure") {
    ScriptedTransport network;
    network.expect("GET " + base + "/tickets/42.json", answer(200, R"({"ticket":null})"));

    const auto ticket = client_on(network).ticket(42);

    CHECK(ticket.error().kind == ErrorKind::failed_there);
    CHECK(ticket.error().message == "Zendesk sent a ticket we cannot read");
}

TEST_CASE("an agent opens a ticket at its own address") {
    ScriptedTransport network;
    CHECK(client_on(network).agent_url(42) == "https://acme.zendesk.com/agent/tickets/42");
}
