#include "libemergency/schedule/ical_parts.h"

#include "libemergency/core/local_time.h"

namespace emergency::schedule {
namespace {

using std::chrono::seconds;

icaltimetype ical_time_of(const WallTime& wall) {
    auto time = icaltime_null_time();
    time.year = wall.year;
    time.month = wall.month;
    time.day = wall.day;
    time.hour = wall.hour;
    time.minute = wall.minute;
    time.second = wall.second;
    return time;
}

/// RFC 5545: the begin is told by the clocks as they were before it.
Component observance_of(const ZoneChange& change) {
    Component observance(change.is_daylight ? icalcomponent_new_xdaylight()
                                            : icalcomponent_new_xstandard());
    add(*observance,
        icalproperty_new_dtstart(ical_time_of(wall_time(change.at + change.before, "UTC"))));
    add(*observance, icalproperty_new_tzoffsetfrom(static_cast<int>(change.before.count())));
    add(*observance, icalproperty_new_tzoffsetto(static_cast<int>(change.after.count())));
    add(*observance, icalproperty_new_tzname(change.name.c_str()));
    return observance;
}

const char* zone_parameter(icalcomponent& event, icalproperty_kind kind) {
    auto* property = icalcomponent_get_first_property(&event, kind);
    auto* zone = property == nullptr
                     ? nullptr
                     : icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    return zone == nullptr ? nullptr : icalparameter_get_tzid(zone);
}

}  // namespace

void add(icalcomponent& component, icalproperty* property) {
    icalcomponent_add_property(&component, property);
}

void add_extension(icalcomponent& component, const char* name, const std::string& value) {
    auto* property = icalproperty_new_x(value.c_str());
    icalproperty_set_x_name(property, name);
    add(component, property);
}

icaltimetype ical_time(TimePoint moment, const std::string& zone) {
    const auto wall = wall_time(moment, zone);
    if (zone != "UTC" && !wall.is_twice) {
        return ical_time_of(wall);
    }
    auto time = ical_time_of(wall_time(moment, "UTC"));
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

TimePoint moment_of(const icaltimetype& time, const std::string& zone) {
    const std::chrono::sys_days day = std::chrono::year(time.year) / time.month / time.day;
    const TimePoint written = day + std::chrono::hours(time.hour) +
                              std::chrono::minutes(time.minute) + seconds(time.second);
    if (icaltime_is_utc(time) != 0) {
        return written;
    }
    return moment_shown(written, zone);
}

std::string zone_in(icalcomponent& event) {
    for (const auto kind : {ICAL_DTSTART_PROPERTY, ICAL_DTEND_PROPERTY}) {
        if (const auto* zone = zone_parameter(event, kind); zone != nullptr) {
            return zone;
        }
    }
    return "UTC";
}

Component timezone_of(const std::string& zone, Stretch stretch) {
    Component made(icalcomponent_new_vtimezone());
    add(*made, icalproperty_new_tzid(zone.c_str()));
    for (const auto& change : zone_changes(zone, stretch.since, stretch.until)) {
        icalcomponent_add_component(made.get(), observance_of(change).release());
    }
    return made;
}

void unstamp(icalcomponent& event) {
    for (const auto kind : {ICAL_DTSTAMP_PROPERTY, ICAL_SEQUENCE_PROPERTY}) {
        while (auto* property = icalcomponent_get_first_property(&event, kind)) {
            icalcomponent_remove_property(&event, property);
            icalproperty_free(property);
        }
    }
}

std::string unstamped(icalcomponent& event) {
    const Component bare(icalcomponent_new_clone(&event));
    unstamp(*bare);
    return text_of(*bare);
}

std::string text_of(icalcomponent& component) {
    const std::unique_ptr<char, decltype(&icalmemory_free_buffer)> text(
        icalcomponent_as_ical_string_r(&component), &icalmemory_free_buffer);
    return text ? std::string(text.get()) : std::string();
}

}  // namespace emergency::schedule
