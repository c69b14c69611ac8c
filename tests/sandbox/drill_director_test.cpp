#include "apps/sandbox/drill/conduct.h"
#include "apps/sandbox/drill/director.h"
#include "tests/sandbox/frame_sandbox.h"

using namespace std::chrono_literals;
using sandbox::drill::conduct_of;
using sandbox::drill::Director;
using sandbox::drill::Look;
using sandbox::test::json;
using sandbox::test::Room;
using sandbox::test::seen;

namespace {

/// A drill in services in this process, with Ana at the keyboard.
struct Stage {
    explicit Stage(const std::string& name)
        : drill(*sandbox::drill::load_drill(name)),
          director(drill, room.services, [this] { return room.control.state(); }) {
        room.control.invite(director);
        room.control.load(sandbox::test::scenario_at_four(drill.scenario));
    }

    void change(std::int64_t ticket, const json& words) {
        const auto answer = room.services.zendesk.answer(
            {.method = "PUT",
             .path = "/api/v2/tickets/" + std::to_string(ticket) + ".json",
             .headers = {{"authorization", "Bearer zendesk-sandbox-token-0001"}},
             .body = json{{"ticket", words}}.dump()});
        REQUIRE(answer.status == 200);
    }

    void write(const std::string& text) {
        change(400123, {{"comment", {{"body", text}, {"public", true}}}});
    }

    void say(const std::string& channel, const std::string& text) {
        room.services.slack.answer(
            {.method = "POST",
             .path = "/api/chat.postMessage",
             .headers = {{"authorization", "Bearer xoxb-sandbox-token-0001"},
                         {"content-type", "application/json; charset=utf-8"}},
             .body = json{{"channel", channel}, {"text", text}}.dump()});
    }

    sandbox::drill::Conduct conduct(std::int64_t ticket = 400123) {
        return conduct_of(room.control.state(), ticket);
    }

    json verdict_of(const std::string& duty, std::int64_t ticket = 400123) {
        const auto all = director.debriefing(Look::Phase::over);
        for (const auto& finding : all.at("findings")) {
            if (finding.at("duty") == duty && finding.at("ticket") == ticket) {
                return finding.at("verdict");
            }
        }
        return nullptr;
    }

    Room room;
    sandbox::drill::Drill drill;
    Director director;
};

}  // namespace

TEST_CASE("Drill: the customer answers some time after the first contact, at that time") {
    Stage stage("answer");
    stage.director.advance(1h);
    CHECK_FALSE(stage.conduct().moments.contains("answered"));
    stage.write("We are on it.");
    stage.director.advance(10min);
    const auto moments = stage.conduct().moments;
    REQUIRE(moments.contains("answered"));
    CHECK(moments.at("answered") - moments.at("contacted") == 4min);
    CHECK(stage.room.services.ground.clock.now() - moments.at("contacted") >= 10min);
}

TEST_CASE("Drill: what the services hold is read: page, owner, thread, priority, end") {
    Stage stage("silence");
    stage.change(400123, {{"assignee_id", 9001}});
    stage.say("C001SM",
              "Thread for emergency ticket https://acme.zendesk.com/agent/tickets/400123");
    stage.write("We are on it.");
    stage.director.advance(16min);
    stage.write("We have not heard from you.");
    stage.change(400123, {{"priority", "high"}});
    stage.room.pagerduty("PUT", "/incidents/Q0EMERG0000001",
                         {{"incident", {{"type", "incident"}, {"status", "resolved"}}}});
    stage.change(400123, {{"status", "solved"}});
    const auto conduct = stage.conduct();
    CHECK(conduct.page == "Q0EMERG0000001");
    CHECK(conduct.channel == "C001SM");
    for (const auto* what : {"paged", "owned", "thread", "contacted", "followed up",
                             "priority lowered", "resolved", "closed"}) {
        INFO(what);
        CHECK(conduct.moments.contains(what));
    }
    CHECK_FALSE(conduct.moments.contains("handed over"));
    CHECK_FALSE(conduct.moments.contains("acknowledged"));
    CHECK(conduct.repetitions.empty());
    CHECK(stage.verdict_of("follow-up") == "in time");
    CHECK(stage.verdict_of("acknowledge") == "missed");
}

TEST_CASE("Drill: the same words twice, and a second thread, are noticed") {
    Stage stage("answer");
    stage.write("We are on it.");
    stage.write("We are on it.");
    stage.say("C001SM",
              "Thread for emergency ticket https://acme.zendesk.com/agent/tickets/400123");
    stage.say("C002SAAS",
              "Thread for emergency ticket https://acme.zendesk.com/agent/tickets/400123");
    CHECK(stage.conduct().repetitions.size() == 2);
    CHECK(stage.verdict_of("the thread") == "twice");
}

TEST_CASE("Drill: the next engineer accepts what is handed over, in the ticket and in the thread") {
    Stage stage("silence");
    stage.say("C001SM",
              "Thread for emergency ticket https://acme.zendesk.com/agent/tickets/400123");
    stage.change(400123, {{"assignee_id", 9001}});
    stage.change(400123, {{"assignee_id", 9002},
                          {"tags", {"emerg_handoff_1"}},
                          {"metadata", {{"emerg_key", "ZD-400123/handoff/1"}}}});
    stage.director.advance(5min);
    CHECK(stage.conduct().moments.contains("done handoff accepted"));
    CHECK(stage.director.debriefing(Look::Phase::running).at("troubles").empty());
    CHECK(stage.room.control.state().dump().find("I have it. Good night.") != std::string::npos);
}

TEST_CASE("Drill: a second page comes, and somebody takes it once the manager was told") {
    Stage stage("two");
    stage.write("We are on it.");
    stage.director.advance(10min);
    REQUIRE(stage.conduct(400124).moments.contains("paged"));
    stage.director.advance(5min);
    CHECK_FALSE(stage.conduct(400124).moments.contains("contacted"));
    stage.say("C003LEAD", "A second one: https://acme.zendesk.com/agent/tickets/400124");
    stage.director.advance(10min);
    const auto second = stage.conduct(400124);
    CHECK(second.moments.contains("acknowledged"));
    CHECK(second.moments.contains("contacted"));
    CHECK(second.moments.contains("resolved"));
    CHECK(stage.verdict_of("overload", 400124) == "in time");
    CHECK(stage.director.debriefing(Look::Phase::running).at("troubles").empty());
}

TEST_CASE("Drill: an act that cannot be done is told") {
    Stage stage("silence");
    stage.change(400123, {{"status", "closed"}});
    auto drill = *sandbox::drill::drill_from_text(
        "{acts: [{customer: Hello}], cases: [{ticket: 400123, duties: [contact]}]}", "mine.yaml");
    Director director(drill, stage.room.services, [&] { return stage.room.control.state(); });
    director.begin(sandbox::test::scenario_at_four());
    director.play();
    director.play();
    CHECK(director.debriefing(Look::Phase::running).at("troubles") ==
          json{"the drill's customer could not write into ticket 400123"});
}

TEST_CASE("Drill: odd metadata, and a page that makes no sense, end nothing") {
    Stage stage("answer");
    stage.change(400123, {{"tags", {"a"}}, {"metadata", "odd"}});
    stage.change(400123, {{"tags", {"b"}}, {"metadata", {{"emerg_key", 7}}}});
    CHECK(stage.conduct().moments.contains("paged"));
    const auto drill = *sandbox::drill::drill_from_text(
        "{acts: [{page: {subject: [1]}}], cases: [{ticket: 400123, duties: [contact]}]}",
        "mine.yaml");
    Director director(drill, stage.room.services, [&] { return stage.room.control.state(); });
    director.begin(sandbox::test::scenario_at_four());
    director.play();
    CHECK(director.debriefing(Look::Phase::running).at("troubles") ==
          json{"the drill's page has a value of the wrong type"});
}

TEST_CASE("Drill: the control port tells how it goes, and moves its time") {
    Stage stage("answer");
    stage.write("We are on it.");
    CHECK(stage.room.ask("POST", "/clock", {{"advance", "5m"}}).status == 200);
    CHECK(stage.conduct().moments.contains("answered"));
    const auto told = stage.room.ask("GET", "/drill");
    CHECK(told.status == 200);
    CHECK(told.body.at("drill") == "answer");
    CHECK(told.body.at("over") == false);
    CHECK(Room().ask("GET", "/drill").status == 404);
}

TEST_CASE("Sandbox clock: at ten times the speed a moment is ten moments long") {
    sandbox::Clock clock;
    clock.run_at(600);
    const auto before = clock.now();
    const auto wall = std::chrono::system_clock::now();
    while (std::chrono::system_clock::now() - wall < 20ms) {
    }
    CHECK(clock.now() - before >= 12s);
    CHECK(clock.now() - before < 30min);
    clock.move_to(sandbox::TimePoint(4h));
    CHECK(clock.now() - sandbox::TimePoint(4h) < 5min);
}
