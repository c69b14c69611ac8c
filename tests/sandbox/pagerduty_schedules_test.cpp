#include "tests/sandbox/frame_sandbox.h"

using sandbox::test::Room;
using json = nlohmann::json;

namespace {

json final_entries(Room& room, const std::string& since, const std::string& until) {
    const auto answer =
        room.pagerduty("GET", "/schedules/PSCH001", {}, {{"since", since}, {"until", until}});
    REQUIRE(answer.status == 200);
    return answer.body["schedule"]["final_schedule"]["rendered_schedule_entries"];
}

}  // namespace

TEST_CASE("PagerDuty sandbox: an override is cut into the final schedule") {
    Room room;
    const auto entries = final_entries(room, "2026-03-10T04:00:00Z", "2026-03-10T18:00:00Z");
    REQUIRE(entries.size() == 3);
    CHECK(entries[0]["user"]["id"] == "PANA001");
    CHECK(entries[0]["start"] == "2026-03-10T04:00:00Z");
    CHECK(entries[1]["user"]["id"] == "PFRA001");
    CHECK(entries[1]["start"] == "2026-03-10T10:00:00Z");
    CHECK(entries[1]["end"] == "2026-03-10T14:00:00Z");
    CHECK(entries[2]["user"]["id"] == "PBOL001");
}

TEST_CASE("PagerDuty sandbox: without a window the schedule is not rendered") {
    Room room;
    const auto schedule = room.pagerduty("GET", "/schedules/PSCH001").body["schedule"];
    CHECK(schedule["final_schedule"]["rendered_schedule_entries"].empty());
    CHECK(schedule["users"].size() == 3);
}

TEST_CASE("PagerDuty sandbox: the last override created wins, and can be taken back") {
    Room room;
    const json wanted{{"overrides",
                       {{{"start", "2026-03-10T05:00:00Z"},
                         {"end", "2026-03-10T06:00:00Z"},
                         {"user", {{"id", "PBOL001"}, {"type", "user_reference"}}}},
                        {{"start", "2026-03-10T06:00:00Z"},
                         {"end", "2026-03-10T05:00:00Z"},
                         {"user", {{"id", "PBOL001"}, {"type", "user_reference"}}}}}}};
    const auto made = room.pagerduty("POST", "/schedules/PSCH001/overrides", wanted);
    CHECK(made.status == 201);
    REQUIRE(made.body.size() == 2);
    CHECK(made.body[0]["status"] == 201);
    CHECK(made.body[1]["status"] == 400);
    CHECK(final_entries(room, "2026-03-10T05:30:00Z", "2026-03-10T05:31:00Z")[0]["user"]["id"] ==
          "PBOL001");
    const auto id = made.body[0]["override"]["id"].get<std::string>();
    CHECK(room.pagerduty("DELETE", "/schedules/PSCH001/overrides/" + id).status == 204);
    CHECK(final_entries(room, "2026-03-10T05:30:00Z", "2026-03-10T05:31:00Z")[0]["user"]["id"] ==
          "PANA001");
}

namespace {

json with_layers(const json& layers, const std::string& zone) {
    auto scenario = sandbox::test::scenario_at_four();
    scenario["schedules"] = {
        {{"id", "PSCH001"}, {"name", "S"}, {"time_zone", zone}, {"layers", layers}}};
    return scenario;
}

/// "PANA001 2026-03-28T09:00:00+01:00 2026-03-28T17:00:00+01:00", an entry a line.
std::vector<std::string> lines_of(const json& entries) {
    std::vector<std::string> lines;
    for (const auto& each : entries) {
        lines.push_back(each["user"]["id"].get<std::string>() + " " +
                        each["start"].get<std::string>() + " " + each["end"].get<std::string>());
    }
    return lines;
}

using Lines = std::vector<std::string>;

const json weekly{{"users", {"ana@example.com", "bo@example.com"}},
                  {"turn", "7d"},
                  {"from", "2026-01-01T00:00:00Z"},
                  {"handoff", "2026-01-05T09:00"}};

}  // namespace

TEST_CASE("PagerDuty sandbox: a layer's turns begin by the clocks of its zone") {
    Room room(with_layers(json::array({weekly}), "Europe/Madrid"));
    CHECK(lines_of(final_entries(room, "2026-03-23T00:00:00Z", "2026-04-07T00:00:00Z")) ==
          Lines{"PANA001 2026-03-23T01:00:00+01:00 2026-03-23T09:00:00+01:00",
                "PBOL001 2026-03-23T09:00:00+01:00 2026-03-30T09:00:00+02:00",
                "PANA001 2026-03-30T09:00:00+02:00 2026-04-06T09:00:00+02:00",
                "PBOL001 2026-04-06T09:00:00+02:00 2026-04-07T02:00:00+02:00"});
    CHECK(lines_of(final_entries(room, "2026-10-25T00:00:00Z", "2026-10-26T12:00:00Z")) ==
          Lines{"PBOL001 2026-10-25T02:00:00+02:00 2026-10-26T09:00:00+01:00",
                "PANA001 2026-10-26T09:00:00+01:00 2026-10-26T13:00:00+01:00"});
}

TEST_CASE("PagerDuty sandbox: restricted hours follow the clocks; a later layer lies upon others") {
    auto day = weekly;
    day["hours"] = {{{"from", "09:00"}, {"for", "8h"}}};
    const json saturday{{"users", {"francesca@example.com"}},
                        {"turn", "7d"},
                        {"from", "2026-01-01T00:00:00Z"},
                        {"handoff", "2026-01-05T00:00"},
                        {"hours", {{{"on", "sat"}, {"from", "16:00"}, {"for", "12h"}}}}};
    Room room(with_layers({day, saturday}, "Europe/Madrid"));
    CHECK(lines_of(final_entries(room, "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z")) ==
          Lines{"PBOL001 2026-03-28T09:00:00+01:00 2026-03-28T16:00:00+01:00",
                "PFRA001 2026-03-28T16:00:00+01:00 2026-03-29T04:00:00+02:00",
                "PBOL001 2026-03-29T09:00:00+02:00 2026-03-29T17:00:00+02:00"});
    const auto shown = room.pagerduty("GET", "/schedules/PSCH001").body["schedule"];
    const auto& layers = shown["schedule_layers"];
    REQUIRE(layers.size() == 2);
    CHECK(layers[0]["restrictions"][0]["start_day_of_week"] == 6);
    CHECK(layers[1]["restrictions"][0]["type"] == "daily_restriction");
    CHECK(layers[1]["rotation_turn_length_seconds"] == 604800);
    CHECK(layers[1]["users"].size() == 2);
    CHECK(shown["users"].size() == 3);
}

TEST_CASE("PagerDuty sandbox: after a layer has ended nobody is on call") {
    auto ending = weekly;
    ending["to"] = "2026-03-10T08:00:00Z";
    Room room(with_layers(json::array({ending}), "UTC"));
    CHECK(lines_of(final_entries(room, "2026-03-10T04:00:00Z", "2026-03-11T00:00:00Z")) ==
          Lines{"PBOL001 2026-03-10T04:00:00Z 2026-03-10T08:00:00Z"});
}

TEST_CASE("PagerDuty sandbox: overrides are listed only for a window") {
    Room room;
    CHECK(room.pagerduty("GET", "/schedules/PSCH001/overrides").status == 400);
    const auto listed =
        room.pagerduty("GET", "/schedules/PSCH001/overrides", {},
                       {{"since", "2026-03-10T00:00:00Z"}, {"until", "2026-03-11T00:00:00Z"}});
    CHECK(listed.body["overrides"].size() == 1);
}

TEST_CASE("PagerDuty sandbox: who is on call follows the clock and the levels") {
    Room room;
    const auto now = room.pagerduty("GET", "/oncalls").body["oncalls"];
    REQUIRE(now.size() == 3);
    CHECK(now[0]["user"]["id"] == "PANA001");
    CHECK(now[0]["end"] == "2026-03-10T10:00:00Z");
    CHECK(now[1]["user"]["id"] == "PMEL001");
    CHECK(now[1]["escalation_level"] == 2);
    room.ask("POST", "/clock", {{"advance", "7h"}});
    const auto later = room.pagerduty("GET", "/oncalls").body["oncalls"];
    CHECK(later[0]["user"]["id"] == "PFRA001");
}

TEST_CASE("PagerDuty sandbox: the managers' schedule is rendered in its own zone") {
    Room room;
    const auto answer =
        room.pagerduty("GET", "/schedules/PSCH002", {},
                       {{"since", "2026-03-10T04:00:00Z"}, {"until", "2026-03-10T05:00:00Z"}});
    const auto entry = answer.body["schedule"]["final_schedule"]["rendered_schedule_entries"][0];
    CHECK(entry["start"] == "2026-03-10T13:00:00+09:00");
}
