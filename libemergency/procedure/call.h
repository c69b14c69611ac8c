#pragma once

#include "libemergency/procedure/verbs.h"

#include <optional>
#include <string>

/// The call with the customer: its start, its breaks, what is written after it.
namespace emergency::procedure {

/// "ZD-400123/call/2": of a call that is yet to be recorded.
std::string next_call_key(const cases::Case& one);

/// The call that runs; refused if none does, or if the case has no ticket to note it in.
Result<cases::Call> running_call(const Situation& situation);

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

/// Somebody who helps in the call.
struct Colleague {
    std::string address = {};
    std::string name = {};
    std::string mention = {};    ///< "<@U…>", or the escaped name.
    std::string postponed = {};  ///< Why Slack could not tell the mention just now.
};

/// Claim, which gives the role → line in the thread. A role that one alone holds moves.
Result<Plan> plan_call_role(const Situation& situation, const CallRole& role,
                            const Colleague& colleague);

/// Claim, which ends all that the colleague has in the call → thanks in the thread.
Result<Plan> plan_call_release(const Situation& situation, const Colleague& colleague);

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
