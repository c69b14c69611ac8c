#pragma once

#include <atomic>
#include <chrono>

namespace emergency {

/// A moment, in UTC, to the millisecond.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

/// The only source of time, and the only place that waits.
class Clock {
public:
    virtual ~Clock() = default;
    /// The moment it is now.
    virtual TimePoint now() const = 0;
    /// Returns after `duration`.
    virtual void sleep(std::chrono::milliseconds duration) = 0;
};

/// Becomes true when the user wants to stop; set by a signal's handler.
using StopFlag = std::atomic<bool>;

/// The clock on this machine's wall, right or wrong. A sleep ends early once `stop` is set.
class SystemClock final : public Clock {
public:
    explicit SystemClock(const StopFlag& stop) : stop_(stop) {}

    TimePoint now() const override;
    void sleep(std::chrono::milliseconds duration) override;

private:
    const StopFlag& stop_;
};

/// The services' time: the local clock, corrected by the newest `Date` header
/// seen, so that a wrong laptop clock does not move a deadline.
class ServerClock final : public Clock {
public:
    explicit ServerClock(Clock& local) : local_(local) {}

    TimePoint now() const override;
    void sleep(std::chrono::milliseconds duration) override { local_.sleep(duration); }

    /// A service said that it is `date` now (a `Date` header: whole seconds).
    void heard(TimePoint date);
    /// How far the services are ahead of the local clock; zero until one was heard.
    std::chrono::milliseconds skew() const { return std::chrono::milliseconds(skew_.load()); }

private:
    Clock& local_;
    std::atomic<std::chrono::milliseconds::rep> skew_{0};
};

}  // namespace emergency
