#include "tests/sandbox/frame_sandbox.h"

using sandbox::test::Room;
using json = nlohmann::json;

TEST_CASE("Control port: the clock moves by spans and refuses anything else") {
    Room room;
    CHECK(room.ask("POST", "/clock", {{"advance", "1h30m"}}).body["now"] == "2026-03-10T05:30:00Z");
    CHECK(room.ask("POST", "/clock", {{"advance", "3d"}}).body["now"] == "2026-03-13T05:30:00Z");
    for (const auto* wrong : {"", "15", "m", "-2h", "soon", "1h x"}) {
        INFO(wrong);
        CHECK(room.ask("POST", "/clock", {{"advance", wrong}}).status == 400);
    }
    CHECK(room.ask("POST", "/clock", {{"advance", 15}}).status == 400);
    CHECK(room.ask("GET", "/clock").body["now"] == "2026-03-13T05:30:00Z");
}

TEST_CASE("Control port: a new page comes with its ticket") {
    Room room;
    const auto made = room.ask("POST", "/page", {{"title", "Nothing works"}, {"via", {"details"}}});
    REQUIRE(made.status == 201);
    const auto ticket = made.body["ticket"]["id"];
    const auto state = room.control.state();
    const auto incident = state["pagerduty"]["incidents"].back();
    CHECK(incident["id"] == made.body["incident"]["id"]);
    CHECK(incident["incident_number"] == made.body["incident"]["number"]);
    CHECK(incident["alerts"][0]["body"]["details"]["ticket_id"] ==
          std::to_string(ticket.get<std::int64_t>()));
    const auto written = state["zendesk"]["tickets"].back();
    CHECK(written["id"] == ticket);
    CHECK(written["subject"] == "Nothing works");
    CHECK(written["priority"] == "urgent");
    CHECK(room.ask("POST", "/page", {{"titel", "x"}}).status == 400);
}

TEST_CASE("Control port: a page may name a ticket that exists") {
    Room room;
    const auto made = room.ask("POST", "/page", {{"title", "Again"}, {"ticket", 400123}});
    CHECK(made.body["ticket"]["id"] == 400123);
    CHECK(room.control.state()["zendesk"]["tickets"].size() == 1);
}

TEST_CASE("Control port: a customer answers in public, and only on a ticket that exists") {
    Room room;
    CHECK(room.ask("POST", "/customer", {{"ticket", 400123}, {"reply", "Still down"}}).status ==
          200);
    const auto comment = room.control.state()["zendesk"]["tickets"][0]["comments"].back();
    CHECK(comment["body"] == "Still down");
    CHECK(comment["public"] == true);
    CHECK(room.ask("POST", "/customer", {{"ticket", 1}, {"reply", "x"}}).status == 400);
    CHECK(room.ask("POST", "/customer", {{"ticket", "400123"}, {"reply", "x"}}).status == 400);
}

TEST_CASE("Control port: reset brings back the scenario, its time, and no faults") {
    Room room;
    room.pagerduty("PUT", "/incidents/Q0EMERG0000001",
                   {{"incident", {{"type", "incident_reference"}, {"status", "resolved"}}}});
    room.ask("POST", "/clock", {{"advance", "1h"}});
    room.ask("POST", "/faults", {{"kind", "html"}});
    CHECK(room.ask("POST", "/reset").body["now"] == "2026-03-10T04:00:00Z");
    CHECK(room.control.state()["pagerduty"]["incidents"][0]["status"] == "triggered");
    CHECK(room.ask("GET", "/faults").body.empty());
}

TEST_CASE("Control port: a checkpoint brings back every service and the time, as often as asked") {
    Room room;
    room.ask("POST", "/customer", {{"ticket", 400123}, {"reply", "Before"}});
    room.ask("POST", "/clock", {{"advance", "20m"}});
    CHECK(room.ask("POST", "/checkpoint", {{"name", "answered"}}).status == 201);
    const auto kept = room.control.state();
    for (int time = 0; time < 2; ++time) {
        room.ask("POST", "/customer", {{"ticket", 400123}, {"reply", "After"}});
        room.ask("POST", "/page", {{"title", "Another"}});
        room.pagerduty("PUT", "/incidents/Q0EMERG0000001",
                       {{"incident", {{"type", "incident_reference"}, {"status", "resolved"}}}});
        room.ask("POST", "/clock", {{"advance", "1h"}});
        room.ask("POST", "/faults", {{"kind", "html"}});
        CHECK(room.control.state() != kept);
        CHECK(room.ask("POST", "/rollback", {{"name", "answered"}}).body["now"] ==
              "2026-03-10T04:20:00Z");
        CHECK(room.control.state() == kept);
        CHECK(room.ask("GET", "/faults").body.empty());
    }
    room.ask("POST", "/reset");
    CHECK(room.ask("POST", "/rollback", {{"name", "answered"}}).status == 200);
    CHECK(room.control.state() == kept);
}

TEST_CASE("Control port: a checkpoint has a name, and only a kept one comes back") {
    Room room;
    CHECK(room.ask("POST", "/rollback", {{"name", "never kept"}}).status == 404);
    CHECK(room.ask("POST", "/checkpoint", {{"name", ""}}).status == 400);
    CHECK(room.ask("POST", "/checkpoint", {{"name", 1}}).status == 400);
    CHECK(room.ask("POST", "/checkpoint").status == 400);
}

TEST_CASE("Control port: faults are taken all or none") {
    Room room;
    const json orders{{{"kind", "latency"}, {"ms", 5}}, {{"kind", "earthquake"}}};
    CHECK(room.ask("POST", "/faults", orders).status == 400);
    CHECK(room.ask("GET", "/faults").body.empty());
    CHECK(room.ask("POST", "/faults", {{"kind", "status"}, {"nht", 2}}).status == 400);
    CHECK(room.ask("POST", "/faults", {{"kind", "status"}, {"service", "tracker"}}).status == 400);
    CHECK(room.ask("POST", "/faults", {{"kind", "status"}, {"status", "500"}}).status == 400);
}

TEST_CASE("Control port: what it does not know is refused with a reason") {
    Room room;
    CHECK(room.ask("GET", "/nothing").status == 404);
    CHECK(room.ask("GET", "/reset").status == 405);
    CHECK(room.ask("POST", "/clock").status == 400);
    CHECK(room.ask("POST", "/clock", "text").body.contains("error"));
}
