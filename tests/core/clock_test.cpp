#include "libemergency/core/clock.h"

#include "tests/fakes/fake_clock.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;

TEST_CASE("a laptop that is ten minutes off follows the services' clock") {
    FakeClock local;
    ServerClock clock(local);
    const auto truth = local.now() + 10min;
    clock.heard(truth);

    CHECK(clock.now() == truth);
    CHECK(clock.skew() == 10min);
    local.sleep(5s);
    CHECK(clock.now() == truth + 5s);
}

TEST_CASE("a second of difference is the header's resolution, not a wrong clock") {
    FakeClock local;
    ServerClock clock(local);
    clock.heard(local.now() - 1s);
    CHECK(clock.skew() == 0ms);
}

TEST_CASE("a clock that is right again is followed back") {
    FakeClock local;
    ServerClock clock(local);
    clock.heard(local.now() - 3h);
    clock.heard(local.now());
    CHECK(clock.skew() == 0ms);
}

TEST_CASE("a clock that is nearly right again is trusted, whatever was heard before") {
    FakeClock local;
    ServerClock clock(local);
    clock.heard(local.now() + 3h);
    clock.heard(local.now() + 1s);
    CHECK(clock.skew() == 0ms);
}
