#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/plan.h"

#include <chrono>
#include <optional>
#include <string>

namespace emergency::procedure {

/// Who hears how it stands; a customer never does.
enum class StatusTo { thread, ticket, executives };

struct StatusOptions {
    StatusTo to = StatusTo::thread;
    std::string impact = {};  ///< What the customer cannot do.
    std::string done = {};    ///< What has been done.
    std::string then = {};    ///< What comes next.
    std::string text = {};    ///< All of that in one's own words; empty: the three above.
    std::optional<TimePoint> next = {};  ///< When the next update comes; none: after `every`.
    std::chrono::milliseconds every{0};
    std::string channel_id = {};  ///< Of the executives.
    std::string channel_name = {};
};

/// Claim, which promises the next update → the update: message in the thread or the executives'
/// channel, or internal note. The same words again within a moment are recognised.
Result<Plan> plan_status(const Situation& situation, const StatusOptions& options);

}  // namespace emergency::procedure
