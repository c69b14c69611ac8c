#pragma once

#include <chrono>

namespace sandbox {

using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

/// Stands in place of the sandbox's own clock: time stands still unless the simulation moves it.
/// Never used by two threads at once, because one actor at a time holds the baton.
class Clock {
public:
    TimePoint now() const { return now_; }
    /// Nothing runs here, so nothing runs faster.
    void run_at(int /*speed*/) {}
    void advance(std::chrono::milliseconds by) { now_ += by; }
    void move_to(TimePoint moment) { now_ = moment; }
    void reset() { now_ = {}; }

private:
    TimePoint now_ = {};
};

}  // namespace sandbox
