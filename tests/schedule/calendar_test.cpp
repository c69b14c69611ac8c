#include "libemergency/schedule/calendar.h"

#include "libemergency/core/time_zone.h"

#include <catch2/catch.hpp>

using namespace emergency;
using schedule::day_off;

namespace {

TimePoint at(const char* text) {
    return *parse_rfc3339(text);
}

}  // namespace

TEST_CASE("a weekend begins and ends at midnight of the calendar's zone") {
    const Calendar calendar{.time_zone = "America/New_York"};
    CHECK(day_off(calendar, at("2026-03-14T03:59:59Z")).empty());  // Friday 23:59:59 EDT.
    CHECK(day_off(calendar, at("2026-03-14T04:00:00Z")) == "a weekend");
    CHECK(day_off(calendar, at("2026-03-16T03:59:59Z")) == "a weekend");
    CHECK(day_off(calendar, at("2026-03-16T04:00:00Z")).empty());
}

TEST_CASE("the Sunday on which the clocks change is a whole Sunday, an hour shorter or longer") {
    const Calendar calendar{.time_zone = "Europe/Madrid"};
    // 29 March 2026 has 23 hours: it ends at 22:00 UTC, not at 23:00.
    CHECK(day_off(calendar, at("2026-03-29T21:59:59Z")) == "a weekend");
    CHECK(day_off(calendar, at("2026-03-29T22:00:00Z")).empty());
    // 25 October 2026 has 25 hours: it ends at 23:00 UTC, not at 22:00.
    CHECK(day_off(calendar, at("2026-10-25T22:59:59Z")) == "a weekend");
    CHECK(day_off(calendar, at("2026-10-25T23:00:00Z")).empty());
}

TEST_CASE("a holiday is a date of the calendar's zone") {
    const Calendar calendar{.time_zone = "Asia/Tokyo", .holidays = {"2026-12-25"}};
    CHECK(day_off(calendar, at("2026-12-24T14:59:59Z")).empty());
    CHECK(day_off(calendar, at("2026-12-24T15:00:00Z")) == "a holiday");
    CHECK(day_off(calendar, at("2026-12-25T15:00:00Z")) == "a weekend");  // Saturday in Tokyo.
}

TEST_CASE("a team may have another weekend, or none") {
    const auto friday = at("2026-03-13T12:00:00Z");
    CHECK(day_off({.weekend = {"Fri", "sat"}}, friday) == "a weekend");
    CHECK(day_off({.weekend = {}}, at("2026-03-14T12:00:00Z")).empty());
}
