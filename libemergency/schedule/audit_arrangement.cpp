#include "libemergency/core/local_time.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/pagerduty/reachability.h"
#include "libemergency/schedule/findings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace emergency::schedule {
namespace {

using pagerduty::Duty;
using pagerduty::RenderedSchedule;

constexpr std::chrono::days one_week{7};
constexpr std::chrono::days one_year{365};  // In which clocks that differ show it.

bool have_same_clocks(const std::string& zone, const std::string& other, TimePoint since) {
    const auto changes = [&](const std::string& each) {
        return zone_changes(each, since, since + one_year);
    };
    const auto some = changes(zone);
    const auto others = changes(other);
    return some.back().after == others.back().after &&
           std::equal(some.begin() + 1, some.end(), others.begin() + 1, others.end(),
                      [](const ZoneChange& a, const ZoneChange& b) {
                          return a.at == b.at && a.after == b.after;
                      });
}

/// When duty begins, by the layers and by what comes of them.
std::set<TimePoint> handovers_of(const RenderedSchedule& schedule) {
    std::set<TimePoint> all;
    for (const auto& duty : schedule.layers) {
        all.insert(duty.start);
    }
    for (const auto& duty : schedule.duties) {
        all.insert(duty.start);
    }
    return all;
}

/// The same weekday and time on the clocks, a week later.
TimePoint week_later_by_clocks(TimePoint moment, const std::string& zone) {
    const auto shown = wall_time(moment, zone);
    const auto written = std::chrono::sys_days(
        std::chrono::year(shown.year) / std::chrono::month(static_cast<unsigned>(shown.month)) /
        std::chrono::day(static_cast<unsigned>(shown.day)));
    return moment_shown(written + one_week + std::chrono::hours(shown.hour) +
                            std::chrono::minutes(shown.minute) + std::chrono::seconds(shown.second),
                        zone);
}

/// Handovers of the week before a change that come a week later when as many hours have passed, not
/// when the clocks show the same.
std::vector<TimePoint> moved_by(const ZoneChange& change, const RenderedSchedule& schedule,
                                const std::string& zone) {
    const auto handovers = handovers_of(schedule);
    std::vector<TimePoint> moved;
    for (auto each = handovers.lower_bound(change.at - one_week);
         each != handovers.end() && *each < change.at; ++each) {
        const auto by_clocks = week_later_by_clocks(*each, zone);
        const auto by_hours = *each + one_week;
        if (by_clocks != by_hours && handovers.contains(by_hours) &&
            !handovers.contains(by_clocks)) {
            moved.push_back(*each);
        }
    }
    return moved;
}

/// "05:00 PST becomes 06:00 PDT", each once.
std::string moves_text(const std::vector<TimePoint>& moved, const std::string& zone) {
    std::set<std::string> texts;
    for (const auto& each : moved) {
        texts.insert(fmt::format("{} becomes {}", clock_text(each, zone),
                                 clock_text(each + one_week, zone)));
    }
    return fmt::format("{}", fmt::join(texts, ", "));
}

/// The piece of duty that the layers name at `moment`, if it neither begins nor ends then.
const Duty* layer_around(const RenderedSchedule& schedule, TimePoint moment) {
    const auto found =
        std::find_if(schedule.layers.begin(), schedule.layers.end(),
                     [&](const Duty& duty) { return duty.start < moment && moment < duty.end; });
    return found == schedule.layers.end() ? nullptr : &*found;
}

bool has_duty_at(const std::vector<Duty>& duties, const std::string& user_id, TimePoint moment) {
    return std::any_of(duties.begin(), duties.end(), [&](const Duty& duty) {
        return duty.user.id == user_id && duty.start <= moment && moment < duty.end;
    });
}

void find_short_overrides_of(const RenderedSchedule& schedule, const Rotation& rotation,
                             const Audited& audited, std::vector<Finding>& found) {
    const auto& stretch = audited.stretch;
    for (const auto& over : schedule.overrides) {
        const auto* layer = layer_around(schedule, over.end);
        const bool is_within = stretch.since <= over.end && over.end < stretch.until;
        // What counts is whether the layer's person comes back for a rest.
        if (layer == nullptr || !is_within || layer->user.id == over.user.id ||
            !has_duty_at(schedule.duties, layer->user.id, over.end)) {
            continue;
        }
        const Stretch rest{.since = over.end, .until = layer->end};
        found.push_back({.kind = FindingKind::override_ends_inside,
                         .rotation = rotation.name,
                         .schedule = schedule.id,
                         .user = over.user,
                         .when = rest,
                         .says = fmt::format("the override of {} ends inside the shift of {}: {}",
                                             one_line(over.user.name), one_line(layer->user.name),
                                             span_text(rest, rotation.time_zone)),
                         .hint = giving(rotation, known(audited, layer->user), rest)});
    }
}

bool is_ever_filled(const pagerduty::EscalationLevel& level, const Audited& audited) {
    const auto names_somebody = [&](const RenderedSchedule& schedule) {
        return std::find(level.schedules.begin(), level.schedules.end(), schedule.id) !=
                   level.schedules.end() &&
               !within(stretches_of(schedule.duties), audited.stretch).empty();
    };
    const auto any_of = [&](const std::vector<RenderedSchedule>& schedules) {
        return std::any_of(schedules.begin(), schedules.end(), names_somebody);
    };
    return !level.users.empty() || any_of(audited.others) ||
           std::any_of(audited.rotations.begin(), audited.rotations.end(),
                       [&](const auto& each) { return any_of(each.schedules); });
}

}  // namespace

void find_other_zones(const AuditedRotation& audited, Stretch stretch,
                      std::vector<Finding>& found) {
    const auto& rotation = audited.rotation;
    for (const auto& schedule : audited.schedules) {
        if (rotation.coverage.empty() ||
            (zone_exists(schedule.time_zone) &&
             have_same_clocks(schedule.time_zone, rotation.time_zone, stretch.since))) {
            continue;
        }
        found.push_back({.kind = FindingKind::other_zone,
                         .rotation = rotation.name,
                         .schedule = schedule.id,
                         .says = fmt::format("the schedule {} is in {}, promised is {}",
                                             one_line(schedule.name), one_line(schedule.time_zone),
                                             rotation.time_zone),
                         .hint = one_line(schedule.url)});
    }
}

void find_moved_handovers(const AuditedRotation& audited, Stretch stretch,
                          std::vector<Finding>& found) {
    const auto& zone = audited.rotation.time_zone;
    for (const auto& change : zone_changes(zone, stretch.since, stretch.until)) {
        if (change.at < stretch.since) {
            continue;
        }
        for (const auto& schedule : audited.schedules) {
            const auto moved = moved_by(change, schedule, zone);
            if (moved.empty()) {
                continue;
            }
            const auto [first, last] =
                std::minmax({week_later_by_clocks(moved.front(), zone), moved.front() + one_week});
            found.push_back(
                {.kind = FindingKind::moved_by_clocks,
                 .rotation = audited.rotation.name,
                 .schedule = schedule.id,
                 .when = {.since = first, .until = last},
                 .says = fmt::format("the shifts of {} move when the clocks of {} change: {}",
                                     one_line(schedule.name), zone, moves_text(moved, zone)),
                 .hint = one_line(schedule.url)});
        }
    }
}

void find_short_overrides(const AuditedRotation& rotation, const Audited& audited,
                          std::vector<Finding>& found) {
    for (const auto& schedule : rotation.schedules) {
        find_short_overrides_of(schedule, rotation.rotation, audited, found);
    }
}

void find_unreachable(const AuditedRotation& rotation, const Audited& audited,
                      std::vector<Finding>& found) {
    std::set<std::string> seen;
    for (const auto& duty : duties_in(rotation)) {
        const auto person = audited.people.find(duty.user.id);
        const bool is_within =
            duty.start < audited.stretch.until && audited.stretch.since < duty.end;
        if (!is_within || person == audited.people.end() || !seen.insert(duty.user.id).second) {
            continue;
        }
        const auto why = pagerduty::why_unreachable(person->second, rotation.rotation.reached_by);
        if (!why.empty()) {
            found.push_back({.kind = FindingKind::unreachable,
                             .rotation = rotation.rotation.name,
                             .user = person->second.user,
                             .says = fmt::format("{} {}", one_line(duty.user.name), why),
                             .hint = one_line(person->second.url)});
        }
    }
}

void find_empty_levels(const Audited& audited, std::vector<Finding>& found) {
    for (const auto& policy : audited.policies) {
        for (std::size_t i = 0; i < policy.levels.size(); ++i) {
            if (!is_ever_filled(policy.levels[i], audited)) {
                found.push_back(
                    {.kind = FindingKind::empty_level,
                     .says = fmt::format("level {} of the escalation policy {} names nobody", i + 1,
                                         one_line(policy.name)),
                     .hint = one_line(policy.url)});
            }
        }
    }
}

}  // namespace emergency::schedule
