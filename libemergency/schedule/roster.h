#pragma once

#include "libemergency/config/config.h"
#include "libemergency/core/result.h"
#include "libemergency/pagerduty/client.h"
#include "libemergency/schedule/stretches.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace emergency::schedule {

/// Who has duty in a rotation, over a long time.
struct Roster {
    Rotation rotation = {};
    std::vector<pagerduty::Duty> duties = {};  ///< Merged, in order of time.
};

/// People by their PagerDuty id.
using People = std::map<std::string, pagerduty::User>;

/// Hears how many of how many requests were answered; from one thread at a time.
using Counted = std::function<void(std::size_t answered, std::size_t all)>;

/// So much of a schedule is asked for at once: PagerDuty reckons duty 90 days ahead (the published
/// description of /oncalls; of /schedules it names no limit).
constexpr std::chrono::days longest_window{90};

/// So many requests at once leave enough of PagerDuty's 960 a minute for everybody else.
constexpr std::size_t requests_at_a_time = 4;

/// As few windows of at most `longest_window` as cover the stretch.
std::vector<Stretch> windows_of(Stretch stretch);

/// The duties of several rotations, each piece whole though it reaches beyond the stretch. A
/// schedule that several rotations have is read once; a few requests at a time.
Result<std::vector<Roster>> read_rosters(const pagerduty::Client& client,
                                         const std::vector<Rotation>& rotations, Stretch stretch,
                                         const Counted& counted);

/// Everybody who is in the rosters, each asked for once; a few requests at a time.
Result<People> people_in(const pagerduty::Client& client, const std::vector<Roster>& rosters);

/// The people with these PagerDuty ids, each asked for once; a few requests at a time.
Result<People> people_with(const pagerduty::Client& client, const std::set<std::string>& ids);

/// What one person has of the rosters; rotations in which they have nothing are left out.
std::vector<Roster> rosters_of(const std::string& user_id, std::vector<Roster> rosters);

}  // namespace emergency::schedule
