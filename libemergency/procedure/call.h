#pragma once

#include "libemergency/procedure/verbs.h"

#include <optional>
#include <string>

/// The call with the customer: its start, its breaks, what is written after it.
namespace emergency::procedure {

/// "ZD-400123/call/2": of a call that is yet to be recorded.
std::string next_call_key(const cases::Case& one);

/// Is the thread asked for a second person?
enum class SecondPerson { asked_for, not_needed };

struct CallStartOptions {
    SecondPerson second = SecondPerson::asked_for;
};
/// Claim, which is the start ∥ after it, the question in the thread.
Result<Plan> plan_call_start(const Situation& situation, const CallStartOptions& options);

/// Who is told of a break besides the thread.
enum class TellCustomer { no, yes };

struct CallBreakOptions {
    TimePoint rejoin = {};
    TellCustomer customer = TellCustomer::no;
    std::string text = {};  ///< For the customer, a template; empty: the configured message.
};
/// Claim, which is the break → public comment, if the customer is told ∥ line in the thread.
Result<Plan> plan_call_break(const Situation& situation, const CallBreakOptions& options);

struct CallEndOptions {
    std::string done = {};      ///< What was done, for the customer.
    std::string next = {};      ///< The agreed next steps, ditto.
    std::string text = {};      ///< The whole message, a template; empty: the configured one.
    std::string internal = {};  ///< What only colleagues may read; empty: no second note.
    /// Whoever is next on call; none: nobody is tagged.
    std::optional<Successor> successor = {};
};
/// Claim → public comment → internal note ∥ line in the thread ∥ Zoom meeting ended.
Result<Plan> plan_call_end(const Situation& situation, const CallEndOptions& options);

}  // namespace emergency::procedure
