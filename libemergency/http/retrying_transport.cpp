#include "libemergency/http/retrying_transport.h"

#include "libemergency/core/encoding.h"
#include "libemergency/http/asked_wait.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace emergency::http {
namespace {

using std::chrono::milliseconds;

bool worth_repeating(const Request& request, const Result<Response>& result) {
    const bool repeatable = request.repeatable == Repeatable::yes;
    if (!result) {
        const auto kind = result.error().kind;
        return kind == ErrorKind::unreachable || (kind == ErrorKind::unanswered && repeatable);
    }
    return result->status == 429 || (result->status >= 500 && repeatable);
}

std::string reason(const Request& request, const Result<Response>& result) {
    const auto host = server_of(request.url);
    if (!result) {
        return fmt::format("{}: {}", host, result.error().message);
    }
    return result->status == 429 ? fmt::format("{} asks us to slow down (429)", host)
                                 : fmt::format("{} answered {}", host, result->status);
}

/// An answer, and how long it took. Not by the Clock: the answer itself may set that right by
/// hours, and the patience must neither shrink nor grow with it.
std::pair<Result<Response>, milliseconds> timed(Transport& inner, const Request& request) {
    const auto begun = std::chrono::steady_clock::now();
    auto result = inner.send(request);
    const auto took = std::chrono::steady_clock::now() - begun;
    return {std::move(result), std::chrono::duration_cast<milliseconds>(took)};
}

}  // namespace

RetryingTransport::RetryingTransport(Transport& inner, Clock& clock, RetryPolicy policy,
                                     Jitter jitter, Waiting waiting)
    : inner_(inner),
      clock_(clock),
      policy_(policy),
      jitter_(std::move(jitter)),
      waiting_(std::move(waiting)) {}

Result<Response> RetryingTransport::send(const Request& request) {
    auto pause = policy_.first_pause;
    const bool hurried = request.patience.count() > 0;
    const auto patience = hurried ? std::min(request.patience, policy_.patience) : policy_.patience;
    milliseconds spent{0};
    for (int attempt = 1;; ++attempt) {
        auto [result, took] = timed(inner_, request);
        spent += took;
        if (attempt >= policy_.attempts || !worth_repeating(request, result)) {
            return result;
        }
        const auto ours = std::chrono::duration_cast<milliseconds>(pause * jitter_());
        const auto asked = result ? asked_wait(*result, clock_.now()) : std::nullopt;
        const auto wait = asked.value_or(milliseconds(0)) + ours;
        if (spent + wait > patience) {
            return result;
        }
        if (waiting_) {
            waiting_(reason(request, result), wait);
        }
        clock_.sleep(wait);
        spent += wait;
        pause = std::min(pause * 2, policy_.longest_pause);
    }
}

}  // namespace emergency::http
