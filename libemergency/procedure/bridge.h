#pragma once

#include "libemergency/procedure/plan.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::procedure {

/// The call of a case, as a plan knows it before anything was done.
struct Bridge {
    std::string link = {};     ///< `late` if the call is yet to be opened; empty: there is none.
    std::string meeting = {};  ///< Id of the Zoom meeting, `late`; empty: it is none of ours.
    std::optional<Effect> opening = {};  ///< Opens it, once the claim stands.
};

/// The link that the case has; else the configured one, the one that the configured command is
/// going to print, or that of a Zoom meeting to be made. One for each `step_key`.
Result<Bridge> bridge_of(const Situation& situation, const std::string& step_key, const Turn& turn);

/// The effect that puts the link onto the page, where responders look for it; none if it is there,
/// or the page is resolved or unread. A side effect.
std::optional<Effect> conference(const Situation& situation, const std::string& step_key,
                                 const std::string& link);

/// The effect that closes the case's call: the Zoom meeting that `contact` made, else the
/// configured command; none if there is nothing to close. A side effect.
std::optional<Effect> bridge_end(const Situation& situation, const std::string& step_key);

}  // namespace emergency::procedure
