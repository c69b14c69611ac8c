#pragma once

#include "apps/emerg/exit_code.h"
#include "apps/emerg/global_options.h"
#include "apps/emerg/world.h"
#include "libemergency/core/result.h"

#include <functional>
#include <string>
#include <vector>

namespace emerg {

/// The words of the pager, as EMERG_PAGER, then PAGER, then custom has it; none where an answer
/// goes to no terminal, or nobody wants one.
std::vector<std::string> pager_words(const GlobalOptions& options, const World& world);

/// Does the work, and shows what it answered in the pager. Without one, or if that cannot be
/// started or fails, the answer goes where it would have gone. How the work ended stays.
emergency::Result<ExitCode> through_pager(const std::vector<std::string>& pager, World& world,
                                          const std::function<emergency::Result<ExitCode>()>& work);

}  // namespace emerg
