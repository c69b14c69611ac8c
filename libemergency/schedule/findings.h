#pragma once

#include "libemergency/schedule/audit.h"

namespace emergency::schedule {

/// All duties of a rotation's schedules, each as it is rendered.
std::vector<pagerduty::Duty> duties_in(const AuditedRotation& audited);

/// The stretches of duties.
Stretches stretches_of(const std::vector<pagerduty::Duty>& duties);

/// "Tue 10 Mar 04:00 CET to 06:00 CET (2h)".
std::string span_text(Stretch when, const std::string& zone);

/// The user with their address, if it was read.
const pagerduty::User& known(const Audited& audited, const pagerduty::User& user);

/// The command by which what `from` has in a stretch goes to somebody else.
std::string giving(const Rotation& rotation, const pagerduty::User& from, Stretch when);

/// The parts of an audit. Each adds what it finds.
void find_gaps(const AuditedRotation& audited, Stretch stretch, std::vector<Finding>& found);
void find_overlaps(const AuditedRotation& audited, Stretch stretch, std::vector<Finding>& found);
void find_long_duties(const AuditedRotation& audited, const Audited& whole,
                      std::vector<Finding>& found);
void find_double_duties(const Audited& audited, std::vector<Finding>& found);
void find_other_zones(const AuditedRotation& audited, Stretch stretch, std::vector<Finding>& found);
void find_moved_handovers(const AuditedRotation& audited, Stretch stretch,
                          std::vector<Finding>& found);
void find_short_overrides(const AuditedRotation& rotation, const Audited& audited,
                          std::vector<Finding>& found);
void find_unreachable(const AuditedRotation& rotation, const Audited& audited,
                      std::vector<Finding>& found);
void find_empty_levels(const Audited& audited, std::vector<Finding>& found);

}  // namespace emergency::schedule
