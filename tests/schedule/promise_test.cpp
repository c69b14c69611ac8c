#include "libemergency/schedule/promise.h"

#include "tests/schedule/rosters.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace emergency::schedule;

namespace {

Stretches hours_between(const char* window, const char* since, const char* until) {
    return hours_of_window(*parse_weekly_window(window), {moment(since), moment(until)});
}

Rotation federal() {
    return {
        .name = "us-federal",
        .schedules = {"PSCH020"},
        .time_zone = "America/Los_Angeles",
        .coverage = {{.name = "AM",
                      .hours = {*parse_weekly_window("daily 05:00-11:00 America/Los_Angeles")}},
                     {.name = "PM",
                      .hours = {*parse_weekly_window("daily 11:00-17:00 America/Los_Angeles")}}}};
}

}  // namespace

TEST_CASE("promised hours follow the clocks of their zone, and shifts that touch are one promise") {
    const auto promised =
        promised_in(federal(), {moment("2026-03-07T08:00:00Z"), moment("2026-03-09T07:00:00Z")});
    REQUIRE(promised.size() == 2);
    CHECK(utc_text(promised[0].since) == "2026-03-07T13:00:00Z");  // 05:00 PST
    CHECK(utc_text(promised[0].until) == "2026-03-08T01:00:00Z");
    CHECK(utc_text(promised[1].since) == "2026-03-08T12:00:00Z");  // 05:00 PDT
    CHECK(utc_text(promised[1].until) == "2026-03-09T00:00:00Z");
}

TEST_CASE("an hour that the clocks skip is not promised; one that they show twice is, twice") {
    const auto skipped = hours_between("sun 02:00-03:00 Europe/Berlin", "2026-03-29T00:00:00Z",
                                       "2026-03-30T00:00:00Z");
    CHECK(skipped.empty());
    const auto twice = hours_between("sun 02:00-03:00 Europe/Berlin", "2026-10-25T00:00:00Z",
                                     "2026-10-26T00:00:00Z");
    REQUIRE(twice.size() == 1);
    CHECK(twice.front().until - twice.front().since == std::chrono::hours(2));
}

TEST_CASE("half of an hour that is shown twice holds in two pieces") {
    const auto pieces = hours_between("sun 02:00-02:30 Europe/Berlin", "2026-10-25T00:00:00Z",
                                      "2026-10-26T00:00:00Z");
    REQUIRE(pieces.size() == 2);
    CHECK(utc_text(pieces[0].since) == "2026-10-25T00:00:00Z");
    CHECK(utc_text(pieces[1].since) == "2026-10-25T01:00:00Z");
}

TEST_CASE("a promise ends where it is asked about no more") {
    const auto cut =
        hours_between("daily 00:00-24:00 UTC", "2026-03-10T04:30:00Z", "2026-03-12T01:00:00Z");
    REQUIRE(cut.size() == 1);
    CHECK(utc_text(cut.front().since) == "2026-03-10T04:30:00Z");
    CHECK(utc_text(cut.front().until) == "2026-03-12T01:00:00Z");
    CHECK(
        promised_in({}, {moment("2026-03-10T00:00:00Z"), moment("2026-03-11T00:00:00Z")}).empty());
}

TEST_CASE("a shift has the name that was promised") {
    CHECK(shift_at(federal(), moment("2026-03-10T12:00:00Z")) == "AM");
    CHECK(shift_at(federal(), moment("2026-03-10T18:00:00Z")) == "PM");
    CHECK(shift_at(federal(), moment("2026-03-10T11:59:59Z")).empty());
}
