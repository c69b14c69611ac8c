#include "libemergency/schedule/hours.h"

#include "libemergency/core/local_time.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/first_level.h"

#include <algorithm>
#include <iterator>

namespace emergency::schedule {
namespace {

using std::chrono::seconds;

/// Month and person, so that the rows come in this order.
using RowKey = std::pair<std::string, std::string>;

/// Of one rotation.
using Rows = std::map<RowKey, DutyHours>;

void add_days(Rows& rows, const Roster& roster, const Calendar& calendar,
              const pagerduty::Duty& duty) {
    const auto& zone = roster.rotation.time_zone;
    for (auto at = duty.start; at < duty.end;) {
        const auto end = std::min(next_midnight(at, zone), duty.end);
        const auto month = local_text(at, zone, "%Y-%m");
        auto& row = rows[{month, duty.user.id}];
        row.month = month;
        row.rotation = roster.rotation.name;
        row.user_id = duty.user.id;
        row.spans[day_kind(calendar, at, zone)] += std::chrono::floor<seconds>(end - at);
        at = end;
    }
}

void add(Rows& rows, std::vector<DutyHours> more) {
    for (auto& each : more) {
        const auto [known, is_new] = rows.try_emplace({each.month, each.user_id}, each);
        if (is_new) {
            continue;
        }
        for (const auto& [kind, span] : each.spans) {
            known->second.spans[kind] += span;
        }
    }
}

std::vector<DutyHours> in_order(Rows rows) {
    std::vector<DutyHours> all;
    all.reserve(rows.size());
    for (auto& row : rows) {
        all.push_back(std::move(row.second));
    }
    return all;
}

/// From the first begin to the last end.
Stretch whole_of(const std::vector<Counting>& countings) {
    auto whole = countings.front().stretch;
    for (const auto& each : countings) {
        whole.since = std::min(whole.since, each.stretch.since);
        whole.until = std::max(whole.until, each.stretch.until);
    }
    return whole;
}

Result<std::vector<Rotation>> rotations_in(const pagerduty::Client& client,
                                           const std::vector<Counting>& countings) {
    std::vector<Rotation> rotations;
    rotations.reserve(countings.size());
    for (const auto& each : countings) {
        rotations.push_back(each.rotation);
    }
    return with_schedules(client, rotations);
}

}  // namespace

seconds DutyHours::of(DayKind kind) const {
    const auto found = spans.find(kind);
    return found == spans.end() ? seconds(0) : found->second;
}

seconds DutyHours::total() const {
    return of(DayKind::weekday) + of(DayKind::weekend) + of(DayKind::holiday);
}

std::vector<DutyHours> hours_of(const Roster& roster, const Calendar& calendar, Stretch stretch) {
    Rows rows;
    for (auto duty : roster.duties) {
        duty.start = std::max(duty.start, stretch.since);
        duty.end = std::min(duty.end, stretch.until);
        add_days(rows, roster, calendar, duty);
    }
    return in_order(std::move(rows));
}

Result<std::vector<DutyHours>> read_hours(const pagerduty::Client& client,
                                          const std::vector<Counting>& countings,
                                          const Calendar& calendar, const Counted& counted) {
    const auto rotations = rotations_in(client, countings);
    if (!rotations || countings.empty()) {
        return rotations ? Result<std::vector<DutyHours>>(std::vector<DutyHours>())
                         : rotations.error();
    }
    const auto windows = windows_of(whole_of(countings));
    std::vector<Rows> rows(countings.size());
    for (std::size_t n = 0; n < windows.size(); ++n) {
        const auto rosters = read_rosters(client, *rotations, windows[n],
                                          [&](std::size_t answered, std::size_t all) {
                                              counted(n * all + answered, windows.size() * all);
                                          });
        if (!rosters) {
            return rosters.error();
        }
        for (std::size_t i = 0; i < rosters->size(); ++i) {
            const auto& bounds = countings[i].stretch;
            add(rows[i], hours_of((*rosters)[i], calendar,
                                  {std::max(bounds.since, windows[n].since),
                                   std::min(bounds.until, windows[n].until)}));
        }
    }
    std::vector<DutyHours> all;
    for (auto& each : rows) {
        auto ordered = in_order(std::move(each));
        std::move(ordered.begin(), ordered.end(), std::back_inserter(all));
    }
    return all;
}

}  // namespace emergency::schedule
