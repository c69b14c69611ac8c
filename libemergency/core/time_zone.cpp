#include "libemergency/core/time_zone.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace emergency {
namespace {

Error not_a_time(std::string_view text) {
    return {.kind = ErrorKind::usage,
            .message = fmt::format("'{}' is not a time", text),
            .hint = "write it like 2026-03-10T04:00:00Z"};
}

/// Reads all of `text` by `format`; nothing may be left over.
bool read_all(std::string_view text, const char* format, TimePoint& moment) {
    std::istringstream stream{std::string(text)};
    stream >> date::parse(format, moment);
    return !stream.fail() && stream.peek() == std::istringstream::traits_type::eof();
}

/// The text with fractions of a second cut to milliseconds: the date library reads no more digits
/// than a TimePoint holds, and some services write microseconds.
std::string cut_to_milliseconds(std::string_view text) {
    std::string cut(text);
    const auto point = cut.find('.');
    if (point == std::string::npos) {
        return cut;
    }
    const auto end = std::min(cut.find_first_not_of("0123456789", point + 1), cut.size());
    const auto kept = std::min(point + 4, end);
    return cut.erase(kept, end - kept);
}

const date::time_zone* zone_of(std::string_view name) {
    try {
        return date::locate_zone(std::string(name));
    } catch (const std::runtime_error&) {
        return nullptr;
    }
}

}  // namespace

Result<TimePoint> parse_rfc3339(std::string_view text) {
    TimePoint moment;
    const auto cut = cut_to_milliseconds(text);
    if (read_all(cut, "%FT%TZ", moment) || read_all(cut, "%FT%T%Ez", moment)) {
        return moment;
    }
    return not_a_time(text);
}

Result<TimePoint> parse_http_date(std::string_view text) {
    TimePoint moment;
    if (read_all(text, "%a, %d %b %Y %T GMT", moment)) {
        return moment;
    }
    return not_a_time(text);
}

std::string utc_text(TimePoint moment) {
    return date::format("%FT%TZ", date::floor<std::chrono::seconds>(moment));
}

bool zone_exists(std::string_view zone) {
    return zone_of(zone) != nullptr;
}

std::string local_text(TimePoint moment, std::string_view zone, const char* format) {
    const auto seconds = date::floor<std::chrono::seconds>(moment);
    const auto* found = zone_of(zone);
    try {
        return date::format(format,
                            date::make_zoned(found == nullptr ? zone_of("UTC") : found, seconds));
    } catch (const std::runtime_error&) {  // A machine without a tz database still tells the time.
        return date::format(format, seconds);
    }
}

std::string clock_text(TimePoint moment, std::string_view zone) {
    return local_text(moment, zone, "%H:%M %Z");
}

std::string day_and_time(TimePoint moment, std::string_view zone) {
    return local_text(moment, zone, "%a %d %b %H:%M %Z");
}

}  // namespace emergency
