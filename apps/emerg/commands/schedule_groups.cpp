#include "apps/emerg/commands/schedule_groups.h"

#include "apps/emerg/commands/schedule_person.h"
#include "apps/emerg/commands/successor.h"
#include "libemergency/core/text.h"
#include "libemergency/core/together.h"
#include "libemergency/procedure/groups.h"
#include "libemergency/procedure/perform.h"
#include "libemergency/schedule/roster.h"
#include "libemergency/schedule/rotation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>
#include <map>
#include <set>

namespace emerg {
namespace {

using emergency::Rotation;
using emergency::TimePoint;
using emergency::cases::Sources;
using emergency::procedure::FollowingGroup;
using emergency::procedure::Plan;
using emergency::procedure::Situation;

constexpr std::chrono::hours around_now{1};  // A window of no length renders nothing.

/// By handle: the rotations that it follows.
using Followed = std::map<std::string, std::vector<Rotation>>;

/// A group with what stood in its way.
struct Look {
    FollowingGroup group;
    std::vector<std::string> unknown = {};  ///< Addresses that nobody in Slack has.
};

Result<Followed> followed(const std::string& only, const Session& session) {
    const auto& config = session.config();
    if (config.groups.empty()) {
        return Error{.kind = ErrorKind::configuration,
                     .message = "no user groups are configured",
                     .hint = "list them below `groups:`: {handle: ceoc, rotation: ceoc}"};
    }
    if (!only.empty()) {
        if (const auto known = rotation_of(only, config); !known) {
            return known.error();
        }
    }
    Followed all;
    for (const auto& rule : config.groups) {
        const auto rotation = rotation_of(rule.rotation, config);
        if (!rotation) {
            return rotation.error();
        }
        all[rule.handle].push_back(**rotation);
    }
    std::erase_if(all, [&](const auto& each) {
        return !only.empty() && std::none_of(each.second.begin(), each.second.end(),
                                             [&](const auto& one) { return one.name == only; });
    });
    return all;
}

/// PagerDuty ids.
Result<std::set<std::string>> people_on_call(const std::vector<Rotation>& rotations, TimePoint now,
                                             const Sources& sources) {
    std::set<std::string> people;
    for (const auto& rotation : rotations) {
        const auto duties = emergency::schedule::duties_of(sources.pagerduty, rotation,
                                                           now - around_now, now + around_now);
        if (!duties) {
            return duties.error();
        }
        for (const auto& duty : emergency::schedule::on_duty(*duties, now)) {
            people.insert(duty.user.id);
        }
    }
    return people;
}

/// Adds somebody of PagerDuty by what they are in Slack.
Result<void> add_person(const std::string& id, const Sources& sources, Look& look) {
    const auto person = sources.pagerduty.user(id);
    if (!person) {
        return person.error();
    }
    const auto member = sources.slack->user_by_email(person->email);
    if (member) {
        look.group.on_call.push_back(member->id);
        look.group.names.push_back(person->name);
        return {};
    }
    if (member.error().kind != ErrorKind::not_found) {
        return member.error();
    }
    look.unknown.push_back(person->email);
    return {};
}

Result<Look> look_at(const std::string& handle, const std::vector<Rotation>& rotations,
                     TimePoint now, const Sources& sources) {
    const auto [people, group] =
        emergency::together([&] { return people_on_call(rotations, now, sources); },
                            [&] { return sources.slack->group(handle); });
    if (!people || !group) {
        return people ? group.error() : people.error();
    }
    const auto members = sources.slack->members(group->id);
    if (!members) {
        return members.error();
    }
    Look look{.group = {.id = group->id, .handle = group->handle, .members = *members}};
    for (const auto& id : *people) {
        if (auto added = add_person(id, sources, look); !added) {
            return added.error();
        }
    }
    return look;
}

Result<std::vector<Look>> look_at_all(const Followed& groups, TimePoint now,
                                      const Sources& sources) {
    std::vector<std::function<Result<Look>()>> looks;
    looks.reserve(groups.size());
    for (const auto& group : groups) {
        looks.emplace_back([&] { return look_at(group.first, group.second, now, sources); });
    }
    std::vector<Look> all;
    for (auto& look : emergency::together(looks, emergency::schedule::requests_at_a_time)) {
        if (!look) {
            return look.error();
        }
        all.push_back(*std::move(look));
    }
    return all;
}

Error would_be_empty(const Look& look) {
    const auto& handle = look.group.handle;
    if (look.unknown.empty()) {
        return {.kind = ErrorKind::policy,
                .message = fmt::format("nobody is on call for @{}, which stays as it is", handle),
                .hint = "emerg schedule audit tells of holes"};
    }
    return {
        .kind = ErrorKind::policy,
        .message = fmt::format("nobody who is on call for @{} is known in Slack; it stays as "
                               "it is",
                               handle),
        .hint = fmt::format("their addresses in PagerDuty: {}",
                            emergency::one_line(fmt::format("{}", fmt::join(look.unknown, ", "))))};
}

/// What could not be done for some groups does not stop the others.
ExitCode complain_of(const std::vector<Look>& looks, ExitCode code, Session& session) {
    for (const auto& look : looks) {
        if (look.group.on_call.empty()) {
            const auto refused = session.complain(would_be_empty(look));
            code = code == ExitCode::done || code == ExitCode::in_part ? refused : code;
        } else if (!look.unknown.empty()) {
            session.say(fmt::format("@{} lacks who is not known in Slack: {}", look.group.handle,
                                    fmt::join(look.unknown, ", ")));
            code = code == ExitCode::done ? ExitCode::in_part : code;
        }
    }
    return code;
}

}  // namespace

Result<ExitCode> sync_groups(const std::string& rotation, Session& session) {
    const auto groups = followed(rotation, session);
    const auto sources = groups ? session.sources() : Result<const Sources*>(groups.error());
    if (!sources) {
        return sources.error();
    }
    if ((*sources)->slack == nullptr) {
        return emergency::procedure::no_slack();
    }
    std::vector<Look> looks;
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        auto all = look_at_all(*groups, situation.one.as_of, **sources);
        if (!all) {
            return all.error();
        }
        looks = *std::move(all);
        std::vector<FollowingGroup> following;
        following.reserve(looks.size());
        for (const auto& look : looks) {
            following.push_back(look.group);
        }
        return plan_groups(situation, following);
    };
    std::vector<std::string> again{"schedule", "sync-groups"};
    if (!rotation.empty()) {
        again.push_back("--rotation=" + rotation);
    }
    const auto carried = session.carry_out_alone({plan, std::move(again)});
    return carried ? Result<ExitCode>(complain_of(looks, carried->code, session)) : carried.error();
}

}  // namespace emerg
