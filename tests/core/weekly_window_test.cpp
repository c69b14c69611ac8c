#include "libemergency/core/weekly_window.h"

#include "libemergency/core/time_zone.h"

#include <catch2/catch.hpp>

using namespace emergency;

namespace {

TimePoint at(const char* text) {
    return *parse_rfc3339(text);
}

}  // namespace

TEST_CASE("days of the week are known by their names and their first three letters") {
    CHECK(weekday_named("Saturday") == "saturday");
    CHECK(weekday_named("SUN") == "sunday");
    CHECK(weekday_named("sat.").empty());
    CHECK(weekday_named("s").empty());
    CHECK(weekday_named("").empty());
}

TEST_CASE("day and date are those of the zone, not of UTC") {
    const auto moment = at("2026-03-13T22:30:00Z");  // A Friday in London, Saturday in Tokyo.
    CHECK(weekday_at(moment, "Europe/London") == "friday");
    CHECK(weekday_at(moment, "Asia/Tokyo") == "saturday");
    CHECK(date_at(moment, "Asia/Tokyo") == "2026-03-14");
}

TEST_CASE("only dates of the calendar are dates") {
    CHECK(is_date("2026-12-25"));
    CHECK(is_date("2028-02-29"));
    CHECK_FALSE(is_date("2026-02-29"));
    CHECK_FALSE(is_date("2026-13-01"));
    CHECK_FALSE(is_date("25.12.2026"));
    CHECK_FALSE(is_date(""));
}

TEST_CASE("hours of the week hold from the first minute to before the last, on the zone's clocks") {
    const auto window = parse_weekly_window("sat Sunday 00:00-08:00 Asia/Tokyo");
    REQUIRE(window);
    CHECK(holds(*window, at("2026-03-13T15:00:00Z")));        // Saturday 00:00 in Tokyo.
    CHECK_FALSE(holds(*window, at("2026-03-13T14:59:59Z")));  // Friday 23:59.
    CHECK(holds(*window, at("2026-03-13T22:59:59Z")));
    CHECK_FALSE(holds(*window, at("2026-03-13T23:00:00Z")));  // Saturday 08:00.
    CHECK_FALSE(holds(*window, at("2026-03-16T00:00:00Z")));  // Monday.
}

TEST_CASE("hours of the week follow the change to summer time") {
    const auto window = parse_weekly_window("daily 08:00-09:00 Europe/Madrid");
    REQUIRE(window);
    CHECK(holds(*window, at("2026-03-28T07:30:00Z")));  // CET, the day before the change.
    CHECK_FALSE(holds(*window, at("2026-03-28T06:30:00Z")));
    CHECK(holds(*window, at("2026-03-29T06:30:00Z")));  // CEST.
    CHECK_FALSE(holds(*window, at("2026-03-29T07:30:00Z")));
}

TEST_CASE("hours that make no sense are refused") {
    for (const auto* text :
         {"", "sat", "sat 00:00-08:00", "sat 08:00-00:00 UTC", "sat 8-9 UTC", "sat 00:00-25:00 UTC",
          "sat 00:00-24:01 UTC", "caturday 00:00-08:00 UTC", "sat sat 00:00-08:00 UTC",
          "sat 00:00-08:00 Mars/Base", "sat 00:60-08:00 UTC", "sat 00:00-01:00-02:00 UTC"}) {
        INFO(text);
        CHECK_FALSE(parse_weekly_window(text));
    }
    CHECK(parse_weekly_window("mon 22:00-24:00 UTC"));
}
