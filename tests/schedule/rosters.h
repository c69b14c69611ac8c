#pragma once

#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/roster.h"

#include <string>

/// A moment out of its text.
inline emergency::TimePoint moment(const std::string& text) {
    return *emergency::parse_rfc3339(text);
}

/// A duty of somebody who is called as their id is.
inline emergency::pagerduty::Duty duty_of(const std::string& person, const std::string& start,
                                          const std::string& end) {
    return {.schedule_id = "PSCH001",
            .schedule_name = "CEOC",
            .user = {.id = person, .name = person},
            .start = moment(start),
            .end = moment(end)};
}

/// A rotation in a zone, with these duties.
inline emergency::schedule::Roster roster_in(const std::string& zone,
                                             std::vector<emergency::pagerduty::Duty> duties) {
    return {.rotation = {.name = "ceoc", .schedules = {"PSCH001"}, .time_zone = zone},
            .duties = std::move(duties)};
}
