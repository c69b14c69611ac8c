#pragma once

#include "apps/emerg/commands/first_config.h"
#include "libemergency/cases/locate.h"

#include <string>
#include <vector>

namespace emerg {

/// What to look for.
struct Names {
    std::vector<std::string> services = {};
    std::vector<std::string> schedules = {};
    std::vector<std::string> channels = {};
    std::vector<std::string> groups = {};  ///< "ROTATION=HANDLE"
};

/// Finds out who I am, and the ids of what is named; all asked at the same time. What is not there
/// is `not_found`, with what there is instead.
emergency::Result<void> look_up(const Names& names, const emergency::cases::Sources& sources,
                                FirstConfig& config);

}  // namespace emerg
