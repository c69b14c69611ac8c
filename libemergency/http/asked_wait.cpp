#include "libemergency/http/asked_wait.h"

#include "libemergency/core/time_zone.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

namespace emergency::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::string_view decimal = "0123456789";

std::string header(const Response& response, const char* name) {
    const auto found = response.headers.find(name);
    return found == response.headers.end() ? std::string() : found->second;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of(decimal) == std::string_view::npos;
}

/// Begun seconds count whole; a number that no integer holds is a long time, not none.
std::optional<seconds> seconds_in(std::string_view text) {
    const auto dot = std::min(text.find('.'), text.size());
    const auto whole = text.substr(0, dot);
    const auto fraction = text.substr(std::min(dot + 1, text.size()));
    if (!is_number(whole) || (dot < text.size() && !is_number(fraction))) {
        return std::nullopt;
    }
    long long count = 0;
    const auto problem = std::from_chars(whole.data(), whole.data() + whole.size(), count).ec;
    if (problem != std::errc() || count > seconds(longest_wait).count()) {
        return longest_wait;
    }
    const bool is_begun = fraction.find_first_not_of('0') != std::string_view::npos;
    return seconds(count + (is_begun ? 1 : 0));
}

std::optional<milliseconds> until(const Response& answer, TimePoint moment,
                                  std::optional<TimePoint> now) {
    const auto said = parse_http_date(header(answer, "date"));
    if (!said && !now) {
        return std::nullopt;
    }
    return moment - (said ? *said : *now);
}

std::optional<milliseconds> wait_in(const Response& answer, std::optional<TimePoint> now) {
    const auto after = header(answer, "retry-after");
    if (const auto wait = seconds_in(after)) {
        return wait;
    }
    if (const auto moment = parse_http_date(after)) {
        return until(answer, *moment, now);
    }
    return answer.status == 429 ? seconds_in(header(answer, "ratelimit-reset")) : std::nullopt;
}

}  // namespace

std::optional<milliseconds> asked_wait(const Response& answer, std::optional<TimePoint> now) {
    const auto wait = wait_in(answer, now);
    return wait && wait->count() > 0 ? std::optional(std::min<milliseconds>(*wait, longest_wait))
                                     : std::nullopt;
}

}  // namespace emergency::http
