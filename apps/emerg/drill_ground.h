#pragma once

#include "apps/emerg/global_options.h"
#include "apps/emerg/world.h"

namespace emerg {

/// Was this process started within a drill?
bool is_in_drill(const emergency::Environment& environment);

/// Within a drill, only its own configuration counts, and no request leaves for anywhere but its
/// sandbox, whatever the shell's start-up files set. Elsewhere nothing changes.
void keep_within_drill(World& world);

/// Fails with `policy` within a drill: for what would reach beyond it.
emergency::Result<void> outside_drills(const emergency::Environment& environment);

/// Fails with `policy` if a drill is asked for another configuration than its own.
emergency::Result<void> check_drill(const GlobalOptions& options,
                                    const emergency::Environment& environment);

}  // namespace emerg
