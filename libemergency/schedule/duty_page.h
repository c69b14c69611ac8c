#pragma once

#include "libemergency/schedule/calendar.h"
#include "libemergency/schedule/roster.h"

namespace emergency::schedule {

/// What the page is besides its rosters.
struct DutyPage {
    std::string title = "Who is on call";
    std::string zone = "UTC";  ///< Of the moment at which it was made.
    TimePoint as_of = {};
    TimePoint until = {};    ///< The picture ends before its date.
    Calendar calendar = {};  ///< The days that are shaded.
};

/// The rosters as one HTML page that needs nothing else: who is on, who is next, a picture and a
/// table of the time until `until`. Names are escaped; nothing on it moves or needs a script.
Result<std::string> duty_page(const std::vector<Roster>& rosters, const DutyPage& page);

}  // namespace emergency::schedule
