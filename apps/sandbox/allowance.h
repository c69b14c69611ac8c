#pragma once

#include "apps/sandbox/clock.h"

#include <algorithm>
#include <cstdint>

namespace sandbox {

/// How many requests are left in this minute, as the headers of answers tell it. Nobody is refused:
/// the limits themselves are faults (see `POST /faults`).
class Allowance {
public:
    explicit Allowance(std::int64_t limit) : limit_(limit) {}

    /// Counts one request; a new minute has the whole allowance again.
    void spend(TimePoint now) {
        const auto minute = std::chrono::floor<std::chrono::minutes>(now);
        used_ = minute == minute_ ? used_ + 1 : 1;
        minute_ = minute;
    }

    std::int64_t limit() const { return limit_; }
    std::int64_t left() const { return std::max<std::int64_t>(limit_ - used_, 0); }
    /// Seconds until the whole allowance is there again.
    static std::int64_t reset_after(TimePoint now) {
        const auto minute = std::chrono::floor<std::chrono::minutes>(now);
        return 60 - std::chrono::floor<std::chrono::seconds>(now - minute).count();
    }

private:
    std::int64_t limit_;
    std::int64_t used_ = 0;
    TimePoint minute_ = {};
};

}  // namespace sandbox
