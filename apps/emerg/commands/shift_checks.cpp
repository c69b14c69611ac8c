#include "apps/emerg/commands/shift_checks.h"

#include "libemergency/core/together.h"
#include "libemergency/health/shift.h"
#include "libemergency/schedule/rotation.h"

namespace emerg {
namespace {

using emergency::cases::Sources;
using emergency::health::Check;
using emergency::health::Shift;

constexpr std::chrono::days looked_ahead{14};

Result<std::vector<Shift>> shifts_of(const std::string& me, const Sources& sources,
                                     const emergency::Config& config) {
    const auto now = sources.clock.now();
    std::vector<Shift> mine;
    for (const auto& rotation : config.rotations) {
        const auto duties =
            emergency::schedule::duties_of(sources.pagerduty, rotation, now, now + looked_ahead);
        if (!duties) {
            return duties.error();
        }
        for (const auto& duty : *duties) {
            if (duty.user.id == me) {
                mine.push_back({.rotation = rotation.name, .start = duty.start, .end = duty.end});
            }
        }
    }
    return mine;
}

Result<std::size_t> count_open(const Sources& sources) {
    const auto open = emergency::cases::open_cases(sources);
    return open ? Result<std::size_t>(open->size()) : open.error();
}

/// What wakes somebody, by the first rotation.
std::vector<std::string> waking_methods(const emergency::Config& config) {
    return config.rotations.empty() ? emergency::Rotation().reached_by
                                    : config.rotations.front().reached_by;
}

/// Whose shift it is nobody says: what does not depend on that is looked at all the same.
std::vector<Check> unknown_shift(const Error& why, const Sources* sources,
                                 const emergency::Config& config) {
    std::vector<Check> all{
        emergency::health::failed("shift", why), emergency::health::not_made("page", "shift"),
        sources == nullptr ? emergency::health::not_made("open emergencies", "shift")
                           : emergency::health::open_emergencies(count_open(*sources))};
    const auto left = emergency::health::reminders({.email = config.user.email}, config);
    all.insert(all.end(), left.begin(), left.end());
    return all;
}

}  // namespace

std::vector<Check> shift_checks(Session& session) {
    session.reconnect();  // Strictly: a shift needs every token.
    const auto sources = session.sources();
    const auto me =
        sources ? (*sources)->pagerduty.me() : Result<emergency::pagerduty::User>(sources.error());
    const auto& config = session.config();
    if (!me) {
        return unknown_shift(me.error(), sources ? *sources : nullptr, config);
    }
    const auto [mine, reachable, open] =
        emergency::together([&] { return shifts_of(me->id, **sources, config); },
                            [&] { return (*sources)->pagerduty.reachability(me->id); },
                            [&] { return count_open(**sources); });
    std::vector<Check> all{
        emergency::health::my_shift(mine, session.clock().now(), config.user.time_zone),
        emergency::health::wakes_me(reachable, waking_methods(config)),
        emergency::health::open_emergencies(open)};
    const auto left = emergency::health::reminders(*me, config);
    all.insert(all.end(), left.begin(), left.end());
    return all;
}

}  // namespace emerg
