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
