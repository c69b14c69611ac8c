#pragma once

#include "libemergency/procedure/override.h"
#include "tests/fakes/case_builder.h"

#include <string>

/// A schedule of the night of the case builder: Ana until 04:00 + 4 h, then Bo, then Francesca,
/// eight hours each.
namespace rotas {

inline const emergency::pagerduty::User ana{.id = "PANA001", .name = "Ana Ortiz"};
inline const emergency::pagerduty::User bo{.id = "PBOL001", .name = "Bo Lind"};
inline const emergency::pagerduty::User cy{.id = "PFRA001", .name = "Francesca Conti"};

inline emergency::TimePoint hour(int hours) {
    return CaseBuilder::night + std::chrono::hours(hours);
}

inline emergency::pagerduty::Duty duty(const emergency::pagerduty::User& user, int from,
                                       int until) {
    return {.schedule_id = "PSCH001",
            .schedule_name = "CEOC",
            .user = user,
            .start = hour(from),
            .end = hour(until)};
}

inline emergency::schedule::Standing standing() {
    return {.schedule_id = "PSCH001",
            .schedule_name = "CEOC",
            .duties = {duty(ana, -4, 4), duty(bo, 4, 12), duty(cy, 12, 20), duty(ana, 20, 28)}};
}

/// What stands once somebody has an override of these hours.
inline emergency::schedule::Standing with_override(emergency::schedule::Standing before,
                                                   const emergency::pagerduty::User& user, int from,
                                                   int until) {
    before.duties =
        emergency::schedule::overlaid(std::move(before.duties), duty(user, from, until));
    before.overrides.push_back({.id = "Q0V" + std::to_string(before.overrides.size() + 1),
                                .user = user,
                                .start = hour(from),
                                .end = hour(until)});
    return before;
}

inline emergency::Result<emergency::procedure::Plan> planned(
    const emergency::schedule::Standing& schedule,
    std::vector<emergency::procedure::Handing> handings) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    CaseBuilder builder;
    builder.value().as_of = hour(0);
    return emergency::procedure::plan_override(
        {builder.value(), config, actor}, {.what = "give",
                                           .rotation = {.name = "ceoc", .schedules = {"PSCH001"}},
                                           .schedules = {schedule},
                                           .handings = std::move(handings)});
}

}  // namespace rotas
