#include "libemergency/core/clock.h"

#include <algorithm>
#include <thread>

namespace emergency {
namespace {

/// `Date` headers are whole seconds and a network away: a smaller difference is noise.
constexpr std::chrono::milliseconds noise{2'000};

/// How often a sleeper looks whether it is to stop.
constexpr std::chrono::milliseconds glance{50};

}  // namespace

TimePoint SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void SystemClock::sleep(std::chrono::milliseconds duration) {
    const auto end = std::chrono::steady_clock::now() + duration;
    while (!stop_ && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(
            std::min<std::chrono::nanoseconds>(glance, end - std::chrono::steady_clock::now()));
    }
}

TimePoint ServerClock::now() const {
    return local_.now() + skew();
}

void ServerClock::heard(TimePoint date) {
    const auto difference = std::chrono::abs(date - now());
    if (difference >= noise) {
        skew_ = (date - local_.now()).count();
    }
}

}  // namespace emergency
