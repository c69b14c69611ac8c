#include "libemergency/core/together.h"

#include <catch2/catch.hpp>
#include <pthread.h>

#include <barrier>
#include <cstddef>
#include <functional>
#include <string>

namespace {

/// While it lives no thread can be started: each would have a stack larger than any memory.
class NoThreads {
public:
    NoThreads() {
        pthread_getattr_default_np(&before_);
        pthread_attr_t vast;
        pthread_attr_init(&vast);
        pthread_attr_setstacksize(&vast, std::size_t{1} << 50U);
        REQUIRE(pthread_setattr_default_np(&vast) == 0);
        pthread_attr_destroy(&vast);
    }
    NoThreads(const NoThreads&) = delete;
    NoThreads& operator=(const NoThreads&) = delete;
    NoThreads(NoThreads&&) = delete;
    NoThreads& operator=(NoThreads&&) = delete;
    ~NoThreads() {
        pthread_setattr_default_np(&before_);
        pthread_attr_destroy(&before_);
    }

private:
    pthread_attr_t before_ = {};
};

}  // namespace

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

TEST_CASE("where no thread can be started, one is done after the other") {
    const NoThreads here;
    const auto [number, text] =
        emergency::together([] { return 1; }, [] { return std::string("two"); });
    CHECK(number == 1);
    CHECK(text == "two");
    std::vector<std::function<int()>> tasks;
    for (int n = 0; n < 3; ++n) {
        tasks.emplace_back([n] { return n; });
    }
    CHECK(emergency::together(tasks) == std::vector{0, 1, 2});
    CHECK(emergency::together(tasks, 2) == std::vector{0, 1, 2});
}
