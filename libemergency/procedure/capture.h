#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/plan.h"

#include <string>
#include <vector>

namespace emergency::procedure {

/// A message of the thread, as it is kept.
struct Captured {
    std::string ts = {};  ///< Slack's own: the order, and what tells old from new.
    TimePoint at = {};
    std::string who = {};
    std::string text = {};  ///< Plain: `slack::plain`.
};

struct CaptureOptions {
    std::vector<Captured> messages = {};  ///< Oldest first.
};

/// Slack forgets (procedure.md A3.6): what the ticket does not hold yet of the thread goes into it
/// as internal notes, as many as their size asks for. What was captured before is not captured
/// again.
Result<Plan> plan_capture(const Situation& situation, const CaptureOptions& options);

}  // namespace emergency::procedure
