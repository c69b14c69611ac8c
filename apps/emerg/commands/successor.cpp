#include "apps/emerg/commands/successor.h"

#include "apps/emerg/commands/thread_place.h"
#include "libemergency/core/text.h"
#include "libemergency/core/together.h"
#include "libemergency/schedule/rotation.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace emerg {
namespace {

using emergency::cases::Sources;
using emergency::pagerduty::Duty;
using emergency::procedure::Successor;

constexpr std::chrono::days duties_ahead{14};

Error nobody(const std::string& rotation) {
    return {.kind = ErrorKind::not_found,
            .message = fmt::format("nobody is next in the rotation {}", rotation),
            .hint = "name somebody: emerg handoff --to ADDRESS"};
}

/// The duty of whoever has this address: the one that runs, else the next.
Result<Duty> duty_of(const std::string& address, const std::vector<Duty>& duties,
                     const Sources& sources) {
    std::set<std::string> others;
    for (const auto& duty : duties) {
        if (others.contains(duty.user.id)) {
            continue;
        }
        const auto user = sources.pagerduty.user(duty.user.id);
        if (!user) {
            return user.error();
        }
        if (emergency::lower(user->email) == emergency::lower(address)) {
            return duty;
        }
        others.insert(duty.user.id);
    }
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("{} has no duty in the next {} days", address,
                                        duties_ahead.count())};
}

/// The same person in Zendesk and Slack.
Result<Successor> known_everywhere(const Duty& duty, const Sources& sources) {
    const auto user = sources.pagerduty.user(duty.user.id);
    if (!user) {
        return user.error();
    }
    Successor successor{.duty = duty, .name = emergency::one_line(user->name)};
    const auto [zendesk, mention] =
        emergency::together([&] { return sources.zendesk.user_by_email(user->email); },
                            [&] { return mention_of(user->email, user->name, sources); });
    if (!zendesk && zendesk.error().kind != ErrorKind::not_found) {
        return zendesk.error();
    }
    successor.zendesk_id = zendesk ? zendesk->id : 0;
    successor.mention = mention ? *mention : std::string();
    successor.postponed = mention ? std::string() : mention.error().message;
    return successor;
}

}  // namespace

Result<const emergency::Rotation*> rotation_of(const std::string& name,
                                               const emergency::Config& config) {
    if (config.rotations.empty()) {
        return Error{.kind = ErrorKind::configuration,
                     .message = "no rotations are configured",
                     .hint = "list them below `rotations:`; emerg help configuration tells more"};
    }
    if (name.empty()) {
        return &config.rotations.front();
    }
    std::vector<std::string> names;
    for (const auto& rotation : config.rotations) {
        if (rotation.name == name) {
            return &rotation;
        }
        names.push_back(rotation.name);
    }
    const auto near = emergency::nearest(name, names);
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("there is no rotation {}", emergency::one_line(name)),
                 .hint = near.empty() ? std::string() : fmt::format("did you mean {}?", near)};
}

Result<Successor> find_successor(const std::string& address, Session& session) {
    const auto sources = session.hurried_sources();
    const auto actor = session.actor();
    const auto rotation = rotation_of(session.config().handoff_rotation, session.config());
    if (!sources || !actor || !rotation) {
        return !sources ? sources.error() : !actor ? actor.error() : rotation.error();
    }
    const auto now = session.clock().now();
    const auto duties =
        emergency::schedule::duties_of((*sources)->pagerduty, **rotation, now, now + duties_ahead);
    if (!duties) {
        return duties.error();
    }
    if (!address.empty()) {
        const auto duty = duty_of(address, *duties, **sources);
        return duty ? known_everywhere(*duty, **sources) : Result<Successor>(duty.error());
    }
    const auto duty = emergency::schedule::successor(*duties, now, (*actor)->me.pagerduty.id);
    return duty ? known_everywhere(*duty, **sources) : Result<Successor>(nobody((*rotation)->name));
}

}  // namespace emerg
