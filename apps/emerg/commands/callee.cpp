#include "apps/emerg/commands/callee.h"

#include "apps/emerg/commands/successor.h"
#include "libemergency/core/text.h"
#include "libemergency/schedule/rotation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace emerg {
namespace {

using emergency::Role;
using emergency::cases::Sources;
using emergency::pagerduty::Duty;
using emergency::pagerduty::Status;

constexpr std::chrono::hours margin{1};

/// The schedules of the role: its own, or its rotation's.
Result<emergency::Rotation> rotation_for(const Role& role, const emergency::Config& config) {
    if (role.rotation.empty()) {
        return emergency::Rotation{.name = role.name, .schedules = role.schedules};
    }
    const auto rotation = rotation_of(role.rotation, config);
    return rotation ? Result<emergency::Rotation>(**rotation) : rotation.error();
}

Error nobody(const Role& role) {
    return {.kind = ErrorKind::not_found,
            .message = fmt::format("nobody is on duty as {} right now", role.name),
            .hint = "page a person: emerg page ADDRESS -m TEXT"};
}

/// A schedule may have a hole; the role's group, or the page to its service, reaches somebody even
/// so.
Result<Holder> of_nobody(const Role& role) {
    const bool is_reached =
        !role.handle.empty() || !role.service.empty() || !role.escalation_policy.empty();
    return is_reached
               ? Result<Holder>(Holder{
                     .callee = {.name = fmt::format("{} (nobody is on duty now)", role.name)}})
               : nobody(role);
}

/// Those who are on duty, each once; me only if there is nobody else.
std::vector<Duty> others_first(std::vector<Duty> duties, const std::string& me) {
    const bool has_others = std::any_of(duties.begin(), duties.end(),
                                        [&](const auto& duty) { return duty.user.id != me; });
    if (has_others) {
        std::erase_if(duties, [&](const auto& duty) { return duty.user.id == me; });
    }
    return duties;
}

Result<Holder> on_duty_as(const Role& role, Session& session) {
    const auto sources = session.sources();
    const auto actor = session.actor();
    const auto rotation = rotation_for(role, session.config());
    if (!sources || !actor || !rotation) {
        return !sources ? sources.error() : !actor ? actor.error() : rotation.error();
    }
    const auto now = session.clock().now();
    const auto duties = emergency::schedule::duties_of((*sources)->pagerduty, *rotation,
                                                       now - margin, now + margin);
    if (!duties) {
        return duties.error();
    }
    const auto holders =
        others_first(emergency::schedule::on_duty(*duties, now), (*actor)->me.pagerduty.id);
    if (holders.empty()) {
        return of_nobody(role);
    }
    Holder holder;
    std::vector<std::string> names;
    for (const auto& duty : holders) {
        const auto user = (*sources)->pagerduty.user(duty.user.id);
        if (!user) {
            return user.error();
        }
        holder.callee.assignee_ids.push_back(user->id);
        holder.addresses.push_back(user->email);
        names.push_back(emergency::one_line(user->name));
    }
    holder.callee.name = fmt::format("{} ({})", role.name, fmt::join(names, ", "));
    return holder;
}

Result<Holder> holder_of_role(const Role& role, Session& session) {
    const bool is_by_schedule = !role.rotation.empty() || !role.schedules.empty();
    auto holder = is_by_schedule ? on_duty_as(role, session)
                                 : Result<Holder>(Holder{.callee = {.name = role.name}});
    if (holder) {
        holder->callee.escalation_policy_id = role.escalation_policy;
        holder->callee.service_id = role.service;
    }
    return holder;
}

Result<Holder> person_at(const std::string& address, Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    const auto user = (*sources)->pagerduty.user_by_email(address);
    if (!user) {
        return user.error();
    }
    return Holder{.callee = {.name = emergency::one_line(user->name),
                             .assignee_ids = {user->id},
                             .service_id = session.config().escalation.person_service},
                  .addresses = {user->email}};
}

}  // namespace

Result<const Role*> role_of(const std::string& name, const emergency::Config& config) {
    if (config.roles.empty()) {
        return Error{.kind = ErrorKind::configuration,
                     .message = "no roles are configured",
                     .hint = "list them below `roles:`; emerg help configuration tells more"};
    }
    std::vector<std::string> names;
    for (const auto& role : config.roles) {
        if (role.name == name) {
            return &role;
        }
        names.push_back(role.name);
    }
    const auto near = emergency::nearest(name, names);
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("there is no role {}", emergency::one_line(name)),
                 .hint = near.empty() ? fmt::format("the roles are {}", fmt::join(names, ", "))
                                      : fmt::format("did you mean {}?", near)};
}

Result<Called> called(const std::string& who, const emergency::Config& config) {
    if (who.find('@') != std::string::npos) {
        const auto address = emergency::lower(emergency::one_line(who));
        return Called{.word = emergency::procedure::word_of(address), .address = address};
    }
    const auto role = role_of(who, config);
    if (!role) {
        return role.error();
    }
    return Called{.role = *role, .word = emergency::procedure::word_of(who)};
}

Result<Holder> holder_of(const Called& called, Session& session) {
    auto holder = called.role == nullptr ? person_at(called.address, session)
                                         : holder_of_role(*called.role, session);
    if (holder) {
        holder->callee.word = called.word;
    }
    return holder;
}

Result<std::vector<emergency::pagerduty::Incident>> earlier_pages(const std::string& root,
                                                                  const std::string& word,
                                                                  const Sources& sources) {
    std::vector<emergency::pagerduty::Incident> all;
    for (;;) {
        const auto found = sources.pagerduty.incidents(
            {.statuses = {Status::triggered, Status::acknowledged, Status::resolved},
             .incident_key = emergency::procedure::page_key(root, word, all.size() + 1)});
        if (!found) {
            return found.error();
        }
        if (found->empty()) {
            return all;
        }
        all.push_back(found->front());  // The newest: nobody uses our keys a second time.
    }
}

}  // namespace emerg
