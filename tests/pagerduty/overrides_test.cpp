#include "libemergency/core/time_zone.h"
#include "libemergency/pagerduty/client.h"
#include "tests/fakes/scripted_transport.h"

#include <nlohmann/json.hpp>

using namespace emergency;
using nlohmann::json;
using pagerduty::NewOverride;
using pagerduty::OverrideRemoval;

namespace {

const NewOverride wanted_override{.schedule_id = "PSCH001",
                                  .user_id = "PBOL001",
                                  .start = *parse_rfc3339("2026-03-10T10:00:00Z"),
                                  .end = *parse_rfc3339("2026-03-10T18:00:00Z")};

pagerduty::Client pagerduty_for_overrides(ScriptedTransport& network) {
    return {network, "https://pd", Secret("t0ken"), "ana@example.com"};
}

constexpr const char* overrides_path = "https://pd/schedules/PSCH001/overrides";

}  // namespace

TEST_CASE("an override says who has which time, and is not repeated blindly") {
    ScriptedTransport network;
    network.expect(std::string("POST ") + overrides_path, answer(201, R"([{"status":201,"override":
        {"id":"Q0VER1","start":"2026-03-10T10:00:00Z","end":"2026-03-10T18:00:00Z",
         "user":{"id":"PBOL001","type":"user_reference"}}}])"));
    const auto made = pagerduty_for_overrides(network).apply(wanted_override);
    REQUIRE(made);
    CHECK(made->id == "Q0VER1");
    CHECK(network.sent[0].repeatable == http::Repeatable::no);
    CHECK(json::parse(network.sent[0].body) == json::parse(R"({"overrides":[
        {"start":"2026-03-10T10:00:00Z","end":"2026-03-10T18:00:00Z",
         "user":{"id":"PBOL001","type":"user_reference"}}]})"));
}

TEST_CASE("a refusal within an answer of 201 is a refusal") {
    ScriptedTransport network;
    network.expect(
        std::string("POST ") + overrides_path,
        answer(201, R"([{"status":400,"errors":["Override must end after its start"]}])"));
    const auto made = pagerduty_for_overrides(network).apply(wanted_override);
    REQUIRE_FALSE(made);
    CHECK(made.error().kind == ErrorKind::rejected);
    CHECK(made.error().http_status == 400);
    CHECK(made.error().message.find("Override must end after its start") != std::string::npos);
}

TEST_CASE("an answer that says nothing of the override leaves a doubt") {
    for (const auto* body : {"", "[]", "{}", "[null]", "[7]", R"([{"status":null}])",
                             R"([{"status":201}])", R"([{"status":201,"override":null}])"}) {
        INFO(body);
        ScriptedTransport network;
        network.expect(std::string("POST ") + overrides_path, answer(201, body));
        const auto made = pagerduty_for_overrides(network).apply(wanted_override);
        REQUIRE_FALSE(made);
        CHECK(made.error().kind == ErrorKind::failed_there);
    }
}

TEST_CASE("overrides are read whole") {
    ScriptedTransport network;
    network.expect(
        std::string("GET ") + overrides_path +
            "?since=2026-03-10T10%3A00%3A00Z&until=2026-03-10T18%3A00%3A00Z&overflow=true",
        answer(200, R"({"overrides":[{"id":"Q0VER1","start":"2026-03-10T10:00:00Z",
                       "end":"2026-03-10T18:00:00Z","user":{"id":"PBOL001"}}]})"));
    const auto all = pagerduty_for_overrides(network).overrides("PSCH001", wanted_override.start,
                                                                wanted_override.end);
    REQUIRE(all);
    REQUIRE(all->size() == 1);
    CHECK(all->front().user.id == "PBOL001");
    CHECK(all->front().end == wanted_override.end);
}

TEST_CASE("an override that is gone already is as good as taken back") {
    ScriptedTransport network;
    const OverrideRemoval removal{.schedule_id = "PSCH001", .override_id = "Q0VER1"};
    for (const int status : {204, 404}) {
        network.expect(std::string("DELETE ") + overrides_path + "/Q0VER1", answer(status));
        CHECK(pagerduty_for_overrides(network).apply(removal));
    }
    network.expect(std::string("DELETE ") + overrides_path + "/Q0VER1",
                   answer(400, R"({"error":{"message":"Invalid","code":2001}})"));
    CHECK_FALSE(pagerduty_for_overrides(network).apply(removal));
}
