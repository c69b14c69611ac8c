#include "apps/emerg/commands/schedule_person.h"

#include "apps/emerg/commands/successor.h"

#include <fmt/format.h>

namespace emerg {

Result<emergency::pagerduty::User> person_meant(const std::string& who, Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    return who == "me" ? (*sources)->pagerduty.me() : (*sources)->pagerduty.user_by_email(who);
}

Result<std::vector<emergency::Rotation>> rotations_meant(const std::string& name,
                                                         const Session& session) {
    const auto one = rotation_of(name, session.config());
    if (!one) {
        return one.error();
    }
    return name.empty() ? session.config().rotations : std::vector{**one};
}

Result<emergency::TimePoint> time_there(Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    const auto me = (*sources)->pagerduty.me();
    if (!me && emergency::is_outage(me.error())) {
        return me.error();
    }
    return session.clock().now();  // The answer, or refusal, bore the time.
}

emergency::schedule::Counted reading_progress(Session& session) {
    auto& terminal = session.terminal();
    const bool shows = terminal.facts().error_is_terminal && !session.options().quiet;
    return [&terminal, shows](std::size_t answered, std::size_t all) {
        if (shows) {
            terminal.err() << fmt::format("\r{} of {} requests{}", answered, all,
                                          answered == all ? "\r\x1b[K" : "")
                           << std::flush;
        }
    };
}

}  // namespace emerg
