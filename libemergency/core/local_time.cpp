#include "libemergency/core/local_time.h"

#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/core/weekly_window.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>

namespace emergency {
namespace {

const date::time_zone& zone_or_utc(std::string_view name) {
    return *date::locate_zone(zone_exists(name) ? std::string(name) : "UTC");
}

date::sys_seconds whole_seconds(TimePoint moment) {
    return date::floor<std::chrono::seconds>(moment);
}

TimePoint begin_of(date::local_days day, const date::time_zone& zone) {
    return zone.to_sys(day, date::choose::earliest);
}

date::local_days day_of(TimePoint moment, const date::time_zone& zone) {
    return date::floor<date::days>(zone.to_local(whole_seconds(moment)));
}

ZoneChange change_at(const date::time_zone& zone, date::sys_seconds at) {
    const auto before = zone.get_info(at - std::chrono::seconds(1));
    const auto after = zone.get_info(at);
    return {.at = at,
            .before = before.offset,
            .after = after.offset,
            .name = after.abbrev,
            .is_daylight = after.save != std::chrono::minutes(0)};
}

/// "04:00" on a date; nothing if it is none.
std::optional<TimePoint> time_on(const std::string& date, const std::string& time,
                                 const std::string& zone) {
    const auto written = parse_rfc3339(fmt::format("{}T{}:00Z", date, time));
    const bool is_plain = is_date(date) && time.size() == 5;
    return written && is_plain ? std::optional(moment_shown(*written, zone)) : std::nullopt;
}

/// The next time that the clocks show it.
std::optional<TimePoint> next_time(const std::string& time, TimePoint now,
                                   const std::string& zone) {
    const auto today = time_on(date_at(now, zone), time, zone);
    return !today || *today > now ? today
                                  : time_on(date_at(next_midnight(now, zone), zone), time, zone);
}

}  // namespace

WallTime wall_time(TimePoint moment, std::string_view zone) {
    const auto& its = zone_or_utc(zone);
    const auto local = its.to_local(whole_seconds(moment));
    const auto day = date::floor<date::days>(local);
    const date::year_month_day date(day);
    const date::hh_mm_ss time(local - day);
    return {.year = static_cast<int>(date.year()),
            .month = static_cast<int>(static_cast<unsigned>(date.month())),
            .day = static_cast<int>(static_cast<unsigned>(date.day())),
            .hour = static_cast<int>(time.hours().count()),
            .minute = static_cast<int>(time.minutes().count()),
            .second = static_cast<int>(time.seconds().count()),
            .is_twice = its.get_info(local).result == date::local_info::ambiguous};
}

TimePoint moment_shown(TimePoint written, std::string_view zone) {
    const date::local_time<std::chrono::milliseconds> local(written.time_since_epoch());
    return zone_or_utc(zone).to_sys(local, date::choose::earliest);
}

std::vector<ZoneChange> zone_changes(std::string_view zone, TimePoint since, TimePoint until) {
    const auto& its = zone_or_utc(zone);
    const date::sys_seconds earliest{};
    auto at = its.get_info(whole_seconds(since)).begin;
    std::vector<ZoneChange> changes;
    if (at <= earliest) {
        changes.push_back(change_at(its, earliest));
        changes.back().before = changes.back().after;
        at = its.get_info(std::max(earliest, whole_seconds(since))).end;
    }
    for (; at < until; at = its.get_info(at).end) {
        changes.push_back(change_at(its, at));
    }
    return changes;
}

TimePoint next_midnight(TimePoint moment, std::string_view zone) {
    const auto& its = zone_or_utc(zone);
    return begin_of(day_of(moment, its) + date::days(1), its);
}

std::optional<TimePoint> start_of_date(const std::string& date, std::string_view zone) {
    const auto midnight = parse_rfc3339(date + "T00:00:00Z");
    if (!midnight || !is_date(date)) {
        return std::nullopt;
    }
    const auto day = date::floor<date::days>(*midnight).time_since_epoch();
    return begin_of(date::local_days(day), zone_or_utc(zone));
}

TimePoint start_of_month(TimePoint moment, std::string_view zone, int months) {
    const auto& its = zone_or_utc(zone);
    const date::year_month_day today(day_of(moment, its));
    return begin_of(date::local_days(today.year() / today.month() / 1 + date::months(months)), its);
}

Result<TimePoint> moment_in(const std::string& text, TimePoint now, const std::string& zone) {
    if (const auto span = parse_duration(text)) {
        return now + *span;
    }
    if (const auto moment = parse_rfc3339(text)) {
        return *moment;
    }
    constexpr std::size_t date_length = 10;
    const auto date = text.substr(0, date_length);
    const bool has_time =
        text.size() > date_length + 1 && (text[date_length] == ' ' || text[date_length] == 'T');
    auto moment = next_time(text, now, zone);
    if (text.size() == date_length) {
        moment = start_of_date(text, zone);
    } else if (has_time) {
        moment = time_on(date, text.substr(date_length + 1), zone);
    }
    if (moment) {
        return *moment;
    }
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("'{}' is not a time", one_line(text)),
                 .hint = "write it like 2026-03-10T04:00:00Z, '2026-03-10 04:00', 16:30 or 3h"};
}

}  // namespace emergency
