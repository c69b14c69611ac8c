#include "apps/sandbox/zendesk/times.h"

#include <array>
#include <charconv>
#include <utility>

namespace sandbox::zendesk {
namespace {

using std::chrono::milliseconds;

std::string padded(unsigned number, std::size_t width) {
    auto text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// Takes a number from the front of `text`.
std::optional<int> taken_number(std::string_view& text) {
    int number = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{}) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    return number;
}

/// Takes a number that must be followed by `mark`, or by anything if `mark` is 0.
std::optional<int> taken_part(std::string_view& text, char mark) {
    const auto number = taken_number(text);
    if (!number || mark == 0) {
        return number;
    }
    if (!text.starts_with(mark)) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    return number;
}

std::optional<milliseconds> unit_named(std::string_view name) {
    using namespace std::chrono_literals;
    static constexpr std::array<std::pair<std::string_view, std::chrono::minutes>, 4> units{
        {{"m", 1min}, {"h", 1h}, {"d", 24h}, {"w", 168h}}};
    if (name.starts_with('s')) {
        return 1s;
    }
    for (const auto& [letter, length] : units) {
        if (name.starts_with(letter)) {
            return length;
        }
    }
    return std::nullopt;
}

/// The time zone at the end of an RFC 3339 text: "Z", "+02:00", or nothing at all.
std::optional<std::chrono::minutes> zone_in(std::string_view text) {
    using std::chrono::minutes;
    if (text.empty() || text == "Z" || text == "z") {
        return minutes{0};
    }
    const int sign = text.front() == '-' ? -1 : 1;
    if (text.front() != '-' && text.front() != '+') {
        return std::nullopt;
    }
    text.remove_prefix(1);
    const auto hours = taken_part(text, ':');
    const auto rest = taken_part(text, 0);
    if (!hours || !rest) {
        return std::nullopt;
    }
    return minutes{sign * (*hours * 60 + *rest)};
}

std::optional<TimePoint> clock_time_on(std::chrono::sys_days day, std::string_view text) {
    const auto hour = taken_part(text, ':');
    const auto minute = taken_part(text, ':');
    const auto second = taken_part(text, 0);
    if (!hour || !minute || !second) {
        return std::nullopt;
    }
    if (text.starts_with('.')) {
        const auto end = text.find_first_not_of("0123456789", 1);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end);
    }
    const auto zone = zone_in(text);
    if (!zone) {
        return std::nullopt;
    }
    return TimePoint{day} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second} - *zone;
}

std::optional<TimePoint> rfc3339(std::string_view text) {
    using namespace std::chrono;
    const auto year_number = taken_part(text, '-');
    const auto month_number = taken_part(text, '-');
    const auto day_number = taken_part(text, 0);
    if (!year_number || !month_number || !day_number) {
        return std::nullopt;
    }
    const year_month_day date{year{*year_number}, month{static_cast<unsigned>(*month_number)},
                              day{static_cast<unsigned>(*day_number)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    if (text.empty()) {
        return TimePoint{sys_days{date}};
    }
    text.remove_prefix(1);
    return clock_time_on(sys_days{date}, text);
}

}  // namespace

std::string timestamp(TimePoint moment) {
    using namespace std::chrono;
    const auto day = floor<days>(moment);
    const year_month_day date{day};
    const hh_mm_ss time{floor<seconds>(moment - day)};
    const auto two = [](auto count) { return padded(static_cast<unsigned>(count), 2); };
    return std::to_string(static_cast<int>(date.year())) + '-' +
           two(static_cast<unsigned>(date.month())) + '-' + two(static_cast<unsigned>(date.day())) +
           'T' + two(time.hours().count()) + ':' + two(time.minutes().count()) + ':' +
           two(time.seconds().count()) + 'Z';
}

std::optional<milliseconds> duration_in(std::string_view text) {
    auto total = milliseconds{0};
    while (!text.empty()) {
        const auto number = taken_number(text);
        const auto unit = unit_named(text);
        if (!number || !unit) {
            return std::nullopt;
        }
        total += *number * *unit;
        const auto next = text.find_first_of("0123456789");
        text.remove_prefix(next == std::string_view::npos ? text.size() : next);
    }
    return total;
}

std::optional<TimePoint> moment_in(std::string_view text, TimePoint start) {
    if (text.empty()) {
        return std::nullopt;
    }
    if (text.front() != '-' && text.front() != '+') {
        return rfc3339(text);
    }
    const auto length = duration_in(text.substr(1));
    if (!length) {
        return std::nullopt;
    }
    return text.front() == '-' ? start - *length : start + *length;
}

}  // namespace sandbox::zendesk
