#include "apps/emerg/commands/call_role.h"

#include "apps/emerg/case_view.h"
#include "apps/emerg/commands/colleague.h"
#include "libemergency/cases/call_roles.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <utility>

namespace emerg {
namespace {

using emergency::CallRole;
using emergency::cases::Helper;
using emergency::cases::Reference;
using emergency::procedure::Colleague;
using emergency::procedure::Plan;
using emergency::procedure::Situation;

Result<CallRole> role_named(const std::string& name, const emergency::Config& config) {
    if (const auto* role = emergency::cases::call_role_of(name, config)) {
        return *role;
    }
    std::vector<std::string> names;
    for (const auto& role : config.call_roles) {
        names.push_back(role.name);
    }
    const auto near = emergency::nearest(name, names);
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("there is no call role {}", emergency::one_line(name)),
                 .hint = near.empty() ? fmt::format("the call roles are {}", fmt::join(names, ", "))
                                      : fmt::format("did you mean {}?", near)};
}

Result<ExitCode> show(const Reference& reference, Session& session) {
    const auto one = session.find_case(reference);
    if (!one) {
        return one.error();
    }
    if (!is_in_call(*one, session.config().zendesk.tag_prefix)) {
        session.say(fmt::format("no call on {} runs", emergency::procedure::name_of(*one)));
    }
    Listing listing{.fields = {"role", "title", "name", "address", "shadow", "since", "by"},
                    .columns = {{"ROLE", "title"},
                                {"WHO", "name"},
                                {"ADDRESS", "address"},
                                {"SINCE", "since", Cell::moment},
                                {"BY", "by"}},
                    .rows = call_roles(*one, session.config())};
    return session.answer(listing);
}

/// Others may have been quicker: a role that one alone holds is then theirs, and the command was in
/// vain, which is no success.
Result<ExitCode> still_true(const Reference& reference, const CallRole& role,
                            const Colleague& colleague, Session& session) {
    const auto one = session.find_case(reference);
    if (!one) {
        return one.error();
    }
    const auto helpers = helpers_now(*one);
    const auto has = [&](const Helper& each) {
        return each.role == role.name && each.address == colleague.address;
    };
    if (std::any_of(helpers.begin(), helpers.end(), has)) {
        return ExitCode::done;
    }
    return Error{
        .kind = ErrorKind::policy,
        .message = fmt::format("somebody else was given {} at the same moment", role.title),
        .hint = "to move it, run this again"};
}

Result<ExitCode> assign(const Reference& reference, const RoleWords& words, Session& session) {
    const auto role = role_named(words.assign, session.config());
    if (!role) {
        return role.error();
    }
    const auto colleague = find_colleague(words.to.empty() ? "me" : words.to, session);
    if (!colleague) {
        return colleague.error();
    }
    bool is_new = false;
    const auto plan = [&](const Situation& situation) {
        auto made = plan_call_role(situation, *role, *colleague);
        is_new = made && !made->effects.empty() &&
                 made->effects.front().part == emergency::procedure::Part::claim;
        return made;
    };
    const auto carried = session.carry_out(
        reference,
        {plan, {"call", "role", "--assign=" + role->name, "--to=" + colleague->address}});
    if (!carried) {
        return carried.error();
    }
    const bool in_vain =
        is_new && !carried->acted && carried->code == ExitCode::done && !session.options().dry_run;
    return in_vain ? still_true(reference, *role, *colleague, session)
                   : Result<ExitCode>(carried->code);
}

Result<ExitCode> release(const Reference& reference, const std::string& who, Session& session) {
    const auto colleague = find_colleague(who, session);
    if (!colleague) {
        return colleague.error();
    }
    const auto plan = [&](const Situation& situation) {
        return plan_call_release(situation, *colleague);
    };
    const auto carried =
        session.carry_out(reference, {plan, {"call", "role", "--release=" + colleague->address}});
    return carried ? Result<ExitCode>(carried->code) : carried.error();
}

}  // namespace

Result<ExitCode> call_role(const std::vector<std::string>& cases, const RoleWords& words,
                           Session& session) {
    if (!words.to.empty() && words.assign.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "it must be said which role they get",
                     .hint = "emerg call role CASE --assign notes --to ADDRESS"};
    }
    const auto references = session.references(cases);
    if (!references) {
        return references.error();
    }
    if (references->size() != 1) {
        return Error{.kind = ErrorKind::usage, .message = "a call belongs to one case"};
    }
    if (!words.release.empty()) {
        return release(references->front(), words.release, session);
    }
    return words.assign.empty() ? show(references->front(), session)
                                : assign(references->front(), words, session);
}

}  // namespace emerg
