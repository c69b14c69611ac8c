#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/plan.h"

#include <string>

namespace emergency::procedure {

/// What the form of a declared incident asks for.
struct Declaration {
    std::string name = {};
    std::string type = {};
    std::string severity = {};
    std::string summary = {};
};

/// The text to be pasted where incidents are declared.
Result<std::string> declaration_text(const Situation& situation, const Declaration& declaration);

/// The link of the declared incident → internal note ∥ line in the thread, once for each link.
Result<Plan> plan_declared(const Situation& situation, const std::string& link);

}  // namespace emergency::procedure
