#include "libemergency/config/load.h"

#include <catch2/catch.hpp>

using namespace emergency;

namespace {

Result<LoadedConfig> read(const std::string& text) {
    return load_config({.files = {{"mine.yaml", text}}});
}

std::string refusal_of_rotation(const std::string& words) {
    const auto loaded = read("rotations:\n  - {name: gov, schedules: [P1], " + words + "}\n");
    return loaded ? "" : loaded.error().message;
}

}  // namespace

TEST_CASE("a rotation says what is promised, in its own zone unless another is named") {
    const auto loaded = read(R"(
rotations:
  - name: gov
    schedules: [PSCH020]
    time_zone: America/Los_Angeles
    coverage:
      - {shift: AM, hours: "daily 05:00-11:00"}
      - {shift: night, hours: ["daily 22:00-24:00", "daily 00:00-05:00 UTC"]}
      - sat 11:00-12:00
    at_most: 2
    longest_duty: 12h
    reached_by: [phone]
  - {name: plain, schedules: PSCH001}
)");
    REQUIRE(loaded);
    const auto& gov = loaded->config.rotations.front();
    REQUIRE(gov.coverage.size() == 3);
    CHECK(gov.coverage[0].name == "AM");
    CHECK(gov.coverage[0].hours.front().zone == "America/Los_Angeles");
    CHECK(gov.coverage[1].hours[1].zone == "UTC");
    CHECK(gov.coverage[2].name.empty());
    CHECK(gov.at_most == 2);
    CHECK(gov.longest_duty == std::chrono::hours(12));
    CHECK(gov.reached_by == std::vector<std::string>{"phone"});
    const auto& plain = loaded->config.rotations.back();
    CHECK(plain.coverage.empty());
    CHECK(plain.at_most == 0);
    CHECK(plain.longest_duty.count() == 0);
}

TEST_CASE("a rotation has its schedules, or an escalation policy that has them") {
    const auto by_policy = read("rotations: [{name: gov, escalation_policy: PPOL020}]\n");
    REQUIRE(by_policy);
    CHECK(by_policy->config.rotations.front().escalation_policy == "PPOL020");
    CHECK(refusal_of_rotation("escalation_policy: PPOL020") ==
          "mine.yaml line 2: a rotation has one of schedules and escalation_policy, not both");
    CHECK_FALSE(read("rotations: [{name: gov}]\n"));
}

TEST_CASE("a promise that makes no sense is refused with its line") {
    CHECK(refusal_of_rotation("coverage: [daily]") ==
          "mine.yaml line 2: 'daily' are no hours of the week");
    CHECK(refusal_of_rotation("coverage: [{shift: AM}]") ==
          "mine.yaml line 2: a promised shift must have its hours");
    CHECK(refusal_of_rotation("at_most: none") ==
          "mine.yaml line 2: at_most must be a number from 1 to 100");
    CHECK(refusal_of_rotation("longest_duty: 12").find("line 2") != std::string::npos);
    CHECK(refusal_of_rotation("coverage: [{shift: AM, hour: daily}]").find("hour") !=
          std::string::npos);
}
