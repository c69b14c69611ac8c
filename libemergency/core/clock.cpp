#include "libemergency/core/clock.h"

#include <algorithm>
#include <thread>

namespace emergency {
namespace {

/// `Date` headers are whole seconds and a network away: a smaller difference is noise. A local
/// clock within it is right, and one that we follow already is not nudged about by it.
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
    const auto ahead = date - local_.now();
    if (std::chrono::abs(ahead) < noise) {
        skew_ = 0;
    } else if (std::chrono::abs(ahead - skew()) >= noise) {
        skew_ = ahead.count();
    }
}

}  // namespace emergency
