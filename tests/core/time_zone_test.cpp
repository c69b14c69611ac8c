#include "libemergency/core/time_zone.h"

#include <catch2/catch.hpp>

using namespace emergency;

TEST_CASE("a moment survives being written and read") {
    const auto moment = parse_rfc3339("2026-03-29T00:59:59Z");
    REQUIRE(moment);
    CHECK(utc_text(*moment) == "2026-03-29T00:59:59Z");
    CHECK(*parse_rfc3339("2026-03-29T02:59:59+02:00") == *moment);
    CHECK(*parse_rfc3339("2026-03-29T00:59:59.250Z") - *moment == std::chrono::milliseconds(250));
    CHECK(*parse_rfc3339("2026-03-29T00:59:59.250999Z") - *moment ==
          std::chrono::milliseconds(250));
    CHECK(parse_rfc3339("2026-03-29T02:59:59.123456789+02:00"));
}

TEST_CASE("what is no moment is refused") {
    const auto* const text =
        GENERATE("", "yesterday", "2026-02-30T00:00:00Z", "2026-03-29", "2026-03-29T00:00:00",
                 "2026-03-29T00:00:00Zx", "2026-03-29T25:00:00Z");
    CHECK(!parse_rfc3339(text));
}

TEST_CASE("an hour before and after a spring change the zone's letters tell which it is") {
    const auto before = *parse_rfc3339("2026-03-29T00:30:00Z");
    CHECK(clock_text(before, "Europe/Madrid") == "01:30 CET");
    CHECK(clock_text(before + std::chrono::hours(1), "Europe/Madrid") == "03:30 CEST");
    CHECK(clock_text(before, "America/New_York") == "20:30 EDT");
}

TEST_CASE("the doubled hour of an autumn night is told apart") {
    const auto first = *parse_rfc3339("2026-10-25T00:30:00Z");
    CHECK(clock_text(first, "Europe/Madrid") == "02:30 CEST");
    CHECK(clock_text(first + std::chrono::hours(1), "Europe/Madrid") == "02:30 CET");
}

TEST_CASE("a Date header is a moment") {
    CHECK(*parse_http_date("Tue, 10 Mar 2026 04:00:00 GMT") ==
          *parse_rfc3339("2026-03-10T04:00:00Z"));
    CHECK(!parse_http_date("soon"));
}

TEST_CASE("zones are those of the tz database") {
    CHECK(zone_exists("Europe/Madrid"));
    CHECK(!zone_exists("Europe/Atlantis"));
    CHECK(clock_text(*parse_rfc3339("2026-03-10T04:00:00Z"), "Europe/Atlantis") == "04:00 UTC");
}
