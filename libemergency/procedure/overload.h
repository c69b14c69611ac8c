#pragma once

#include "libemergency/procedure/reach.h"
#include "libemergency/procedure/verbs.h"

#include <string>
#include <vector>

namespace emergency::procedure {

enum class Agreement { none, given };
/// Refuses what the developers' rota asks for and the case lacks (escalation.developers_need).
Result<void> developers_may_be_asked(const Situation& situation, Agreement by_manager);

/// A case that I am on while another one comes.
struct Engagement {
    std::string name = {};  ///< "#400123"
    std::string url = {};
};
/// What the manager is told: both cases. Refused (`policy`) if I am on none.
Result<std::string> overload_text(const Situation& situation,
                                  const std::vector<Engagement>& others);

struct AssistOptions {
    AckOptions ack = {};
    Asking asking = {};  ///< The engineer's question to the manager; answered with "I take it".
};
/// The second engineer's part: take the new case and acknowledge its page; once the customer was
/// contacted, resolve it. Refused in the hours of escalation.no_assist.
Result<Plan> plan_assist(const Situation& situation, const AssistOptions& options);

}  // namespace emergency::procedure
