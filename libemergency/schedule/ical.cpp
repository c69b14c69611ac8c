#include "libemergency/schedule/ical.h"

#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/ical_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::schedule {
namespace {

using pagerduty::Duty;

/// When SEQUENCE began to count, in minutes: it must grow, and 31 bits must hold it.
constexpr TimePoint first_minute = std::chrono::sys_days(std::chrono::year(2020) / 1 / 1);

int sequence_at(TimePoint moment) {
    return static_cast<int>(
        std::chrono::floor<std::chrono::minutes>(moment - first_minute).count());
}

/// A shift is known by rotation, schedule and begin, so that another person or end is a change of
/// it.
std::string uid_of(const Rotation& rotation, const Duty& duty) {
    return fmt::format("{}-{}-{}@emerg", one_line(rotation.name), one_line(duty.schedule_id),
                       local_text(duty.start, "UTC", "%Y%m%dT%H%M%SZ"));
}

void add_moment(icalcomponent& event, icalproperty* property, TimePoint moment,
                const std::string& zone) {
    const auto time = ical_time(moment, zone);
    icalproperty_set_value(property, icalvalue_new_datetime(time));
    if (icaltime_is_utc(time) == 0) {
        icalproperty_add_parameter(property, icalparameter_new_tzid(zone.c_str()));
    }
    icalcomponent_add_property(&event, property);
}

/// The shift without SEQUENCE and DTSTAMP, which say when it changed.
Component event_of(const Rotation& rotation, const Duty& duty) {
    Component event(icalcomponent_new_vevent());
    add(*event, icalproperty_new_uid(uid_of(rotation, duty).c_str()));
    add_moment(*event, icalproperty_new(ICAL_DTSTART_PROPERTY), duty.start, rotation.time_zone);
    add_moment(*event, icalproperty_new(ICAL_DTEND_PROPERTY), duty.end, rotation.time_zone);
    const auto person = one_line(duty.user.name);
    add(*event, icalproperty_new_summary(fmt::format("{}: {}", rotation.name, person).c_str()));
    add(*event,
        icalproperty_new_description(
            fmt::format("{} is on call for {}{} (schedule {}).", person, rotation.name,
                        duty.from_override ? ", by an override" : "", one_line(duty.schedule_name))
                .c_str()));
    add(*event, icalproperty_new_categories("on-call"));
    add(*event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    add(*event, icalproperty_new_status(ICAL_STATUS_CONFIRMED));
    return event;
}

void stamp(icalcomponent& event, TimePoint moment) {
    unstamp(event);
    add(event, icalproperty_new_dtstamp(ical_time(moment, "UTC")));
    add(event, icalproperty_new_sequence(sequence_at(moment)));
}

/// By UID.
using Previous = std::map<std::string, Component>;

/// An event as it stands in the file: libical's own form of it takes ten times the memory, and
/// there may be a year of many schedules.
struct Written {
    std::string text = {};
    std::string zone = {};
    Stretch stretch = {};
};

/// By UID.
using Events = std::map<std::string, Written>;

Written written(icalcomponent& event) {
    const auto zone = zone_in(event);
    return {.text = text_of(event),
            .zone = zone,
            .stretch = {moment_of(icalcomponent_get_dtstart(&event), zone),
                        moment_of(icalcomponent_get_dtend(&event), zone)}};
}

Previous events_in(const std::string& text) {
    Previous events;
    const Component calendar(icalparser_parse_string(text.c_str()));
    if (!calendar) {
        return events;
    }
    for (auto* each = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
         each != nullptr;
         each = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT)) {
        if (const auto* uid = icalcomponent_get_uid(each); uid != nullptr) {
            events.insert_or_assign(uid, Component(icalcomponent_new_clone(each)));
        }
    }
    return events;
}

/// Those that the file had and the schedule has no more, as long as somebody may count on them.
void cancel_missing(Events& events, const Previous& previous, const CalendarFile& file) {
    for (const auto& [uid, event] : previous) {
        if (events.contains(uid)) {
            continue;  // What has not changed was taken over from there.
        }
        const auto stretch = written(*event).stretch;
        if (stretch.until <= file.as_of || stretch.since >= file.until) {
            continue;
        }
        if (icalcomponent_get_status(event.get()) != ICAL_STATUS_CANCELLED) {
            icalcomponent_set_status(event.get(), ICAL_STATUS_CANCELLED);
            stamp(*event, file.as_of);
        }
        events.emplace(uid, written(*event));
    }
}

Events events_of(const std::vector<Roster>& rosters, const CalendarFile& file) {
    const auto previous = events_in(file.previous);
    Events events;
    for (const auto& roster : rosters) {
        for (const auto& duty : roster.duties) {
            const auto uid = uid_of(roster.rotation, duty);
            const auto event = event_of(roster.rotation, duty);
            const auto before = previous.find(uid);
            const bool is_as_it_was =
                before != previous.end() && unstamped(*before->second) == unstamped(*event);
            if (!is_as_it_was) {
                stamp(*event, file.as_of);
            }
            events.insert_or_assign(uid, written(is_as_it_was ? *before->second : *event));
        }
    }
    cancel_missing(events, previous, file);
    return events;
}

/// How the clocks of each zone are changed while there are shifts in it.
void add_zones(icalcomponent& calendar, const Events& events) {
    std::map<std::string, Stretch> zones;
    for (const auto& [uid, event] : events) {
        if (event.zone == "UTC") {
            continue;
        }
        auto& stretch = zones.try_emplace(event.zone, event.stretch).first->second;
        stretch.since = std::min(stretch.since, event.stretch.since);
        stretch.until = std::max(stretch.until, event.stretch.until);
    }
    for (const auto& [zone, stretch] : zones) {
        icalcomponent_add_component(&calendar, timezone_of(zone, stretch).release());
    }
}

Component empty_calendar(const std::string& name) {
    Component calendar(icalcomponent_new_vcalendar());
    add(*calendar, icalproperty_new_version("2.0"));
    add(*calendar, icalproperty_new_prodid("-//emerg//schedule export//EN"));
    add(*calendar, icalproperty_new_calscale("GREGORIAN"));
    add(*calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
    add_extension(*calendar, "X-WR-CALNAME", name);
    add_extension(*calendar, "X-PUBLISHED-TTL", "PT1H");  // How often a subscriber looks again.
    return calendar;
}

}  // namespace

std::string ical(const std::vector<Roster>& rosters, const CalendarFile& file) {
    constexpr std::string_view end = "END:VCALENDAR";
    const auto events = events_of(rosters, file);
    const auto calendar = empty_calendar(one_line(file.name));
    add_zones(*calendar, events);
    auto text = text_of(*calendar);
    const auto tail = text.substr(text.rfind(end));
    text.resize(text.size() - tail.size());
    for (const auto& [uid, event] : events) {
        text += event.text;
    }
    return text.append(tail);
}

}  // namespace emergency::schedule
