#include "apps/sandbox/drill/cue.h"
#include "apps/sandbox/drill/drill.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using sandbox::TimePoint;
using sandbox::drill::Conduct;
using sandbox::drill::drill_from_text;
using sandbox::drill::load_drill;
using sandbox::drill::next_cue;
using sandbox::drill::Part;
using sandbox::drill::Played;

namespace {

const std::string small = R"(
title: Small
acts:
  - {after: contacted, in: 4m, name: answer, customer: "Thank you."}
  - {after: answer, in: 2m, accept: francesca@example.com, says: "I have it."}
cases:
  - {ticket: 400123, duties: [contact, {duty: close, from: answer, within: 30m}]}
)";

const TimePoint four = TimePoint(4h);

std::string complaint_about(const std::string& text) {
    const auto drill = drill_from_text(text, "mine.yaml");
    return drill ? "" : drill.error().message;
}

}  // namespace

TEST_CASE("Drills: all built-in ones can be read, and say what they are") {
    CHECK(sandbox::drill::built_in_drills().size() >= 3);
    for (const auto& each : sandbox::drill::built_in_drills()) {
        INFO(each.name);
        const auto drill = load_drill(std::string(each.name));
        REQUIRE(drill);
        CHECK_FALSE(drill->about.empty());
        CHECK(drill->title != each.name);
        CHECK(drill->duties.size() >= 5);
    }
}

TEST_CASE("Drills: acts and duties are read, with the procedure's limits where none are given") {
    const auto drill = drill_from_text(small, "mine.yaml");
    REQUIRE(drill);
    CHECK(drill->scenario == "base");
    REQUIRE(drill->acts.size() == 2);
    CHECK(drill->acts[0].part == Part::customer);
    CHECK(drill->acts[0].in == 4min);
    CHECK(drill->acts[0].ticket == 400123);
    CHECK(drill->acts[1].who == "francesca@example.com");
    REQUIRE(drill->duties.size() == 2);
    CHECK(drill->duties[0].within == std::chrono::milliseconds(30min));
    CHECK(drill->duties[0].from == "paged");
    CHECK(drill->duties[1].from == "answer");
    CHECK(drill->duties[1].done == "closed");
}

TEST_CASE("Drills: malformed ones are refused with what is wrong") {
    const auto [yaml, message] = GENERATE(table<std::string, std::string>({
        {"cases: [{ticket: 1, duties: [dance]}]", "mine.yaml: a duty: there is no duty 'dance'"},
        {"cases: []", "mine.yaml: a drill needs cases with duties"},
        {"titel: x", "mine.yaml has no 'titel'"},
        {"cases: [{ticket: one, duties: [contact]}]",
         "mine.yaml: a value is missing or of the wrong type"},
        {"{cases: [{ticket: 1, duties: [contact]}], acts: [{after: lunch, customer: x}]}",
         "mine.yaml: 'lunch' is nothing that can happen"},
        {"{cases: [{ticket: 1, duties: [contact]}], acts: [{after: start}]}",
         "mine.yaml: an act must be one of customer, page, accept and help"},
        {"{cases: [{ticket: 1, duties: [contact]}], acts: [{in: soon, customer: x}]}",
         "mine.yaml: an act: in 'soon' is no span like 90s or 15m"},
    }));
    CHECK(complaint_about(yaml) == message);
}

TEST_CASE("Drills: an unknown name is answered with those that there are") {
    const auto drill = load_drill("silnece");
    REQUIRE_FALSE(drill);
    CHECK(drill.error().hint == "the built-in ones are: answer, silence, two");
    CHECK_FALSE(sandbox::drill::drill_text("silnece"));
}

TEST_CASE("Drills: an act comes its time after what it waits for, and once") {
    const auto drill = drill_from_text(small, "mine.yaml");
    REQUIRE(drill);
    Played played{.start = four};
    std::vector<Conduct> conducts{{.ticket = 400123}};
    CHECK_FALSE(next_cue(*drill, conducts, played, four + 24h));

    conducts[0].moments["contacted"] = four + 10min;
    CHECK_FALSE(next_cue(*drill, conducts, played, four + 13min));
    const auto cue = next_cue(*drill, conducts, played, four + 14min);
    REQUIRE(cue);
    CHECK(cue->act == 0);
    CHECK(cue->at == four + 14min);

    played.acts[0] = cue->at;
    CHECK_FALSE(next_cue(*drill, conducts, played, four + 24h));
    sandbox::drill::add_script_moments(conducts, *drill, played);
    const auto second = next_cue(*drill, conducts, played, four + 24h);
    REQUIRE(second);
    CHECK(second->act == 1);
    CHECK(second->at == four + 16min);
}
