#include "tests/sandbox/frame_sandbox.h"

using sandbox::test::Room;
using json = nlohmann::json;

namespace {

constexpr auto emergency_page = "/incidents/Q0EMERG0000001";

json asked_for(const json& targets) {
    return {{"requester_id", "PANA001"},
            {"message", "Please help"},
            {"responder_request_targets", targets}};
}

}  // namespace

TEST_CASE("PagerDuty sandbox: values of the wrong type are refused in its own form") {
    Room room;
    const auto before = room.control.state();
    for (const auto& change :
         {json{{"assignments", "x"}}, json{{"assignments", {1}}}, json{{"title", 5}},
          json{{"escalation_policy", "PPOL001"}}, json{{"conference_bridge", {1}}}}) {
        INFO(change);
        const auto refused = room.pagerduty("PUT", emergency_page, {{"incident", change}});
        CHECK(refused.status == 400);
        CHECK(refused.body["error"]["code"] == 2001);
        CHECK(refused.headers.contains("ratelimit-remaining"));
    }
    const std::string responders = std::string(emergency_page) + "/responder_requests";
    for (const auto& targets : {json{1}, json("x"), json::array()}) {
        CHECK(room.pagerduty("POST", responders, asked_for(targets)).body["error"]["code"] == 2001);
    }
    CHECK(room.pagerduty("PUT", emergency_page, json::array({1})).status == 400);
    CHECK(room.control.state() == before);
}

TEST_CASE("PagerDuty sandbox: a body that is no JSON, or a moment that is none, is told as such") {
    Room room;
    sandbox::Request request{.method = "PUT",
                             .path = emergency_page,
                             .headers = {{"authorization", "Token token=" + room.token}},
                             .body = "{\"incident\":"};
    const auto broken = sandbox::test::seen(room.services.pagerduty.answer(request));
    CHECK(broken.status == 400);
    CHECK(broken.body["error"]["errors"][0] == "The request body is not valid JSON");
    for (const auto* path : {"/incidents", "/log_entries", "/oncalls", "/schedules/PSCH001"}) {
        INFO(path);
        CHECK(room.pagerduty("GET", path, {}, {{"since", "garbage"}}).status == 400);
    }
}

TEST_CASE("PagerDuty sandbox: what is left of the limit counts down and is whole a minute later") {
    Room room;
    const auto left = [&] {
        return std::stoi(room.pagerduty("GET", "/abilities").headers.at("ratelimit-remaining"));
    };
    CHECK(left() == 959);
    CHECK(left() == 958);
    const auto answer = room.pagerduty("GET", "/abilities");
    room.services.ground.clock.advance(
        std::chrono::seconds(std::stoi(answer.headers.at("ratelimit-reset"))));
    CHECK(left() == 959);
}

TEST_CASE("PagerDuty sandbox: policies and services come with what include asks for") {
    Room room;
    const auto policies =
        room.pagerduty("GET", "/escalation_policies", {}, {{"include[]", "targets"}}).body;
    const auto& target = policies["escalation_policies"][0]["escalation_rules"][0]["targets"][0];
    CHECK(target["type"] == "schedule");
    CHECK(target["time_zone"] == "UTC");
    const auto bare = room.pagerduty("GET", "/escalation_policies/PPOL001").body;
    CHECK(bare["escalation_policy"]["escalation_rules"][0]["targets"][0]["type"] ==
          "schedule_reference");
    const auto service =
        room.pagerduty("GET", "/services/PSVC001", {}, {{"include[]", "integrations"}}).body;
    CHECK(service["service"]["integrations"][0]["integration_key"] ==
          "0123456789abcdef0123456789abcdef");
    const auto of_mel =
        room.pagerduty("GET", "/escalation_policies", {}, {{"user_ids[]", "PMEL001"}}).body;
    CHECK(of_mel["escalation_policies"].size() == 2);
    const auto of_ana =
        room.pagerduty("GET", "/escalation_policies", {}, {{"user_ids[]", "PANA001"}}).body;
    REQUIRE(of_ana["escalation_policies"].size() == 1);
    CHECK(of_ana["escalation_policies"][0]["id"] == "PPOL001");
}

TEST_CASE("PagerDuty sandbox: alerts are resolved and moved, and the last one takes the incident") {
    Room room;
    const std::string path = std::string(emergency_page) + "/alerts";
    const auto id = room.pagerduty("GET", path).body["alerts"][0]["id"];
    CHECK(room.pagerduty("PUT", path, {{"alerts", {{{"id", "Q404"}, {"status", "resolved"}}}}})
              .status == 400);
    CHECK(room.pagerduty("PUT", path, {{"alerts", {{{"id", id}, {"status", "burnt"}}}}}).status ==
          400);
    const auto done =
        room.pagerduty("PUT", path, {{"alerts", {{{"id", id}, {"status", "resolved"}}}}});
    REQUIRE(done.status == 200);
    CHECK(done.body["alerts"][0]["status"] == "resolved");
    CHECK(room.pagerduty("GET", emergency_page).body["incident"]["status"] == "resolved");

    const json wanted{{"incident",
                       {{"type", "incident"},
                        {"title", "Another"},
                        {"service", {{"id", "PSVC001"}, {"type", "service_reference"}}}}}};
    const auto other = room.pagerduty("POST", "/incidents", wanted).body["incident"]["id"];
    const json move{
        {"alerts", {{{"id", id}, {"incident", {{"id", other}, {"type", "incident_reference"}}}}}}};
    CHECK(room.pagerduty("PUT", path, move).body["alerts"][0]["incident"]["id"] == other);
    CHECK(room.pagerduty("GET", path).body["alerts"].empty());
}

TEST_CASE("PagerDuty sandbox: who was asked for help and has not answered can be let go") {
    Room room;
    const std::string path = std::string(emergency_page) + "/responder_requests";
    const json bo{{"id", "PBOL001"}, {"type", "user_reference"}};
    const json mel{{"id", "PMEL001"}, {"type", "user_reference"}};
    REQUIRE(room.pagerduty("POST", path, asked_for({{{"responder_request_target", bo}}})).status ==
            200);
    const auto results = room.pagerduty("PUT", path + "/cancel", asked_for({bo, mel})).body;
    CHECK(results["responder_request_targets"][0]["result"] == "cancelled");
    CHECK(results["responder_request_targets"][1]["result"] == "not_found");
    const auto incident = room.pagerduty("GET", emergency_page).body["incident"];
    CHECK(incident["incidents_responders"][0]["state"] == "user_cancelled");
}
