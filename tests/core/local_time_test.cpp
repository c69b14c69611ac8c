#include "libemergency/core/local_time.h"

#include "libemergency/core/time_zone.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;

namespace {

TimePoint instant(const std::string& text) {
    return *parse_rfc3339(text);
}

std::string found_moment(const std::string& text, const std::string& zone) {
    const auto moment = moment_in(text, instant("2026-03-10T04:00:00Z"), zone);
    return moment ? utc_text(*moment) : moment.error().hint;
}

}  // namespace

TEST_CASE("the clocks of a zone are told, and whether they show it twice") {
    const auto first = wall_time(instant("2026-10-25T00:30:00Z"), "Europe/Madrid");
    CHECK(first.hour == 2);
    CHECK(first.is_twice);
    const auto second = wall_time(instant("2026-10-25T01:30:00Z"), "Europe/Madrid");
    CHECK(second.hour == 2);
    CHECK(second.is_twice);
    CHECK_FALSE(wall_time(instant("2026-10-25T02:00:00Z"), "Europe/Madrid").is_twice);
}

TEST_CASE("the changes of a zone's clocks begin with the one in force") {
    const auto changes = zone_changes("Europe/Madrid", instant("2026-03-10T00:00:00Z"),
                                      instant("2026-12-01T00:00:00Z"));
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].at == instant("2025-10-26T01:00:00Z"));
    CHECK(changes[1].at == instant("2026-03-29T01:00:00Z"));
    CHECK(changes[1].before == 1h);
    CHECK(changes[1].after == 2h);
    CHECK(changes[1].name == "CEST");
    CHECK(changes[1].is_daylight);
    CHECK_FALSE(changes[2].is_daylight);
}

TEST_CASE("a zone whose clocks are never changed has one entry") {
    for (const std::string zone : {"UTC", "Asia/Tokyo", "Etc/GMT+12"}) {
        INFO(zone);
        const auto changes =
            zone_changes(zone, instant("2026-01-01T00:00:00Z"), instant("2027-01-01T00:00:00Z"));
        REQUIRE(changes.size() == 1);
        CHECK(changes[0].at == TimePoint{});
        CHECK(changes[0].before == changes[0].after);
    }
}

TEST_CASE("midnight is where the clocks show it, or skip it") {
    CHECK(next_midnight(instant("2026-03-29T12:00:00Z"), "Europe/Madrid") ==
          instant("2026-03-29T22:00:00Z"));
    CHECK(next_midnight(instant("2026-03-28T23:00:00Z"), "Europe/Madrid") ==
          instant("2026-03-29T22:00:00Z"));
    // Cairo puts its clocks forward at midnight.
    CHECK(next_midnight(instant("2026-04-23T12:00:00Z"), "Africa/Cairo") ==
          instant("2026-04-23T22:00:00Z"));
    CHECK(start_of_date("2026-10-25", "Europe/Madrid") == instant("2026-10-24T22:00:00Z"));
    CHECK_FALSE(start_of_date("2026-02-30", "UTC"));
}

TEST_CASE("a month begins by the zone's clocks") {
    const auto moment = instant("2026-03-01T02:00:00Z");
    CHECK(start_of_month(moment, "UTC") == instant("2026-03-01T00:00:00Z"));
    CHECK(start_of_month(moment, "America/Los_Angeles") == instant("2026-02-01T08:00:00Z"));
    CHECK(start_of_month(moment, "UTC", -3) == instant("2025-12-01T00:00:00Z"));
    CHECK(start_of_month(moment, "UTC", 12) == instant("2027-03-01T00:00:00Z"));
}

TEST_CASE("a moment is understood as people write it, by the zone's clocks") {
    CHECK(found_moment("2026-03-10T08:00:00+01:00", "UTC") == "2026-03-10T07:00:00Z");
    CHECK(found_moment("2026-03-10 08:00", "Europe/Madrid") == "2026-03-10T07:00:00Z");
    CHECK(found_moment("2026-03-10T08:00", "Europe/Madrid") == "2026-03-10T07:00:00Z");
    CHECK(found_moment("2026-03-11", "Asia/Tokyo") == "2026-03-10T15:00:00Z");
    CHECK(found_moment("16:30", "Europe/Madrid") == "2026-03-10T15:30:00Z");
    CHECK(found_moment("04:30", "Europe/Madrid") == "2026-03-11T03:30:00Z");
    CHECK(found_moment("3h", "UTC") == "2026-03-10T07:00:00Z");
    for (const std::string none : {"", "soon", "2026-02-30", "2026-03-10 25:00", "4:30"}) {
        CHECK(found_moment(none, "UTC").starts_with("write it like"));
    }
}
