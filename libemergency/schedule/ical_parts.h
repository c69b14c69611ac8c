#pragma once

#include "libemergency/schedule/roster.h"

#include <libical/ical.h>

#include <memory>

namespace emergency::schedule {

/// Frees what libical made.
struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
/// A calendar, or a part of one.
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

/// Gives the property to the component.
void add(icalcomponent& component, icalproperty* property);

/// A property that RFC 5545 does not know, but calendar programs do.
void add_extension(icalcomponent& component, const char* name, const std::string& value);

/// `moment` by the clocks of `zone`; in UTC if they show it twice: then RFC 5545 means the first
/// time, and some programs take the second.
icaltimetype ical_time(TimePoint moment, const std::string& zone);

/// The moment that `ical_time` wrote.
TimePoint moment_of(const icaltimetype& time, const std::string& zone);

/// The zone of an event's times; "UTC" if they are in none.
std::string zone_in(icalcomponent& event);

/// A VTIMEZONE with each change of the clocks in the stretch, as the tz database has them.
Component timezone_of(const std::string& zone, Stretch stretch);

/// Takes SEQUENCE and DTSTAMP away.
void unstamp(icalcomponent& event);

/// The text of an event but for SEQUENCE and DTSTAMP.
std::string unstamped(icalcomponent& event);

/// The component as text.
std::string text_of(icalcomponent& component);

}  // namespace emergency::schedule
