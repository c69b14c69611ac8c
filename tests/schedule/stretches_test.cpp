#include "libemergency/schedule/stretches.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace emergency;
using namespace emergency::schedule;

namespace {

constexpr int horizon = 40;

TimePoint second_at(int second) {
    return TimePoint(std::chrono::seconds(second));
}

Stretches random_stretches(std::mt19937& dice) {
    std::uniform_int_distribution<int> second(0, horizon);
    std::uniform_int_distribution<int> count(0, 6);
    Stretches all(static_cast<std::size_t>(count(dice)));
    for (auto& each : all) {
        each.since = second_at(second(dice));
        each.until = second_at(second(dice));  // Some end before they begin, and hold never.
    }
    return all;
}

std::size_t depth_at(const Stretches& all, int second) {
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const auto& each) {
        return each.since <= second_at(second) && second_at(second) < each.until;
    }));
}

bool are_apart(const Stretches& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].since >= all[i].until || (i > 0 && all[i - 1].until >= all[i].since)) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("stretches are reckoned as if second by second") {
    std::mt19937 dice(20260310);  // NOLINT(cert-msc51-cpp): the same in every run.
    for (int round = 0; round < 2000; ++round) {
        const auto one = random_stretches(dice);
        const auto other = united(random_stretches(dice));
        const auto any = united(one);
        REQUIRE((are_apart(any) && are_apart(common(any, other)) &&
                 are_apart(without(any, other)) && are_apart(deeper_than(2, one))));
        for (int second = 0; second < horizon; ++second) {
            const bool in_one = depth_at(one, second) > 0;
            const bool in_other = depth_at(other, second) > 0;
            REQUIRE(depth_at(any, second) == (in_one ? 1 : 0));
            REQUIRE(depth_at(deeper_than(2, one), second) == (depth_at(one, second) > 2 ? 1 : 0));
            REQUIRE(depth_at(common(any, other), second) == (in_one && in_other ? 1 : 0));
            REQUIRE(depth_at(without(any, other), second) == (in_one && !in_other ? 1 : 0));
            REQUIRE(depth_at(within(any, {second_at(10), second_at(20)}), second) ==
                    (in_one && second >= 10 && second < 20 ? 1 : 0));
        }
    }
}
