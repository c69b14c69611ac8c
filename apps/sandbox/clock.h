#pragma once

#include <atomic>
#include <chrono>

namespace sandbox {

using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

/// The one time of all sandbox services: the wall clock, moved by `advance`.
class Clock {
public:
    TimePoint now() const { return pace() + std::chrono::milliseconds(offset_.load()); }
    /// Runs so many times as fast from here; before anybody else asks.
    void run_at(int speed) {
        start_ = wall();
        speed_ = speed;
    }
    void advance(std::chrono::milliseconds by) { offset_ += by.count(); }
    /// Sets the time; it runs on from there.
    void move_to(TimePoint moment) { offset_ = (moment - pace()).count(); }
    /// Back to the wall clock.
    void reset() { offset_ = 0; }

private:
    static TimePoint wall() {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }

    TimePoint pace() const { return start_ + (wall() - start_) * speed_; }

    TimePoint start_ = {};
    int speed_ = 1;
    std::atomic<std::chrono::milliseconds::rep> offset_{0};
};

}  // namespace sandbox
