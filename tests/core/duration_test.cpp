#include "libemergency/core/duration.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;

TEST_CASE("durations are read with their units") {
    CHECK(*parse_duration("90s") == 90s);
    CHECK(*parse_duration("15m") == 15min);
    CHECK(*parse_duration("2h30m") == 150min);
    CHECK(*parse_duration("3d") == 72h);
    CHECK(*parse_duration("500ms") == 500ms);
}

TEST_CASE("garbage is a usage error that shows how to write it") {
    const auto* const text = GENERATE("", "15", "m", "-5m", "5 m", "5x", "1.5h",
                                      "99999999999999999999d", "99999d", "5m5", "5m ");
    const auto duration = parse_duration(text);
    REQUIRE(!duration);
    CHECK(duration.error().kind == ErrorKind::usage);
    CHECK(!duration.error().hint.empty());
}

TEST_CASE("durations are told in the two units that matter") {
    CHECK(brief_duration(45s) == "45s");
    CHECK(brief_duration(12min + 3s) == "12m");
    CHECK(brief_duration(125min) == "2h05m");
    CHECK(brief_duration(76h) == "3d 4h");
    CHECK(brief_duration(-90s) == "1m");
}
