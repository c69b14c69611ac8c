#include "tests/sandbox/frame_sandbox.h"

using sandbox::test::Room;
using json = nlohmann::json;

namespace {

json event(const std::string& action) {
    return {{"routing_key", "0123456789abcdef0123456789abcdef"},
            {"event_action", action},
            {"dedup_key", "disk/7"},
            {"payload", {{"summary", "Disk full"}, {"source", "node7"}, {"severity", "error"}}}};
}

json newest(Room& room) {
    return room.control.state()["pagerduty"]["incidents"].back();
}

}  // namespace

TEST_CASE("Events sandbox: one key opens one incident, which its events acknowledge and resolve") {
    Room room;
    const auto first = room.event(event("trigger"));
    CHECK(first.status == 202);
    CHECK(first.body["dedup_key"] == "disk/7");
    room.event(event("trigger"));
    CHECK(room.control.state()["pagerduty"]["incidents"].size() == 2);
    CHECK(newest(room)["title"] == "Disk full");
    CHECK(newest(room)["assignments"][0]["assignee"]["id"] == "PANA001");
    room.event(event("acknowledge"));
    CHECK(newest(room)["status"] == "acknowledged");
    room.event(event("resolve"));
    CHECK(newest(room)["status"] == "resolved");
    room.event(event("trigger"));
    CHECK(room.control.state()["pagerduty"]["incidents"].size() == 3);
}

TEST_CASE("Events sandbox: malformed events are refused with their reason") {
    Room room;
    auto short_key = event("trigger");
    short_key["routing_key"] = "short";
    const auto refused = room.event(short_key);
    CHECK(refused.status == 400);
    CHECK(refused.body["errors"][0] ==
          "Length of 'routing_key' is incorrect (should be 32 characters)");
    auto nameless = event("resolve");
    nameless.erase("dedup_key");
    CHECK(room.event(nameless).status == 400);
    auto empty = event("trigger");
    empty.erase("payload");
    CHECK(room.event(empty).status == 400);
    auto stranger = event("trigger");
    stranger["routing_key"] = std::string(32, 'x');
    CHECK(room.event(stranger).status == 400);
    CHECK(room.control.state()["pagerduty"]["incidents"].size() == 1);
}

TEST_CASE("Events sandbox: an event about a change is accepted and opens nothing") {
    Room room;
    const auto send = [&](const json& body) {
        return sandbox::test::seen(room.services.events.answer(
            {.method = "POST", .path = "/v2/change/enqueue", .body = body.dump()}));
    };
    auto change = event("trigger");
    for (const auto* name : {"event_action", "dedup_key"}) {
        change.erase(name);
    }
    const auto accepted = send(change);
    CHECK(accepted.status == 202);
    CHECK(accepted.body["status"] == "success");
    CHECK(room.control.state()["pagerduty"]["incidents"].size() == 1);
    change["payload"].erase("summary");
    CHECK(send(change).body["errors"][0] == "'payload.summary' is missing or blank");
}

TEST_CASE("Events sandbox: values of the wrong type are refused without a word of the inside") {
    Room room;
    auto strange = event("trigger");
    strange["payload"] = "x";
    CHECK(room.event(strange).status == 400);
    strange = event("trigger");
    strange["links"] = "x";
    CHECK(room.event(strange).status == 202);
}
