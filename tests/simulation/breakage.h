#pragma once

#include "apps/sandbox/service.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace simulation {

/// A mechanism that is broken on purpose, to show that an invariant can fail.
enum class Breakage {
    none,
    proof,   ///< After a lost write, what reading back would show is hidden, once.
    guard,   ///< Ticket writes lose safe_update and updated_stamp.
    retry,   ///< A write without an answer is sent again blindly.
    deaf,    ///< PagerDuty says yes to a change of status, and does nothing.
    loud,    ///< Internal comments become public.
    roles,   ///< Customers look like agents in the conversation.
    nobody,  ///< Ticket writes lose the assignee.
    claims,  ///< Claims of others are hidden in the audits.
};

struct NamedBreakage {
    Breakage breakage;
    std::string_view name;
    std::string_view meaning;
};

/// All of them, for the command line.
std::span<const NamedBreakage> breakages();
std::optional<Breakage> breakage_named(std::string_view name);

/// What the service gets instead.
sandbox::Request broken(Breakage breakage, sandbox::Request request);
/// What the actor, whose audits say `by`, gets instead.
sandbox::Answer broken(Breakage breakage, const sandbox::Request& request, sandbox::Answer answer,
                       const std::string& by);
/// The answer of a read that finds nothing; for reads that are no proof the answer itself.
sandbox::Answer emptied(sandbox::Answer answer);

}  // namespace simulation
