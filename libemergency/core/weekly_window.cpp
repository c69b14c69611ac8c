#include "libemergency/core/weekly_window.h"

#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace emergency {
namespace {

constexpr auto week = std::to_array<std::string_view>(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
constexpr std::size_t shortest = 3;

Error malformed(const std::string& text) {
    return {.kind = ErrorKind::configuration,
            .message = fmt::format("'{}' are no hours of the week", one_line(text)),
            .hint = "write them like 'sat sun 00:00-08:00 Asia/Tokyo' or 'daily 22:00-24:00 UTC'"};
}

/// "08:30" in minutes; up to "24:00".
std::optional<std::chrono::minutes> time_of_day(std::string_view text) {
    const auto number = [](std::string_view part) {
        int value = -1;
        const auto* const end = part.data() + part.size();
        const auto read = std::from_chars(part.data(), end, value);
        return part.size() == 2 && read.ptr == end ? value : -1;
    };
    if (text.size() != 5 || text[2] != ':') {
        return std::nullopt;
    }
    const auto hours = number(text.substr(0, 2));
    const auto minutes = number(text.substr(3));
    const std::chrono::minutes all{hours * 60 + minutes};
    const bool fits = hours >= 0 && minutes >= 0 && minutes < 60 && all <= std::chrono::hours(24);
    return fits ? std::optional(all) : std::nullopt;
}

bool add_days(std::set<std::string>& days, const std::string& word) {
    if (lower(word) == "daily") {
        days.insert(week.begin(), week.end());
        return true;
    }
    auto day = weekday_named(word);
    return !day.empty() && days.insert(std::move(day)).second;
}

}  // namespace

std::string weekday_named(std::string_view word) {
    const auto wanted = lower(word);
    const auto* const found = std::find_if(week.begin(), week.end(), [&](std::string_view day) {
        return day == wanted || (wanted.size() == shortest && day.starts_with(wanted));
    });
    return found == week.end() ? std::string() : std::string(*found);
}

std::string weekday_at(TimePoint moment, std::string_view zone) {
    return weekday_named(local_text(moment, zone, "%A"));
}

std::string date_at(TimePoint moment, std::string_view zone) {
    return local_text(moment, zone, "%F");
}

bool is_date(const std::string& text) {
    const auto moment = parse_rfc3339(text + "T00:00:00Z");
    return moment && date_at(*moment, "UTC") == text;
}

Result<WeeklyWindow> parse_weekly_window(const std::string& text) {
    auto words = split(one_line(text), ' ');
    if (words.size() < 3 || !zone_exists(words.back())) {
        return malformed(text);
    }
    WeeklyWindow window{.zone = words.back()};
    words.pop_back();
    const auto hours = split(words.back(), '-');
    words.pop_back();
    const auto from = time_of_day(hours.front());
    const auto until = time_of_day(hours.back());
    const bool has_days = std::all_of(
        words.begin(), words.end(), [&](const auto& word) { return add_days(window.days, word); });
    if (hours.size() != 2 || !from || !until || *from >= *until || !has_days) {
        return malformed(text);
    }
    window.from = *from;
    window.until = *until;
    return window;
}

bool holds(const WeeklyWindow& window, TimePoint moment) {
    const auto now = time_of_day(local_text(moment, window.zone, "%H:%M"));
    return window.days.contains(weekday_at(moment, window.zone)) && now && window.from <= *now &&
           *now < window.until;
}

}  // namespace emergency
