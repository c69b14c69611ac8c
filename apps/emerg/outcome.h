#pragma once

#include "apps/emerg/exit_code.h"
#include "libemergency/procedure/executor.h"

#include <string>
#include <vector>

namespace emerg {

/// Did any step end so?
bool has_fate(const emergency::procedure::Outcome& outcome, emergency::procedure::Fate fate);

/// Did it end worse than it should, with more to say than one line?
bool went_wrong(const emergency::procedure::Step& step);

/// The step that decided how the command ended; null if none has an error.
const emergency::procedure::Step* decisive(const emergency::procedure::Outcome& outcome);

/// What the steps mean for the shell (product.md, "Exit codes").
ExitCode code_of(const emergency::procedure::Outcome& outcome);

/// The keys of steps that certainly did not happen.
std::vector<std::string> undone(const emergency::procedure::Outcome& outcome);

}  // namespace emerg
