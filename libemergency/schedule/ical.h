#pragma once

#include "libemergency/schedule/roster.h"

namespace emergency::schedule {

/// What a calendar file is besides its shifts.
struct CalendarFile {
    std::string name = {};  ///< As a calendar program shows it.
    TimePoint as_of = {};
    TimePoint until = {};       ///< Nothing that begins later was asked for.
    std::string previous = {};  ///< The file as it was, if it was; empty: none.
};

/// The shifts as iCalendar text (RFC 5545). A shift has the same UID in every export, so that a
/// calendar program updates it; it keeps SEQUENCE and DTSTAMP while nothing about it changes. What
/// `previous` had and is no more, though its time has not passed, is cancelled. Times are in the
/// rotation's zone, but UTC where its clocks show a time twice.
std::string ical(const std::vector<Roster>& rosters, const CalendarFile& file);

}  // namespace emergency::schedule

/// The one door of the library that this is in: `text` becomes what `ical` gives.
extern "C" void emergency_ical(const std::vector<emergency::schedule::Roster>& rosters,
                               const emergency::schedule::CalendarFile& file, std::string& text);
