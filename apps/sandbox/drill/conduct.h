#pragma once

#include "apps/sandbox/clock.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sandbox::drill {

/// A next message that the customer was promised.
struct Promise {
    TimePoint made = {};
    TimePoint due = {};
    std::optional<TimePoint> kept = {};  ///< The first public comment of ours since.
};

/// What was done more than once.
struct Repetition {
    std::string what = {};
    TimePoint at = {};
};

/// What has happened in a case, out of what the services hold.
struct Conduct {
    std::int64_t ticket = 0;
    std::string page = {};      ///< The incident's id.
    std::string channel = {};   ///< Where its thread is.
    std::string thread = {};    ///< The root's ts.
    std::string handover = {};  ///< The key of the last one.
    /// What → when first: "paged", "acknowledged", "owned", "thread", "contacted", "resolved",
    /// "answered", "followed up", "priority lowered", "handed over", "closed", "told CHANNEL", and
    /// of each step that emerg records "done STEP".
    std::map<std::string, TimePoint> moments = {};
    std::vector<Promise> promises = {};
    std::vector<Repetition> repetitions = {};
};

/// `state` is that of the control port.
Conduct conduct_of(const nlohmann::json& state, std::int64_t ticket);

}  // namespace sandbox::drill
