#pragma once

#include "apps/emerg/world.h"
#include "libemergency/core/result.h"

#include <string>

namespace emerg {

/// Opens the web address in BROWSER, else as the desktop does; where there is neither, it is the
/// answer. Fails with `local` if the browser does.
emergency::Result<void> open_in_browser(const std::string& address, Terminal& terminal,
                                        const emergency::Environment& environment);

}  // namespace emerg
