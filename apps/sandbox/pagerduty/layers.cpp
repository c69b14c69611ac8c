#include "apps/sandbox/pagerduty/layers.h"

#include "libemergency/core/local_time.h"

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

using std::chrono::days;
using std::chrono::floor;

struct Span {
    TimePoint from = {};
    TimePoint until = {};
};

Span between(TimePoint written, std::chrono::seconds length, const std::string& zone) {
    return {emergency::moment_shown(written, zone),
            emergency::moment_shown(written + length, zone)};
}

/// Monday is 1.
int weekday_of(TimePoint written) {
    return static_cast<int>(std::chrono::weekday(floor<days>(written)).iso_encoding());
}

/// The hours of one restriction that may touch the span.
void add_hours(std::vector<Span>& all, const Restriction& hours, const std::string& zone,
               const Span& span) {
    const auto before = hours.length + days(1);
    const auto last = shown_at(span.until, zone) + days(1);
    for (auto day = floor<days>(shown_at(span.from, zone) - before); day < last; day += days(1)) {
        if (hours.weekday == 0 || hours.weekday == weekday_of(day)) {
            all.push_back(between(day + hours.from, hours.length, zone));
        }
    }
}

std::vector<Span> hours_in(const Layer& layer, const std::string& zone, const Span& span) {
    if (layer.restrictions.empty()) {
        return {span};
    }
    std::vector<Span> all;
    for (const auto& restriction : layer.restrictions) {
        add_hours(all, restriction, zone, span);
    }
    std::ranges::sort(all, {}, &Span::from);
    return all;
}

void add_turn(std::vector<Shift>& shifts, const Layer& layer, const std::string& zone, Span turn,
              const std::string& user) {
    turn.from = std::max(turn.from, layer.from);
    turn.until = std::min(turn.until, layer.until.value_or(turn.until));
    for (const auto& hours : hours_in(layer, zone, turn)) {
        const Shift part{.from = std::max(hours.from, turn.from),
                         .until = std::min(hours.until, turn.until),
                         .user = user};
        if (part.from < part.until) {
            shifts.push_back(part);
        }
    }
}

/// Counts downwards below zero, too.
std::size_t place_in(long long number, std::size_t size) {
    const auto count = static_cast<long long>(size);
    return static_cast<std::size_t>(((number % count) + count) % count);
}

}  // namespace

TimePoint shown_at(TimePoint moment, const std::string& zone) {
    const auto wall = emergency::wall_time(moment, zone);
    const std::chrono::year_month_day date{std::chrono::year(wall.year),
                                           std::chrono::month(static_cast<unsigned>(wall.month)),
                                           std::chrono::day(static_cast<unsigned>(wall.day))};
    return std::chrono::sys_days(date) + std::chrono::hours(wall.hour) +
           std::chrono::minutes(wall.minute) + std::chrono::seconds(wall.second);
}

std::vector<Shift> turns_of(const Layer& layer, const std::string& zone, TimePoint from,
                            TimePoint until) {
    std::vector<Shift> shifts;
    if (layer.users.empty() || layer.turn <= std::chrono::seconds(0)) {
        return shifts;
    }
    const auto begins = shown_at(from, zone) - days(1) - layer.handoff;
    const auto first = floor<std::chrono::seconds>(begins) / layer.turn - 1;
    for (auto number = first;; ++number) {
        const auto turn = between(layer.handoff + number * layer.turn, layer.turn, zone);
        if (turn.from >= until) {
            break;
        }
        add_turn(shifts, layer, zone, turn, layer.users[place_in(number, layer.users.size())]);
    }
    std::erase_if(shifts,
                  [&](const Shift& each) { return each.until <= from || each.from >= until; });
    return shifts;
}

}  // namespace sandbox::pagerduty
