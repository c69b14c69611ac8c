#include "libemergency/zendesk/client.h"
#include "libemergency/zendesk/parse.h"
#include "tests/fakes/says.h"
#include "tests/zendesk/client_on.h"

#include <nlohmann/json.hpp>

using emergency::ErrorKind;
using nlohmann::json;

using namespace zendesk_account;

TEST_CASE("Zendesk's refusals of every shape become one sentence") {
    const auto [body, reason] = GENERATE(table<std::string, std::string>({
        {R"({"error":"RecordNotFound","description":"Not found"})", "RecordNotFound: Not found"},
        {R"({"error":"Couldn't authenticate you"})", "Couldn't authenticate you"},
        {R"({"error":{"title":"Forbidden","message":"No access"}})", "Forbidden: No access"},
        {R"({"error":"RecordInvalid","description":"Record validation errors","details":
            {"status":[{"description":"Status: closed prevents ticket update"}]}})",
         "RecordInvalid: Record validation errors: Status: closed prevents ticket update"},
        {R"({"errors":[{"code":"TooLong","title":"Too long"},{"code":"Bad"}]})", "Too long; Bad"},
        {R"({"errors":"all wrong"})", "all wrong"},
        {R"({"details":{"base":"nothing"}})", "nothing"},
        {R"({"details":{"base":[]}})", "base"},
        {R"({"error":null,"description":null,"details":null,"errors":null})", ""},
        {R"({"error":7,"description":[1]})", ""},
        {"{}", ""},
        {"[]", ""},
    }));
    CHECK(emergency::zendesk::explain(json::parse(body)) == reason);
}

TEST_CASE("a ticket that Zendesk does not know is named") {
    ScriptedTransport network;
    network.expect("GET " + base + "/tickets/42.json",
                   answer(404, R"({"error":"RecordNotFound","description":"Not found"})"));

    const auto error = client_on(network).ticket(42).error();

    CHECK(error.kind == ErrorKind::not_found);
    CHECK(error.message == "Zendesk has no ticket 42 (404)");
    CHECK(error.hint.empty());
    CHECK(error.http_status == 404);
}

TEST_CASE("a wrong subdomain is suspected when Zendesk says nothing, and known when it says so") {
    ScriptedTransport network;
    network.expect("GET " + base + "/tickets/42.json", answer(404, "{}"));
    network.expect("GET " + base + "/tickets/43.json",
                   answer(404, R"({"error":{"title":"No help desk at nosuch.zendesk.com"}})"));
    network.expect("GET " + base + "/users/me.json", answer(404, "{}"));
    const auto client = client_on(network);

    const auto silent = client.ticket(42).error();
    CHECK(silent.kind == ErrorKind::not_found);
    CHECK(says(silent.hint, "zendesk.url"));
    CHECK(client.ticket(43).error().kind == ErrorKind::configuration);
    CHECK(client.me().error().kind == ErrorKind::configuration);
}

TEST_CASE("refused credentials name Zendesk's setting") {
    const auto status = GENERATE(401, 403);
    ScriptedTransport network;
    network.expect("GET " + base + "/tickets/42/audits.json",
                   answer(status, R"({"error":"Couldn't authenticate you"})"));

    const auto error = client_on(network).audits(42).error();

    CHECK(error.kind == ErrorKind::unauthorized);
    CHECK(says(error.hint, "zendesk.token"));
}

TEST_CASE("a ticket that changed meanwhile is a conflict") {
    ScriptedTransport network;
    network.expect("PUT " + base + "/tickets/42.json",
                   answer(409, R"({"error":"UpdateConflict","description":"outdated"})"));

    const auto updated = client_on(network).apply(
        emergency::zendesk::TicketUpdate{.ticket_id = 42, .updated_stamp = "2026-03-10T04:00:00Z"});

    CHECK(updated.error().kind == ErrorKind::conflict);
    CHECK(says(updated.error().message, "UpdateConflict: outdated"));
}

TEST_CASE("a page for humans is no answer of Zendesk's") {
    ScriptedTransport network;
    network.expect("GET " + base + "/tickets/42.json", answer(200, "<html>Log in</html>"));

    CHECK(client_on(network).ticket(42).error().kind == ErrorKind::failed_there);
}
