#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"

#include <chrono>
#include <string>

namespace emergency {

/// One process of this machine at a time works on a case. Held while alive; a killed
/// process lets go (flock). An empty folder (store in memory) locks nothing.
class CaseLock {
public:
    /// Waits up to `limit` for the other process; then fails with `local`, naming the case.
    static Result<CaseLock> take(const std::string& folder, const std::string& case_id,
                                 Clock& clock, std::chrono::milliseconds limit);

    CaseLock(CaseLock&& other) noexcept;
    CaseLock& operator=(CaseLock&& other) noexcept;
    CaseLock(const CaseLock&) = delete;
    CaseLock& operator=(const CaseLock&) = delete;
    ~CaseLock();

private:
    explicit CaseLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

}  // namespace emergency
