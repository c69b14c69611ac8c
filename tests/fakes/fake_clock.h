#pragma once

#include "libemergency/core/clock.h"

#include <mutex>
#include <vector>

/// A clock that moves only when someone sleeps, and remembers how long.
class FakeClock final : public emergency::Clock {
public:
    emergency::TimePoint now() const override {
        const std::lock_guard lock(mutex_);
        return now_;
    }
    void sleep(std::chrono::milliseconds duration) override {
        const std::lock_guard lock(mutex_);
        slept.push_back(duration);
        now_ += duration;
    }
    /// Sets the moment.
    void set(emergency::TimePoint moment) {
        const std::lock_guard lock(mutex_);
        now_ = moment;
    }

    std::vector<std::chrono::milliseconds> slept;

private:
    mutable std::mutex mutex_;
    emergency::TimePoint now_{std::chrono::sys_days{std::chrono::year{2026} / 3 / 10} +
                              std::chrono::hours(4)};
};
