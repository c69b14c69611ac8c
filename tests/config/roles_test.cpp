#include "libemergency/config/load.h"

#include <catch2/catch.hpp>

#include <string>

using namespace emergency;

namespace {

std::string refusal_of_roles(const std::string& text) {
    const auto loaded = load_config({.files = {{"mine.yaml", text}}});
    REQUIRE_FALSE(loaded);
    return loaded.error().message;
}

}  // namespace

TEST_CASE("roles, regions and duties are read") {
    const auto loaded = load_config({.files = {{"mine.yaml", R"(
roles:
  - {name: manager, rotation: managers, service: PSVC003, handle: smoc, channel: "#lead"}
  - {name: pool, escalation_policy: PPOL009, service: PSVC009}
regions:
  - {name: emea, handle: team-emea, channel: "#support"}
duties:
  - {name: frt, channel: "#support"}
)"}}});
    REQUIRE(loaded);
    const auto& config = loaded->config;
    REQUIRE(config.roles.size() == 2);
    CHECK(config.roles[0].rotation == "managers");
    CHECK(config.roles[1].escalation_policy == "PPOL009");
    CHECK(config.regions.at(0).handle == "team-emea");
    CHECK(config.duties.at(0).title == "frt");
}

TEST_CASE("a role that nobody could be reached by, or that two could hold, is refused") {
    CHECK(refusal_of_roles("roles:\n  - {name: a}\n") ==
          "mine.yaml line 2: a role needs a service to be paged on, or a channel to be asked in");
    CHECK(refusal_of_roles("roles:\n  - {name: a, service: P, rotation: x, schedules: [y]}\n") ==
          "mine.yaml line 2: a role has one of rotation, schedules and escalation_policy, not "
          "several");
    CHECK(refusal_of_roles("roles:\n  - {name: a, service: P}\n  - {name: a, service: Q}\n") ==
          "mine.yaml line 3: a role a is there twice");
}

TEST_CASE("a role's name is a word that no case is called by") {
    for (const auto* name : {"On Call", "Q0ABC", "400123", "a@b", ""}) {
        INFO(name);
        CHECK(refusal_of_roles("roles:\n  - {name: \"" + std::string(name) + "\", service: P}\n") ==
              "mine.yaml line 2: a role must have a name of small letters, digits, - and _");
    }
}

TEST_CASE("regions and duties need the channel that is asked") {
    CHECK(refusal_of_roles("regions:\n  - {name: emea}\n") ==
          "mine.yaml line 2: a region needs the channel that it is asked in");
    CHECK(refusal_of_roles("duties:\n  - {name: frt, chanel: x}\n") ==
          "mine.yaml line 2: a duty has no chanel; did you mean channel?");
}

TEST_CASE("the roles of a call are shipped, and replaced as a whole") {
    const auto shipped = load_config({});
    REQUIRE(shipped);
    REQUIRE(!shipped->config.call_roles.empty());
    CHECK(shipped->config.call_roles.front().title == "note taker");
    CHECK(shipped->config.call_roles.front().is_held_by_one);
    CHECK(shipped->config.call_roles.back().is_shadow);

    const auto own = load_config({.files = {{"mine.yaml", "call_roles:\n  - {name: deputy}\n"}}});
    REQUIRE(own);
    REQUIRE(own->config.call_roles.size() == 1);
    CHECK(own->config.call_roles.front().title == "deputy");
    CHECK(!own->config.call_roles.front().is_held_by_one);
}

TEST_CASE("a role of a call is held by one or several, and is a shadow's or not") {
    CHECK(refusal_of_roles("call_roles:\n  - {name: a, holders: two}\n") ==
          "mine.yaml line 2: the holders of a call role are one or several");
    CHECK(refusal_of_roles("call_roles:\n  - {name: a, shadow: perhaps}\n") ==
          "mine.yaml line 2: a call role is a shadow's: yes or no");
    CHECK(refusal_of_roles("call_roles:\n  - {name: a, titel: A}\n") ==
          "mine.yaml line 2: a call role has no titel; did you mean title?");
}

TEST_CASE("the calendar holds days and dates, and nothing else") {
    CHECK(refusal_of_roles("calendar: {holidays: [2026-12-25, 2026-02-30]}\n") ==
          "mine.yaml line 1: calendar.holidays cannot hold '2026-02-30'");
    CHECK(refusal_of_roles("calendar: {weekend: [caturday]}\n") ==
          "mine.yaml line 1: calendar.weekend cannot hold 'caturday'");
    CHECK(refusal_of_roles("escalation: {no_assist: [always]}\n") ==
          "mine.yaml line 1: escalation.no_assist cannot hold 'always'");
    CHECK(refusal_of_roles("escalation: {developers_need: [luck]}\n") ==
          "mine.yaml line 1: escalation.developers_need cannot hold 'luck'");
    const auto none = load_config({.environment = {{"EMERG_CALENDAR_WEEKEND", ""}}});
    REQUIRE(none);
    CHECK(none->config.calendar.weekend.empty());
}
