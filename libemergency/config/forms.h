#pragma once

#include "libemergency/config/settings.h"

#include <string>
#include <vector>

namespace emergency {

/// Each text of a list must be what the setting is made of, else a `configuration` error. An empty
/// text is none.
Result<void> check(const Setting& setting, std::vector<std::string>& texts);

}  // namespace emergency
