#include "libemergency/core/time_zone.h"
#include "libemergency/pagerduty/client.h"
#include "libemergency/pagerduty/paging.h"
#include "libemergency/pagerduty/parse.h"
#include "tests/fakes/says.h"
#include "tests/fakes/scripted_transport.h"
#include "tests/zendesk/shared_fixtures.h"

#include <fmt/format.h>
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

const std::string first_incidents =
    "GET https://pd/incidents?date_range=all&include[]=first_trigger_log_entries"
    "&sort_by=created_at%3Adesc&limit=100";
const emergency::TimePoint some_noon = *emergency::parse_rfc3339("2026-03-10T12:00:00Z");

pagerduty::Client pagerduty_in_pages(emergency::http::Transport& network) {
    return {network, "https://pd", Secret("t0ken"), ""};
}

std::string incidents_page(const std::string& incidents, const std::string& more) {
    return fmt::format(R"({{"incidents":[{}],"more":{}}})", incidents, more);
}

const std::string listed_incident =
    R"({"id":"A","status":"triggered","created_at":"2026-03-10T04:00:00Z"})";

/// The kind of failure; no failure at all fails the test.
template <class Value>
ErrorKind kind_of_failure(const emergency::Result<Value>& result) {
    REQUIRE_FALSE(result);
    return result.error().kind;
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

TEST_CASE("a page of PagerDuty's that promises more and brings nothing new is no end") {
    const auto* const more = GENERATE("true", "1", "\"yes\"");
    const auto second = GENERATE_COPY(std::string(), listed_incident);
    ScriptedTransport network;
    network.expect(first_incidents, answer(200, incidents_page(listed_incident, more)));
    network.expect(first_incidents + "&offset=1", answer(200, incidents_page(second, more)));

    const auto found = pagerduty_in_pages(network).incidents({});

    REQUIRE_FALSE(found);
    CHECK(found.error().kind == ErrorKind::failed_there);
    CHECK(found.error().message == "PagerDuty says that there is more, but sends nothing new");
}

TEST_CASE("an empty page of PagerDuty's is an end only if it does not promise more") {
    ScriptedTransport network;
    network.expect(first_incidents, answer(200, incidents_page("", "true")));
    network.expect(first_incidents, answer(200, incidents_page("", "null")));
    network.expect(first_incidents, answer(200, R"({"incidents":[]})"));
    const auto client = pagerduty_in_pages(network);

    CHECK(kind_of_failure(client.incidents({})) == ErrorKind::failed_there);
    CHECK(client.incidents({}));
    CHECK(client.incidents({}));
}

TEST_CASE("an answer of PagerDuty's without the list that was asked for is not an empty list") {
    const auto* const body = GENERATE(
        "", "{}", "[]", R"({"incidents":null,"alerts":null,"users":null,"notes":null})",
        R"({"incidents":{},"alerts":0,"log_entries":"","users":true,"notes":{},"overrides":null})",
        R"({"schedule":{"id":"PSCH","final_schedule":null}})",
        R"({"schedule":{"id":"PSCH","final_schedule":{"rendered_schedule_entries":null}}})",
        R"({"escalation_policy":{"id":"P","escalation_rules":null},"user":null})",
        R"({"user":{"id":"PADA","contact_methods":null,"notification_rules":[]}})");
    INFO(body);
    OneAnswer network(200, body);
    const auto client = pagerduty_in_pages(network);

    CHECK(kind_of_failure(client.incidents({})) == ErrorKind::failed_there);
    CHECK(kind_of_failure(client.alerts("Q0")) == ErrorKind::failed_there);
    CHECK(kind_of_failure(client.log("Q0")) == ErrorKind::failed_there);
    CHECK(kind_of_failure(client.notes("Q0")) == ErrorKind::failed_there);
    CHECK(kind_of_failure(client.users("ada")) == ErrorKind::failed_there);
    CHECK(kind_of_failure(client.user_by_email("ada@example.com")) == ErrorKind::failed_there);
    CHECK(kind_of_failure(client.duties("PSCH", some_noon, some_noon)) == ErrorKind::failed_there);
    CHECK(kind_of_failure(client.rendered("PSCH", some_noon, some_noon)) ==
          ErrorKind::failed_there);
    CHECK(kind_of_failure(client.escalation_policy("P")) == ErrorKind::failed_there);
    CHECK(kind_of_failure(client.reachability("PADA")) == ErrorKind::failed_there);
}

TEST_CASE("PagerDuty's overrides without their list are unknown, not none") {
    const auto* const body = GENERATE("", "{}", R"({"overrides":null})", R"({"overrides":7})");
    OneAnswer network(200, body);
    CHECK(kind_of_failure(pagerduty_in_pages(network).overrides("PSCH", some_noon, some_noon)) ==
          ErrorKind::failed_there);
}

TEST_CASE("who a key belongs to must be said") {
    const auto* const body = GENERATE("", "{}", R"({"user":null})", R"({"user":{}})", "[]");
    OneAnswer network(200, body);
    CHECK(kind_of_failure(pagerduty_in_pages(network).me()) == ErrorKind::failed_there);
}

TEST_CASE("what may be missing in an incident is no failure") {
    OneAnswer network(200, R"({"incident":{"id":"A","status":"triggered","assignments":null,
        "acknowledgements":null,"created_at":"2026-03-10T04:00:00Z"}})");
    CHECK(pagerduty_in_pages(network).incident("A"));
}

TEST_CASE("the query for PagerDuty's next page comes from the page, or is an error") {
    const auto next = [](const char* page) {
        return pagerduty::next_query(nlohmann::json::parse(page), {{"limit", "2"}});
    };
    CHECK(**next(R"({"a":[1,2],"more":true,"limit":2,"offset":4})") ==
          emergency::http::Query{{"limit", "2"}, {"offset", "6"}});
    CHECK(**next(R"({"a":[],"next_cursor":"c"})") ==
          emergency::http::Query{{"limit", "2"}, {"cursor", "c"}});
    CHECK_FALSE(*next(R"({"a":[1,2],"more":false,"limit":2})"));
    CHECK_FALSE(*next(R"({"a":[1,2]})"));
    CHECK(next(R"({"a":[],"more":true,"limit":2})").error().kind == ErrorKind::failed_there);
    CHECK(next(R"({"a":[1],"more":true})").error().message ==
          "PagerDuty says that there is more, but not where");
}
