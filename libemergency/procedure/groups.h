#pragma once

#include "libemergency/procedure/plan.h"

#include <string>
#include <vector>

namespace emergency::procedure {

/// A user group of Slack that follows rotations.
struct FollowingGroup {
    std::string id = {};
    std::string handle = {};                ///< Without `@`.
    std::vector<std::string> members = {};  ///< Slack ids of who is in it.
    std::vector<std::string> on_call = {};  ///< And of who shall be; nobody: it stays as it is.
    std::vector<std::string> names = {};    ///< Of those.
};

/// Each group gets who is on call now; nothing is sent to one that is right.
Plan plan_groups(const Situation& situation, const std::vector<FollowingGroup>& groups);

}  // namespace emergency::procedure
