#include "apps/sandbox/config_file.h"
#include "apps/sandbox/scenario.h"
#include "apps/sandbox/time_text.h"
#include "apps/sandbox/yaml_json.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using json = nlohmann::json;
using sandbox::load_scenario;
using sandbox::scenario_from_text;

TEST_CASE("Scenarios: all built-in ones can be read") {
    std::vector<std::string_view> names;
    for (const auto& scenario : sandbox::built_in_scenarios()) {
        INFO(scenario.name);
        CHECK(load_scenario(std::string(scenario.name)));
        names.push_back(scenario.name);
    }
    CHECK(names ==
          std::vector<std::string_view>{"base", "busy", "dst", "overload", "routes", "saas"});
}

TEST_CASE("Scenarios: an unknown name is answered with the known ones") {
    const auto scenario = load_scenario("bsae");
    REQUIRE_FALSE(scenario);
    CHECK(scenario.error().hint ==
          "the built-in ones are: base, busy, dst, overload, routes, saas");
}

TEST_CASE("Scenarios: an unknown key is answered with the nearest one") {
    const auto scenario = scenario_from_text("tikets: []", "mine.yaml");
    REQUIRE_FALSE(scenario);
    CHECK(scenario.error().message == "mine.yaml: unknown key 'tikets'");
    CHECK(scenario.error().hint == "did you mean 'tickets'?");
}

TEST_CASE("Scenarios: malformed ones are refused with their place") {
    CHECK_FALSE(scenario_from_text("- a list", "mine.yaml"));
    CHECK_FALSE(scenario_from_text("now: noon", "mine.yaml"));
    CHECK_FALSE(scenario_from_text("users: {name: x}", "mine.yaml"));
    CHECK_FALSE(scenario_from_text("repeat: [{count: many}]", "mine.yaml"));
    const auto broken = scenario_from_text("users:\n  - [", "mine.yaml");
    REQUIRE_FALSE(broken);
    CHECK(broken.error().message.find("mine.yaml:") == 0);
}

TEST_CASE("Scenarios: a word that is no time is refused with its place") {
    const auto [yaml, message] = GENERATE(table<std::string, std::string>({
        {"schedules: [{entries: [{user: a, from: -2h, to: soon}]}]",
         "mine.yaml: schedules[0].entries[0].to 'soon' is no moment like +90m or "
         "2026-03-10T04:00:00Z"},
        {"schedules: [{}, {layers: [{turn: weekly}]}]",
         "mine.yaml: schedules[1].layers[0].turn 'weekly' is no span like 8h or 7d"},
        {"schedules: [{layers: [{handoff: '9:00'}]}]",
         "mine.yaml: schedules[0].layers[0].handoff '9:00' is no time of the zone's clocks like "
         "2026-01-05T09:00"},
        {"schedules: [{layers: [{hours: [{on: sat}, {on: caturday}]}]}]",
         "mine.yaml: schedules[0].layers[0].hours[1].on 'caturday' is no day of the week like sat"},
        {"schedules: [{layers: [{hours: [{from: '25:00'}]}]}]",
         "mine.yaml: schedules[0].layers[0].hours[0].from '25:00' is no time like 09:00"},
        {"repeat: [{count: 2, at: '{n} ago'}]",
         "mine.yaml: pages[0].at '1 ago' is no moment like +90m or 2026-03-10T04:00:00Z"},
        {"pages: [{at: '2 minutes ago'}]",
         "mine.yaml: pages[0].at '2 minutes ago' is no moment like +90m or 2026-03-10T04:00:00Z"},
    }));
    const auto refused = scenario_from_text(yaml, "mine.yaml");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == message);
}

TEST_CASE("Scenarios: what is printed of a built-in one can be read again") {
    const auto text = sandbox::scenario_text("dst");
    REQUIRE(text);
    CHECK(*scenario_from_text(*text, "mine.yaml") == *load_scenario("dst"));
    CHECK(sandbox::scenario_text("bsae").error().hint ==
          "the built-in ones are: base, busy, dst, overload, routes, saas");
}

TEST_CASE("Scenarios: repetitions become pages, and emergencies also tickets") {
    const auto scenario = scenario_from_text(
        "repeat: [{kind: emergency, count: 2, title: 'Site {n}'}, {kind: page, count: 3, title: "
        "'Node {n}'}]",
        "mine.yaml");
    REQUIRE(scenario);
    REQUIRE((*scenario)["pages"].size() == 5);
    REQUIRE((*scenario)["tickets"].size() == 2);
    CHECK((*scenario)["pages"][1]["title"] == "Site 2");
    CHECK((*scenario)["pages"][1]["ticket"] == (*scenario)["tickets"][1]["id"]);
    CHECK((*scenario)["tickets"][1]["subject"] == "Site 2");
    CHECK_FALSE((*scenario)["pages"][4].contains("ticket"));
}

TEST_CASE("Scenarios: YAML keeps texts apart from numbers, and survives being written") {
    const auto read = sandbox::json_from_yaml(
        "{a: 1, b: '1', c: 0123, d: 1.5, e: true, f: null, g: 2026-03-10, h: -2h, i: [x, {j: ''}]}",
        "mine.yaml");
    REQUIRE(read);
    const json expected{{"a", 1},
                        {"b", "1"},
                        {"c", "0123"},
                        {"d", 1.5},
                        {"e", true},
                        {"f", nullptr},
                        {"g", "2026-03-10"},
                        {"h", "-2h"},
                        {"i", {"x", {{"j", ""}}}}};
    CHECK(*read == expected);
    const auto again = sandbox::json_from_yaml(sandbox::yaml_from_json(*read), "again");
    REQUIRE(again);
    CHECK(*again == expected);
}

TEST_CASE("Scenarios: the configuration names me, the emergency services, and the rotations") {
    const auto scenario = load_scenario("base");
    REQUIRE(scenario);
    auto changed = *scenario;
    changed["config"] = {{"bridge", {{"link", "https://example.com/j/1"}}}};
    const auto config = sandbox::configuration(
        changed, {.pagerduty = "http://127.0.0.1:1", .zendesk = "http://127.0.0.1:2"}, "/private",
        "/private/ca.pem");
    CHECK(config["user"]["email"] == "ana@example.com");
    CHECK(config["pagerduty"]["services"] == json::array({"PSVC001"}));
    CHECK(config["pagerduty"]["token"] == "file:/private/pagerduty.token");
    CHECK(config["network"]["ca_file"] == "/private/ca.pem");
    CHECK(config["bridge"]["link"] == "https://example.com/j/1");
    CHECK(config["rotations"][0]["schedules"] == json::array({"PSCH001"}));
    CHECK(config["rotations"][1]["schedules"] == json::array({"PSCH002"}));
}

TEST_CASE("Times: moments are read with any offset") {
    const auto moment = sandbox::parse_moment("2026-03-10T05:00:00+01:00");
    REQUIRE(moment);
    CHECK(sandbox::utc_seconds(*moment) == "2026-03-10T04:00:00Z");
    CHECK(sandbox::utc_milliseconds(*sandbox::parse_moment("2026-03-10T04:00:00.250Z")) ==
          "2026-03-10T04:00:00.250Z");
    CHECK(sandbox::http_date(*moment) == "Tue, 10 Mar 2026 04:00:00 GMT");
    CHECK(sandbox::zoned_seconds(*moment, "Europe/Madrid") == "2026-03-10T05:00:00+01:00");
    CHECK(sandbox::zoned_seconds(*moment, "Nowhere/At_all") == "2026-03-10T04:00:00Z");
    CHECK_FALSE(sandbox::parse_moment("2026-03-10T04:00:00Zulu"));
    CHECK_FALSE(sandbox::parse_moment("yesterday"));
}

TEST_CASE("Scenarios: what one leaves out is as in the built-in one that it is like") {
    const auto base = load_scenario("base");
    const auto own =
        scenario_from_text("like: base\ntickets: []\nteam: {subdomain: other}", "mine.yaml");
    REQUIRE(base);
    REQUIRE(own);
    CHECK((*own)["users"] == (*base)["users"]);
    CHECK((*own)["tickets"].empty());
    CHECK((*own)["team"]["subdomain"] == "other");
    CHECK_FALSE(own->contains("like"));
    const auto unknown = scenario_from_text("like: bsae", "mine.yaml");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().message == "mine.yaml: there is no built-in scenario 'bsae'");
}
