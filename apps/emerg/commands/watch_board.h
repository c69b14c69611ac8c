#pragma once

#include "apps/emerg/commands/watching.h"
#include "apps/emerg/terminal/screen.h"

#include <memory>

namespace emerg {

/// The open cases on the whole screen until the user leaves: drawn anew twice a second, looked at
/// anew at the watch's pace, with keys for the next step of a case.
Result<ExitCode> watch_board(const WatchArguments& options, const emergency::cases::Pace& pace,
                             std::unique_ptr<Screen> screen, Session& session);

}  // namespace emerg
