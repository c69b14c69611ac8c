#pragma once

#include "libemergency/config/config.h"
#include "libemergency/pagerduty/types.h"
#include "libemergency/schedule/stretches.h"

#include <map>
#include <string>
#include <vector>

namespace emergency::schedule {

/// A rotation as it is promised, with what PagerDuty will do.
struct AuditedRotation {
    Rotation rotation = {};
    std::vector<pagerduty::RenderedSchedule> schedules = {};
};

/// Everything that an audit looks at. Schedules are rendered for `around_audit` more at both ends.
struct Audited {
    Stretch stretch = {};
    std::vector<AuditedRotation> rotations = {};
    std::vector<pagerduty::EscalationPolicy> policies = {};
    /// Schedules that policies page and no rotation has.
    std::vector<pagerduty::RenderedSchedule> others = {};
    std::map<std::string, pagerduty::Reachability> people = {};  ///< By id.
};

/// A week before and after is compared where clocks are changed.
constexpr std::chrono::days around_audit{8};

/// What can be wrong.
enum class FindingKind {
    gap,
    overlap,
    two_rotations,
    long_duty,
    other_zone,
    moved_by_clocks,
    override_ends_inside,
    unreachable,
    empty_level,
};

/// "gap", "moved-by-clocks": as JSON names it.
const char* word(FindingKind kind);

/// Something that is not as promised.
struct Finding {
    FindingKind kind = FindingKind::gap;
    std::string rotation = {};  ///< Empty: it concerns an escalation policy.
    std::string schedule = {};  ///< Id; empty: none in particular.
    pagerduty::User user = {};  ///< Empty: nobody in particular.
    Stretch when = {};          ///< From `since` on; both the same: at all times.
    std::string says = {};      ///< One sentence.
    std::string hint = {};      ///< The command, setting or link that mends it.
};

/// Compares what PagerDuty will do with what was promised, to the second: all that is wrong within
/// the stretch, in order of time; what is wrong at all times comes first.
std::vector<Finding> audit(const Audited& audited);

/// When nobody has duty though somebody is promised.
Stretches gaps_of(const AuditedRotation& audited, Stretch stretch);

/// When more have duty than are meant to.
Stretches overlaps_of(const AuditedRotation& audited, Stretch stretch);

}  // namespace emergency::schedule
