#include "libemergency/schedule/ical.h"

void emergency_ical(const std::vector<emergency::schedule::Roster>& rosters,
                    const emergency::schedule::CalendarFile& file, std::string& text) {
    text = emergency::schedule::ical(rosters, file);
}
