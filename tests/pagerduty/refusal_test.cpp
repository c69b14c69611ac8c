#include "libemergency/pagerduty/client.h"
#include "libemergency/pagerduty/parse.h"
#include "tests/fakes/says.h"
#include "tests/fakes/scripted_transport.h"

#include <nlohmann/json.hpp>

using emergency::Error;
using emergency::ErrorKind;
using emergency::Secret;
using emergency::pagerduty::NewNote;
using nlohmann::json;
namespace pagerduty = emergency::pagerduty;

namespace {

Error refused_by_pagerduty(int status, const std::string& body) {
    ScriptedTransport network;
    network.expect("POST https://pd/incidents/Q0ABC/notes", answer(status, body));
    const pagerduty::Client client(network, "https://pd", Secret("t0ken"), "ada@example.com");
    return client.apply(NewNote{.incident_id = "Q0ABC", .content = "x"}).error();
}

}  // namespace

TEST_CASE("PagerDuty's refusals of every shape become one sentence") {
    const auto [body, reason] = GENERATE(table<std::string, std::string>({
        {R"({"error":{"message":"Arguments Caused Error","code":2002,"errors":["a","b"]}})",
         "Arguments Caused Error: a; b (code 2002)"},
        {R"({"error":{"message":"Enhance Your Calm","code":420,"errors":"too many links"}})",
         "Enhance Your Calm: too many links (code 420)"},
        {R"({"error":{"message":"Not Found","code":2100}})", "Not Found (code 2100)"},
        {R"({"error":{"errors":["alone"]}})", "alone"},
        {R"({"error":{"message":"m","errors":[]}})", "m"},
        {R"({"error":{"code":7}})", "(code 7)"},
        {R"({"error":"Forbidden"})", "Forbidden"},
        {R"({"message":"elsewhere"})", "elsewhere"},
        {R"({"error":{"message":null,"code":null,"errors":null}})", ""},
        {R"({"error":7})", ""},
        {R"({"error":[1]})", ""},
        {"{}", ""},
        {"[]", ""},
    }));
    CHECK(emergency::pagerduty::explain(json::parse(body)) == reason);
}

TEST_CASE("an ability that the plan lacks is named") {
    const auto error =
        refused_by_pagerduty(402, R"({"error":{"message":"Payment Required","code":2014,
        "errors":["Account does not have the coordinated_responding ability"]}})");

    CHECK(error.kind == ErrorKind::unauthorized);
    CHECK(says(error.hint, "ability coordinated_responding"));
    CHECK(refused_by_pagerduty(402, "").kind == ErrorKind::unauthorized);
}

TEST_CASE("a From that PagerDuty misses or does not know is a matter of configuration") {
    const auto* const body =
        GENERATE(R"({"error":{"message":"Requester User Not Found","code":1008,"errors":[]}})",
                 R"({"error":{"message":"Invalid Input Provided","code":2016,"errors":["From"]}})");
    const auto error = refused_by_pagerduty(400, body);

    CHECK(error.kind == ErrorKind::configuration);
    CHECK(says(error.hint, "pagerduty.email"));
}

TEST_CASE("refused credentials name PagerDuty's setting") {
    const auto status = GENERATE(401, 403);
    const auto error = refused_by_pagerduty(status, "");

    CHECK(error.kind == ErrorKind::unauthorized);
    CHECK(says(error.hint, "pagerduty.token"));
}

TEST_CASE("an incident that PagerDuty does not know is named") {
    const auto error =
        refused_by_pagerduty(404, R"({"error":{"message":"Not Found","code":2100}})");

    CHECK(error.kind == ErrorKind::not_found);
    CHECK(error.message == "PagerDuty has no incident Q0ABC (404)");
}

TEST_CASE("another refusal of PagerDuty's stays what it is") {
    const auto error = refused_by_pagerduty(400, R"({"error":{"message":"Bad","code":2001}})");

    CHECK(error.kind == ErrorKind::rejected);
    CHECK(says(error.message, "Bad (code 2001)"));
    CHECK(error.hint.empty());
}

TEST_CASE("a key that belongs to nobody is no user's key") {
    ScriptedTransport network;
    network.expect("GET https://pd/users/me", answer(400, R"({"error":{"message":"no user"}})"));
    const pagerduty::Client client(network, "https://pd", Secret("t0ken"), "");

    const auto error = client.me().error();
    CHECK(error.kind == ErrorKind::unauthorized);
    CHECK(says(error.hint, "user's own key"));
}

TEST_CASE("an answer without an incident in it is an error, not an empty incident") {
    const auto* const body = GENERATE("{}", R"({"incident":null})", R"({"incident":[]})",
                                      R"({"incident":{"id":"Q0ABC","status":"triggered"}})",
                                      R"({"incident":{"id":"Q0ABC","status":"odd",
                                          "created_at":"2026-03-10T04:00:00Z"}})");
    ScriptedTransport network;
    network.expect("GET https://pd/incidents/Q0ABC?include[]=first_trigger_log_entries",
                   answer(200, body));
    const pagerduty::Client client(network, "https://pd", Secret("t0ken"), "");

    const auto error = client.incident("Q0ABC").error();
    CHECK(error.kind == ErrorKind::failed_there);
    CHECK(error.message == "PagerDuty sent an incident we cannot read");
}
