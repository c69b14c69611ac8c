#pragma once

#include "apps/emerg/commands/asking.h"

#include <functional>
#include <string>
#include <vector>

namespace emerg {

enum class Waiting { no, until_settled };

/// What a command that reaches a role wants.
struct ReachRequest {
    std::string step = {};     ///< "manager": in keys.
    std::string message = {};  ///< "ask_manager"
    std::string role = {};
    /// What is needed; empty: as it was asked before. Fails if it may not be asked.
    std::function<Result<std::string>(const emergency::procedure::Situation&)> text = {};
    /// What else is to be in the plan.
    std::function<Result<void>(emergency::procedure::Plan&, const emergency::procedure::Situation&)>
        more = {};
    emergency::procedure::Haste haste = emergency::procedure::Haste::by_the_rule;
    Waiting waiting = Waiting::no;
    std::vector<std::string> words = {};  ///< That ask for the same again.
};

/// Slack first, then the page; waits for the silence to end if it is asked to.
Result<Carried> reach(const emergency::cases::Reference& reference, const ReachRequest& request,
                      Session& session);

}  // namespace emerg
