#pragma once

#include "apps/emerg/terminal/ask.h"

namespace CLI {  // NOLINT(readability-identifier-naming): not ours.
class App;
}

namespace emerg {

/// Declares -m, --file and --edit: the same in every command that sends a text.
void add_text_options(CLI::App& command, TextSource& source);

}  // namespace emerg
