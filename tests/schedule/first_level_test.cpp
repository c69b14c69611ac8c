#include "libemergency/schedule/first_level.h"

#include "libemergency/schedule/rotation.h"
#include "tests/fakes/scripted_transport.h"
#include "tests/schedule/rosters.h"

using emergency::ErrorKind;
using emergency::Rotation;
using emergency::Secret;
using emergency::pagerduty::Client;
using emergency::schedule::with_schedules;

namespace {

const Rotation by_policy{.name = "gov", .escalation_policy = "PPOL020"};

emergency::http::Response policy_answer(const std::string& targets) {
    return {.status = 200,
            .body = R"({"escalation_policy":{"id":"PPOL020","name":"Gov","escalation_rules":[
                {"targets":[)" +
                    targets + R"(]},
                {"targets":[{"type":"schedule_reference","id":"PSCH099"}]}]}})"};
}

constexpr const char* policy_line = "GET https://pd/escalation_policies/PPOL020";

}  // namespace

TEST_CASE("a rotation by escalation policy has the schedules of its first level") {
    ScriptedTransport network;
    network.expect(policy_line, policy_answer(R"({"type":"schedule_reference","id":"PSCH020"},
                                    {"type":"user_reference","id":"PANA"},
                                    {"type":"schedule_reference","id":"PSCH021"})"));
    const Client client(network, "https://pd", Secret("t0ken"), "");
    const Rotation plain{.name = "ceoc", .schedules = {"PSCH001"}};
    const auto whole = with_schedules(client, std::vector{plain, by_policy});
    REQUIRE(whole);
    REQUIRE(whole->size() == 2);
    CHECK(whole->front().schedules == std::vector<std::string>{"PSCH001"});
    CHECK(whole->back().schedules == std::vector<std::string>{"PSCH020", "PSCH021"});
}

TEST_CASE("a first level without a schedule is told, and names the policy") {
    ScriptedTransport network;
    network.expect(policy_line, policy_answer(R"({"type":"user_reference","id":"PANA"})"));
    const Client client(network, "https://pd", Secret("t0ken"), "");
    const auto whole = with_schedules(client, by_policy);
    REQUIRE(!whole);
    CHECK(whole.error().kind == ErrorKind::configuration);
    CHECK(whole.error().message.find("PPOL020") != std::string::npos);
}

TEST_CASE("the duties of a rotation by escalation policy are those of its schedules") {
    ScriptedTransport network;
    network.expect(policy_line, policy_answer(R"({"type":"schedule_reference","id":"PSCH020"})"));
    network.expect(
        "GET https://pd/schedules/PSCH020?since=2026-03-10T00%3A00%3A00Z&until=2026-03-11T00%3A00%"
        "3A00Z",
        emergency::http::Response{.status = 200, .body = R"({"schedule":{"id":"PSCH020",
            "name":"Gov","time_zone":"UTC","final_schedule":{"rendered_schedule_entries":[
            {"start":"2026-03-10T05:00:00Z","end":"2026-03-10T11:00:00Z",
             "user":{"id":"PANA","summary":"Ana"}}]}}})"});
    const Client client(network, "https://pd", Secret("t0ken"), "");
    const auto duties = emergency::schedule::duties_of(
        client, by_policy, moment("2026-03-10T00:00:00Z"), moment("2026-03-11T00:00:00Z"));
    REQUIRE(duties);
    REQUIRE(duties->size() == 1);
    CHECK(duties->front().user.id == "PANA");
}
