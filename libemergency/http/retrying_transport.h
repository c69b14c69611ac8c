#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/http/transport.h"

#include <chrono>
#include <functional>
#include <string>

namespace emergency::http {

/// How long and how often to try again.
struct RetryPolicy {
    int attempts = 5;
    std::chrono::milliseconds first_pause{400};
    std::chrono::milliseconds longest_pause{8'000};
    std::chrono::milliseconds patience{
        30'000};  ///< For one request: all tries and pauses together.
};

/// Sends again what is safe to send again, after pauses with full jitter.
///
/// A request that never left, or that the service declined with 429, is always
/// repeated. A request that may have been carried out (no answer, 5xx) is
/// repeated only when it is Repeatable. `Retry-After` (seconds or date) and
/// `ratelimit-reset` (seconds) are minimums; a wait beyond the patience is not
/// begun, the last answer is given back instead.
class RetryingTransport final : public Transport {
public:
    /// Told about each wait, so that the operator knows: why, and for how long.
    using Waiting = std::function<void(const std::string& why, std::chrono::milliseconds wait)>;
    /// Gives a number in [0, 1): the jitter. Injected so that tests are exact.
    using Jitter = std::function<double()>;

    RetryingTransport(Transport& inner, Clock& clock, RetryPolicy policy, Jitter jitter,
                      Waiting waiting);
    Result<Response> send(const Request& request) override;

private:
    Transport& inner_;
    Clock& clock_;
    RetryPolicy policy_;
    Jitter jitter_;
    Waiting waiting_;
};

}  // namespace emergency::http
