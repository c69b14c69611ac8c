#pragma once

#include "apps/emerg/terminal/terminal.h"
#include "libemergency/config/triage.h"
#include "libemergency/core/result.h"

#include <string>

namespace emerg {

/// What the answers to the questions of triage came to.
struct TriageAnswers {
    std::string outcome = {};
    std::string criterion = {};  ///< Of an exception.
    std::string because = {};    ///< Why, or what has to be known; empty for an emergency.
};

/// Asks on the terminal, in the order of procedure.md A2: does it meet the definition, is it one of
/// the criteria, is something still to be known? The first yes settles it. Fails with `usage` if
/// the input ends, or if a reason is left out.
emergency::Result<TriageAnswers> ask_triage(const emergency::Triage& triage, Terminal& terminal);

}  // namespace emerg
