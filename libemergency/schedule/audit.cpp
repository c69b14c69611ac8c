#include "libemergency/schedule/audit.h"

#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/findings.h"
#include "libemergency/schedule/promise.h"
#include "libemergency/schedule/rotation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace emergency::schedule {
namespace {

using pagerduty::Duty;

/// So many may have duty at once; nothing if any number may.
std::size_t intended_at_once(const Rotation& rotation) {
    return rotation.at_most == 0 && !rotation.coverage.empty() ? 1 : rotation.at_most;
}

/// The names of those who have duty some time within a stretch.
std::string names_in(const std::vector<Duty>& duties, Stretch when) {
    std::set<std::string> names;
    for (const auto& duty : duties) {
        if (duty.start < when.until && when.since < duty.end) {
            names.insert(one_line(duty.user.name));
        }
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

/// Where somebody is put into a stretch that nobody has: there is no shift to take over.
std::string link_to(const AuditedRotation& audited) {
    return audited.schedules.empty() ? "list the rotation's schedules in the configuration"
                                     : one_line(audited.schedules.front().url);
}

/// What somebody has of the schedules that are not among `shared`.
Stretches duty_of_person(const AuditedRotation& audited, const std::string& user_id,
                         const std::set<std::string>& shared) {
    Stretches all;
    for (const auto& schedule : audited.schedules) {
        for (const auto& duty : schedule.duties) {
            if (duty.user.id == user_id && !shared.contains(schedule.id)) {
                all.push_back({.since = duty.start, .until = duty.end});
            }
        }
    }
    return united(all);
}

std::map<std::string, pagerduty::User> people_of(const AuditedRotation& audited) {
    std::map<std::string, pagerduty::User> people;
    for (const auto& duty : duties_in(audited)) {
        people.emplace(duty.user.id, duty.user);
    }
    return people;
}

std::set<std::string> shared_schedules(const AuditedRotation& one, const AuditedRotation& other) {
    std::set<std::string> shared;
    for (const auto& schedule : one.schedules) {
        if (std::any_of(other.schedules.begin(), other.schedules.end(),
                        [&](const auto& each) { return each.id == schedule.id; })) {
            shared.insert(schedule.id);
        }
    }
    return shared;
}

/// A schedule that both have does not make anybody's duty a double one.
void find_double_duties_of(const AuditedRotation& one, const AuditedRotation& other,
                           const Audited& audited, std::vector<Finding>& found) {
    const auto shared = shared_schedules(one, other);
    for (const auto& [id, user] : people_of(one)) {
        const auto both =
            common(duty_of_person(one, id, shared), duty_of_person(other, id, shared));
        for (const auto& when : within(both, audited.stretch)) {
            found.push_back(
                {.kind = FindingKind::two_rotations,
                 .rotation = one.rotation.name,
                 .user = user,
                 .when = when,
                 .says = fmt::format("{} is on call in {} and in {}", one_line(user.name),
                                     one_line(one.rotation.name), one_line(other.rotation.name)),
                 .hint = giving(one.rotation, known(audited, user), when)});
        }
    }
}

}  // namespace

std::vector<Duty> duties_in(const AuditedRotation& audited) {
    std::vector<Duty> all;
    for (const auto& schedule : audited.schedules) {
        all.insert(all.end(), schedule.duties.begin(), schedule.duties.end());
    }
    return all;
}

Stretches stretches_of(const std::vector<Duty>& duties) {
    Stretches all;
    all.reserve(duties.size());
    for (const auto& duty : duties) {
        all.push_back({.since = duty.start, .until = duty.end});
    }
    return all;
}

const pagerduty::User& known(const Audited& audited, const pagerduty::User& user) {
    const auto found = audited.people.find(user.id);
    return found == audited.people.end() ? user : found->second.user;
}

std::string giving(const Rotation& rotation, const pagerduty::User& from, Stretch when) {
    return fmt::format(
        "emerg schedule override give --rotation {} --person {} --from {} --until {} --to ADDRESS",
        one_line(rotation.name), from.email.empty() ? "ADDRESS" : one_line(from.email),
        utc_text(when.since), utc_text(when.until));
}

std::string span_text(Stretch when, const std::string& zone) {
    return fmt::format("{} to {} ({})", day_and_time(when.since, zone),
                       day_and_time(when.until, zone), brief_duration(when.until - when.since));
}

Stretches gaps_of(const AuditedRotation& audited, Stretch stretch) {
    return without(promised_in(audited.rotation, stretch),
                   united(stretches_of(duties_in(audited))));
}

Stretches overlaps_of(const AuditedRotation& audited, Stretch stretch) {
    const auto intended = intended_at_once(audited.rotation);
    if (intended == 0) {
        return {};
    }
    const auto each_once = merged(duties_in(audited));  // One person in two schedules is one.
    return within(deeper_than(intended, stretches_of(each_once)), stretch);
}

void find_gaps(const AuditedRotation& audited, Stretch stretch, std::vector<Finding>& found) {
    for (const auto& when : gaps_of(audited, stretch)) {
        found.push_back(
            {.kind = FindingKind::gap,
             .rotation = audited.rotation.name,
             .when = when,
             .says = "nobody is on call: " + span_text(when, audited.rotation.time_zone),
             .hint = link_to(audited)});
    }
}

void find_overlaps(const AuditedRotation& audited, Stretch stretch, std::vector<Finding>& found) {
    const auto intended = intended_at_once(audited.rotation);
    for (const auto& when : overlaps_of(audited, stretch)) {
        found.push_back(
            {.kind = FindingKind::overlap,
             .rotation = audited.rotation.name,
             .when = when,
             .says = fmt::format("more than {} on call ({}): {}", intended,
                                 names_in(duties_in(audited), when),
                                 span_text(when, audited.rotation.time_zone)),
             .hint = fmt::format("end one of them at {}; if it is meant, set at_most of the "
                                 "rotation {}",
                                 utc_text(when.since), one_line(audited.rotation.name))});
    }
}

void find_long_duties(const AuditedRotation& audited, const Audited& whole,
                      std::vector<Finding>& found) {
    const auto longest = audited.rotation.longest_duty;
    for (const auto& duty : merged(duties_in(audited))) {
        const bool is_within = duty.start < whole.stretch.until && whole.stretch.since < duty.end;
        if (longest.count() == 0 || duty.end - duty.start <= longest || !is_within) {
            continue;
        }
        const Stretch beyond{.since = duty.start + longest, .until = duty.end};
        found.push_back(
            {.kind = FindingKind::long_duty,
             .rotation = audited.rotation.name,
             .schedule = duty.schedule_id,
             .user = duty.user,
             .when = {.since = duty.start, .until = duty.end},
             .says = fmt::format("{} is on call for {} without a break, {} at most",
                                 one_line(duty.user.name), brief_duration(duty.end - duty.start),
                                 brief_duration(longest)),
             .hint = giving(audited.rotation, known(whole, duty.user), beyond)});
    }
}

void find_double_duties(const Audited& audited, std::vector<Finding>& found) {
    for (auto one = audited.rotations.begin(); one != audited.rotations.end(); ++one) {
        for (auto other = one + 1; other != audited.rotations.end(); ++other) {
            find_double_duties_of(*one, *other, audited, found);
        }
    }
}

const char* word(FindingKind kind) {
    switch (kind) {
        case FindingKind::gap:
            return "gap";
        case FindingKind::overlap:
            return "overlap";
        case FindingKind::two_rotations:
            return "two-rotations";
        case FindingKind::long_duty:
            return "long-duty";
        case FindingKind::other_zone:
            return "other-zone";
        case FindingKind::moved_by_clocks:
            return "moved-by-clocks";
        case FindingKind::override_ends_inside:
            return "override-ends-inside";
        case FindingKind::unreachable:
            return "unreachable";
        case FindingKind::empty_level:
            return "empty-level";
    }
    return "";
}

std::vector<Finding> audit(const Audited& audited) {
    std::vector<Finding> found;
    for (const auto& rotation : audited.rotations) {
        find_gaps(rotation, audited.stretch, found);
        find_overlaps(rotation, audited.stretch, found);
        find_long_duties(rotation, audited, found);
        find_other_zones(rotation, audited.stretch, found);
        find_moved_handovers(rotation, audited.stretch, found);
        find_short_overrides(rotation, audited, found);
        find_unreachable(rotation, audited, found);
    }
    find_double_duties(audited, found);
    find_empty_levels(audited, found);
    std::stable_sort(found.begin(), found.end(), [](const Finding& one, const Finding& other) {
        return one.when.since < other.when.since;
    });
    return found;
}

}  // namespace emergency::schedule
