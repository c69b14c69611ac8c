#include "libemergency/pagerduty/client.h"
#include "tests/fakes/scripted_transport.h"

#include <nlohmann/json.hpp>

using namespace emergency;
using nlohmann::json;
using pagerduty::NewIncident;

namespace {

const NewIncident wanted{.title = "502 for everyone",
                         .details = "see the ticket",
                         .service_id = "PSVC003",
                         .assignee_ids = {"PMEL001"},
                         .incident_key = "ZD-400123/page/manager/1"};

pagerduty::Client pagerduty_for_new_incident(ScriptedTransport& network) {
    return {network, "https://pd", Secret("t0ken"), "ana@example.com"};
}

constexpr const char* made =
    R"({"incident":{"id":"Q0NEW","status":"triggered","created_at":"2026-03-10T04:00:00Z"}})";

}  // namespace

TEST_CASE("a page by hand says title, service, body, assignee and key, and may be repeated") {
    ScriptedTransport network;
    network.expect("POST https://pd/incidents", answer(201, made));

    const auto incident = pagerduty_for_new_incident(network).apply(wanted);

    REQUIRE(incident);
    CHECK(incident->id == "Q0NEW");
    const auto& request = network.sent[0];
    CHECK(request.repeatable == http::Repeatable::yes);
    CHECK(request.headers.at("from") == "ana@example.com");
    CHECK(json::parse(request.body) == json::parse(R"({"incident":{
        "type":"incident","title":"502 for everyone","urgency":"high",
        "service":{"id":"PSVC003","type":"service_reference"},
        "incident_key":"ZD-400123/page/manager/1",
        "body":{"type":"incident_body","details":"see the ticket"},
        "assignments":[{"assignee":{"id":"PMEL001","type":"user_reference"}}]}})"));
}

TEST_CASE("an escalation policy and assignees exclude each other") {
    ScriptedTransport network;
    auto by_policy = wanted;
    by_policy.assignee_ids.clear();
    by_policy.escalation_policy_id = "PPOL002";
    const auto client = pagerduty_for_new_incident(network);
    const auto policy = json::parse(client.show(by_policy).body).at("incident");
    CHECK(policy.at("escalation_policy").at("id") == "PPOL002");
    CHECK_FALSE(policy.contains("assignments"));
    by_policy.assignee_ids = {"PMEL001"};
    CHECK_FALSE(
        json::parse(client.show(by_policy).body).at("incident").contains("escalation_policy"));
}

TEST_CASE("an open incident with the key is a conflict, any other refusal is not") {
    ScriptedTransport network;
    network.expect("POST https://pd/incidents",
                   answer(400, R"({"error":{"message":"Arguments Caused Error","code":2002,
        "errors":["Open incident with matching dedup key already exists on this service"]}})"));
    network.expect("POST https://pd/incidents",
                   answer(400, R"({"error":{"message":"Invalid Input Provided","code":2001,
        "errors":["Title cannot be empty"]}})"));
    const auto client = pagerduty_for_new_incident(network);

    CHECK(client.apply(wanted).error().kind == ErrorKind::conflict);
    CHECK(client.apply(wanted).error().kind == ErrorKind::rejected);
}

TEST_CASE("a person is found by the whole address, not by a part of it") {
    ScriptedTransport network;
    const auto* users = R"({"users":[{"id":"P1","name":"Bo","email":"bob@example.com"},
        {"id":"P2","name":"Bo","email":"Bo@example.com"}],"more":false})";
    network.expect("GET https://pd/users?query=bo%40example.com&limit=100", answer(200, users));
    network.expect("GET https://pd/users?query=b%40example.com&limit=100", answer(200, users));
    const auto client = pagerduty_for_new_incident(network);

    const auto bo = client.user_by_email("bo@example.com");
    REQUIRE(bo);
    CHECK(bo->id == "P2");
    CHECK(client.user_by_email("b@example.com").error().kind == ErrorKind::not_found);
}
