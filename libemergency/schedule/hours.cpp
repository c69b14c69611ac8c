#include "libemergency/schedule/hours.h"

#include "libemergency/core/local_time.h"
#include "libemergency/core/time_zone.h"

#include <algorithm>

namespace emergency::schedule {
namespace {

using std::chrono::seconds;

/// Month and person, so that the rows come in this order.
using RowKey = std::pair<std::string, std::string>;

void add_days(std::map<RowKey, DutyHours>& rows, const Roster& roster, const Calendar& calendar,
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

}  // namespace

seconds DutyHours::of(DayKind kind) const {
    const auto found = spans.find(kind);
    return found == spans.end() ? seconds(0) : found->second;
}

seconds DutyHours::total() const {
    return of(DayKind::weekday) + of(DayKind::weekend) + of(DayKind::holiday);
}

std::vector<DutyHours> hours_of(const Roster& roster, const Calendar& calendar, Stretch stretch) {
    std::map<RowKey, DutyHours> rows;
    for (auto duty : roster.duties) {
        duty.start = std::max(duty.start, stretch.since);
        duty.end = std::min(duty.end, stretch.until);
        add_days(rows, roster, calendar, duty);
    }
    std::vector<DutyHours> all;
    all.reserve(rows.size());
    for (auto& [place, row] : rows) {
        all.push_back(std::move(row));
    }
    return all;
}

}  // namespace emergency::schedule
