#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/schedule/roster.h"

namespace emergency::schedule {

/// What stands in one schedule, as the service tells it.
struct Standing {
    std::string schedule_id = {};
    std::string schedule_name = {};
    std::vector<pagerduty::Duty> duties = {};         ///< The final ones, in order of time.
    std::vector<pagerduty::Override> overrides = {};  ///< Those beneath others, too.
};

/// Each schedule of the rotation in these stretches, which may lie far from each other; what begins
/// or ends beyond them is whole. Duties and overrides belong to the same moment; `conflict` if
/// others change them all the while, for which it waits by `clock`: some seconds in all.
Result<std::vector<Standing>> read_standing(const pagerduty::Client& client, Clock& clock,
                                            const Rotation& rotation,
                                            const std::vector<Stretch>& stretches);

/// The duties once `duty` lies upon them.
std::vector<pagerduty::Duty> overlaid(const std::vector<pagerduty::Duty>& duties,
                                      const pagerduty::Duty& duty);

}  // namespace emergency::schedule
