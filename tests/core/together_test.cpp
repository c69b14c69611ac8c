#include "libemergency/core/together.h"

#include <catch2/catch.hpp>

#include <barrier>
#include <functional>
#include <string>

TEST_CASE("independent things run at the same time and come back in order") {
    std::barrier all_here(2);  // Would wait for ever if they ran one after the other.
    const auto [number, text] = emergency::together(
        [&] {
            all_here.arrive_and_wait();
            return 1;
        },
        [&] {
            all_here.arrive_and_wait();
            return std::string("two");
        });
    CHECK(number == 1);
    CHECK(text == "two");
}

TEST_CASE("a list of them does the same") {
    std::barrier all_here(3);
    std::vector<std::function<int()>> tasks;
    for (int n = 0; n < 3; ++n) {
        tasks.emplace_back([&all_here, n] {
            all_here.arrive_and_wait();
            return n;
        });
    }
    CHECK(emergency::together(tasks) == std::vector{0, 1, 2});
}
