#include "apps/sandbox/time_text.h"

#include <date/date.h>
#include <date/tz.h>

#include <array>
#include <charconv>
#include <exception>
#include <sstream>
#include <utility>

namespace sandbox {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto units = std::to_array<std::pair<std::string_view, milliseconds>>({
    {"ms", milliseconds(1)},
    {"s", seconds(1)},
    {"m", std::chrono::minutes(1)},
    {"h", std::chrono::hours(1)},
    {"d", std::chrono::hours(24)},
});

std::optional<milliseconds> unit_of(std::string_view name) {
    for (const auto& [unit, length] : units) {
        if (unit == name) {
            return length;
        }
    }
    return std::nullopt;
}

std::optional<TimePoint> parsed(std::string_view text, const char* format) {
    std::istringstream stream{std::string(text)};
    TimePoint moment;
    date::from_stream(stream, format, moment);
    const bool is_whole = !stream.fail() && stream.peek() == std::istringstream::traits_type::eof();
    return is_whole ? std::optional(moment) : std::nullopt;
}

}  // namespace

std::string utc_seconds(TimePoint moment) {
    return date::format("%FT%TZ", std::chrono::floor<seconds>(moment));
}

std::string utc_milliseconds(TimePoint moment) {
    return date::format("%FT%TZ", moment);
}

std::string zoned_seconds(TimePoint moment, const std::string& zone) {
    if (zone.empty() || zone == "UTC" || zone == "Etc/UTC") {
        return utc_seconds(moment);
    }
    try {
        const auto* found = date::locate_zone(zone);
        return date::format("%FT%T%Ez",
                            date::make_zoned(found, std::chrono::floor<seconds>(moment)));
    } catch (const std::exception&) {
        return utc_seconds(moment);
    }
}

std::string http_date(TimePoint moment) {
    return date::format("%a, %d %b %Y %T GMT", std::chrono::floor<seconds>(moment));
}

std::optional<milliseconds> parse_span(std::string_view text) {
    milliseconds total{0};
    if (text.empty()) {
        return std::nullopt;
    }
    while (!text.empty()) {
        milliseconds::rep count = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
        if (problem != std::errc() || count < 0) {
            return std::nullopt;
        }
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        const auto letters = std::min(text.find_first_of("0123456789"), text.size());
        const auto unit = unit_of(text.substr(0, letters));
        if (!unit) {
            return std::nullopt;
        }
        total += count * *unit;
        text.remove_prefix(letters);
    }
    return total;
}

std::optional<TimePoint> parse_moment(std::string_view text) {
    if (text.ends_with('Z')) {
        return parsed(text, "%FT%TZ");
    }
    for (const char* format : {"%FT%T%Ez", "%FT%T%z", "%F"}) {
        if (const auto moment = parsed(text, format)) {
            return moment;
        }
    }
    return std::nullopt;
}

std::optional<TimePoint> parse_scenario_moment(std::string_view text, TimePoint start) {
    if (!text.starts_with('-') && !text.starts_with('+')) {
        return parse_moment(text);
    }
    const auto span = parse_span(text.substr(1));
    if (!span) {
        return std::nullopt;
    }
    return text.starts_with('-') ? start - *span : start + *span;
}

}  // namespace sandbox
