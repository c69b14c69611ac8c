#include "libemergency/schedule/first_level.h"

#include "libemergency/core/text.h"
#include "libemergency/core/together.h"
#include "libemergency/schedule/roster.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace emergency::schedule {

Result<Rotation> with_schedules(const pagerduty::Client& client, Rotation rotation) {
    if (rotation.escalation_policy.empty() || !rotation.schedules.empty()) {
        return rotation;
    }
    const auto policy = client.escalation_policy(rotation.escalation_policy);
    if (!policy) {
        return policy.error();
    }
    if (policy->levels.empty() || policy->levels.front().schedules.empty()) {
        return Error{.kind = ErrorKind::configuration,
                     .message = fmt::format("the first level of escalation policy {} ({}) has no "
                                            "schedule, so rotation {} has none",
                                            one_line(policy->name), policy->id, rotation.name),
                     .hint = "name schedules in `rotations:`, or put one into the policy"};
    }
    rotation.schedules = policy->levels.front().schedules;
    return rotation;
}

Result<std::vector<Rotation>> with_schedules(const pagerduty::Client& client,
                                             const std::vector<Rotation>& rotations) {
    if (std::none_of(rotations.begin(), rotations.end(),
                     [](const Rotation& each) { return each.schedules.empty(); })) {
        return rotations;
    }
    std::vector<std::function<Result<Rotation>()>> reads;
    reads.reserve(rotations.size());
    for (const auto& rotation : rotations) {
        reads.emplace_back([&client, &rotation] { return with_schedules(client, rotation); });
    }
    std::vector<Rotation> whole;
    whole.reserve(rotations.size());
    for (auto& one : together(reads, requests_at_a_time)) {
        if (!one) {
            return one.error();
        }
        whole.push_back(*std::move(one));
    }
    return whole;
}

}  // namespace emergency::schedule
