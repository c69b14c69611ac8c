#include "libemergency/schedule/promise.h"

#include "libemergency/core/local_time.h"
#include "libemergency/core/time_zone.h"

#include <algorithm>

namespace emergency::schedule {
namespace {

/// A time in which the clocks of a zone are not touched.
struct SteadyClocks {
    Stretch stretch = {};
    std::chrono::seconds ahead{0};  ///< Of UTC.
};

std::vector<SteadyClocks> steady_clocks(const std::string& zone, Stretch stretch) {
    std::vector<SteadyClocks> all;
    for (const auto& change : zone_changes(zone, stretch.since, stretch.until)) {
        if (!all.empty()) {
            all.back().stretch.until = change.at;
        }
        all.push_back(
            {.stretch = {.since = std::max(change.at, stretch.since), .until = stretch.until},
             .ahead = change.after});
    }
    return all;
}

/// The days of the window, written as if the clocks were those of UTC.
Stretches hours_on_steady_clocks(const WeeklyWindow& window, const SteadyClocks& clocks) {
    Stretches found;
    const auto end = clocks.stretch.until + clocks.ahead;
    for (TimePoint day = std::chrono::floor<std::chrono::days>(clocks.stretch.since + clocks.ahead);
         day < end; day += std::chrono::days(1)) {
        if (window.days.contains(weekday_at(day, "UTC"))) {
            found.push_back({.since = day + window.from - clocks.ahead,
                             .until = day + window.until - clocks.ahead});
        }
    }
    return within(found, clocks.stretch);
}

}  // namespace

Stretches hours_of_window(const WeeklyWindow& window, Stretch stretch) {
    Stretches all;
    for (const auto& clocks : steady_clocks(window.zone, stretch)) {
        const auto some = hours_on_steady_clocks(window, clocks);
        all.insert(all.end(), some.begin(), some.end());
    }
    return united(all);
}

Stretches promised_in(const Rotation& rotation, Stretch stretch) {
    Stretches all;
    for (const auto& shift : rotation.coverage) {
        for (const auto& window : shift.hours) {
            const auto some = hours_of_window(window, stretch);
            all.insert(all.end(), some.begin(), some.end());
        }
    }
    return united(all);
}

std::string shift_at(const Rotation& rotation, TimePoint moment) {
    const auto shift = std::find_if(
        rotation.coverage.begin(), rotation.coverage.end(), [&](const PromisedShift& each) {
            return std::any_of(each.hours.begin(), each.hours.end(),
                               [&](const WeeklyWindow& hours) { return holds(hours, moment); });
        });
    return shift == rotation.coverage.end() ? std::string() : shift->name;
}

}  // namespace emergency::schedule
