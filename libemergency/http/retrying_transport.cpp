#include "libemergency/http/retrying_transport.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
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

std::string header(const Response& response, const char* name) {
    const auto found = response.headers.find(name);
    return found == response.headers.end() ? std::string() : found->second;
}

std::optional<milliseconds> seconds_in(std::string_view text) {
    int count = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (problem != std::errc{} || end != text.data() + text.size() || count < 0) {
        return std::nullopt;
    }
    return std::chrono::seconds(count);
}

/// What the service asks for: `Retry-After` in seconds or as a date (by its own clock, if it says
/// so), or PagerDuty's `ratelimit-reset`.
milliseconds asked_for(const Result<Response>& result, const Clock& clock) {
    if (!result) {
        return {};
    }
    const auto after = header(*result, "retry-after");
    if (const auto seconds = seconds_in(after)) {
        return *seconds;
    }
    if (const auto until = parse_http_date(after)) {
        const auto said = parse_http_date(header(*result, "date"));
        return std::max<milliseconds>(*until - (said ? *said : clock.now()), milliseconds(0));
    }
    const auto reset = result->status == 429 ? header(*result, "ratelimit-reset") : std::string();
    return seconds_in(reset).value_or(milliseconds(0));
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
        const auto wait = asked_for(result, clock_) + ours;
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
