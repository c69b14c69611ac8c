#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/plan.h"

#include <string>

namespace emergency::procedure {

/// A message in a channel that calls a group, once for each key.
struct CallOut {
    std::string key = {};
    std::string step = {};     ///< As the claim names it.
    std::string summons = {};  ///< Whom it calls; asked for before, if it is a core effect.
    Criticality criticality = Criticality::core;
    std::string channel_id = {};
    std::string channel_name = {};
    std::string text = {};
};

/// Adds the message, after everything that is in the plan, and after a claim where there is a
/// ticket to put it on. Somebody else who is at it becomes a remark.
void add_call_out(Plan& plan, const Situation& situation, const CallOut& call);

/// A regional group that is asked for help.
struct RegionOptions {
    std::string name = {};  ///< Of the region.
    std::string channel_id = {};
    std::string channel_name = {};
    std::string mention = {};
    std::string text = {};
};
Result<Plan> plan_region(const Situation& situation, const RegionOptions& options);
Result<void> add_region(Plan& plan, const Situation& situation, const RegionOptions& options);

/// Another duty of mine that a channel is asked to take over.
struct Takeover {
    std::string duty = {};   ///< Its name: "frt".
    std::string title = {};  ///< "First Response Hawk"
    std::string channel_id = {};
    std::string channel_name = {};
    std::string mention = {};
    std::string remark = {};     ///< Why it is not asked at all.
    std::string postponed = {};  ///< Why Slack could not tell channel or group just now.
};
/// Adds the question to a plan of `ack`: once for each case and duty; a side effect.
Result<void> add_takeover(Plan& plan, const Situation& situation, const Takeover& takeover);

}  // namespace emergency::procedure
