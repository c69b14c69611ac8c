#include "libemergency/health/shift.h"

#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/pagerduty/reachability.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::health {
namespace {

constexpr const char* calendar_link = "customer_events";

std::string shift_told(const Shift& shift, TimePoint now, const std::string& zone) {
    return shift.start <= now
               ? fmt::format("on call now, {}, until {}", one_line(shift.rotation),
                             day_and_time(shift.end, zone))
               : fmt::format("next on call {}, {}, until {}", day_and_time(shift.start, zone),
                             one_line(shift.rotation), day_and_time(shift.end, zone));
}

Check calendar(const Config& config) {
    const auto link = value_of(config.links, calendar_link);
    return {.name = "calendar",
            .told = link.empty() ? "links.customer_events is not set" : one_line(link),
            .hint = "look which upgrades and migrations of customers fall into the shift"};
}

}  // namespace

Check my_shift(const Result<std::vector<Shift>>& mine, TimePoint now, const std::string& zone) {
    if (!mine) {
        return failed("shift", mine.error());
    }
    const Shift* first = nullptr;
    for (const auto& shift : *mine) {
        const bool is_earlier = first == nullptr || shift.start < first->start;
        first = shift.end > now && is_earlier ? &shift : first;
    }
    if (first == nullptr) {
        return {.name = "shift",
                .verdict = Verdict::warn,
                .told = "you are on call in none of the rotations",
                .hint = "emerg schedule mine"};
    }
    return {.name = "shift", .told = shift_told(*first, now, zone)};
}

Check wakes_me(const Result<pagerduty::Reachability>& me,
               const std::vector<std::string>& reached_by) {
    if (!me) {
        return failed("page", me.error());
    }
    const auto why = pagerduty::why_unreachable(*me, reached_by);
    if (why.empty()) {
        return {.name = "page", .told = "a page wakes you"};
    }
    return {.name = "page",
            .verdict = Verdict::fail,
            .told = fmt::format("no page wakes you: {} {}", one_line(me->user.name), why),
            .hint = fmt::format("add it in PagerDuty: {}", one_line(me->url)),
            .kind = ErrorKind::configuration};
}

Check open_emergencies(const Result<std::size_t>& open) {
    if (!open) {
        return failed("open emergencies", open.error());
    }
    return {.name = "open emergencies",
            .verdict = *open == 0 ? Verdict::ok : Verdict::warn,
            .told = fmt::format("{} open", *open),
            .hint = *open == 0 ? "" : "emerg handoff incoming tells which are yours to take over"};
}

std::vector<Check> reminders(const pagerduty::User& me, const Config& config) {
    return {{.name = "test page",
             .told = "not known; none is sent from here",
             .hint = fmt::format("page yourself, and again after every change of the phone: "
                                 "emerg page {} -m 'Test page'",
                                 one_line(me.email))},
            {.name = "phone",
             .told = "not known",
             .hint = "PagerDuty's numbers (its vCard) must be among the contacts that ring through "
                     "do-not-disturb"},
            calendar(config)};
}

}  // namespace emergency::health
