#include "libemergency/schedule/ical_file.h"

#include "libemergency/core/neighbour.h"

namespace emergency::schedule {

Result<std::string> ical_file(const std::vector<Roster>& rosters, const CalendarFile& file) {
    const auto found = neighbour_function(EMERGENCY_ICAL_LIBRARY, "emergency_ical");
    if (!found) {
        return found.error();
    }
    std::string text;
    reinterpret_cast<decltype(&emergency_ical)> (*found)(rosters, file, text);
    return text;
}

}  // namespace emergency::schedule
