#pragma once

#include "libemergency/config/config.h"
#include "libemergency/schedule/stretches.h"

#include <string>

namespace emergency::schedule {

/// When the window holds within a stretch: whenever the clocks of its zone show such a time, be it
/// twice where they are turned back.
Stretches hours_of_window(const WeeklyWindow& window, Stretch stretch);

/// When somebody is promised to be on call.
Stretches promised_in(const Rotation& rotation, Stretch stretch);

/// The name of the promised shift that holds at `moment`; empty if none does, or it has none.
std::string shift_at(const Rotation& rotation, TimePoint moment);

}  // namespace emergency::schedule
