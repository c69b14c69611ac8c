#pragma once

#include "libemergency/config/settings.h"

#include <string>
#include <vector>

namespace emergency {

/// The words that a text of the form may be; none if it is not one of a few.
std::vector<std::string> choices(Form form);

/// Each text of a list must be what the setting is made of, else a `configuration` error. An empty
/// text is none.
Result<void> check(const Setting& setting, std::vector<std::string>& texts);

}  // namespace emergency
