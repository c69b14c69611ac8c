#include "libemergency/procedure/groups.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

namespace emergency::procedure {
namespace {

constexpr std::size_t length_of_digest = 16;

std::set<std::string> ids_of(const std::vector<std::string>& ids) {
    return {ids.begin(), ids.end()};
}

Effect change_of(const FollowingGroup& group) {
    const auto wanted = ids_of(group.on_call);
    const auto mark = digest(fmt::format("{}", fmt::join(wanted, ","))).substr(0, length_of_digest);
    return {.key = fmt::format("{}/group/{}", group.id, mark),
            .description = fmt::format("members of @{}: {}", group.handle,
                                       one_line(fmt::format("{}", fmt::join(group.names, ", ")))),
            .change = slack::GroupMembers{.group_id = group.id,
                                          .handle = group.handle,
                                          .user_ids = {wanted.begin(), wanted.end()}}};
}

}  // namespace

Plan plan_groups(const Situation& situation, const std::vector<FollowingGroup>& groups) {
    auto plan = empty_plan(situation, "sync-groups");
    for (const auto& group : groups) {
        if (group.on_call.empty()) {
            continue;
        }
        if (ids_of(group.members) == ids_of(group.on_call)) {
            add_remark(plan, fmt::format("@{} is right", group.handle));
        } else {
            plan.effects.push_back(change_of(group));
        }
    }
    return plan;
}

}  // namespace emergency::procedure
