#pragma once

#include "libemergency/config/secret_source.h"

namespace emerg {

/// Can a pager draw on the terminal that TERM names?
bool can_draw(const emergency::Environment& environment);

/// Does the terminal show links (OSC 8)? EMERG_HYPERLINK says so (always, never), else what
/// terminals tell of themselves.
bool shows_links(const emergency::Environment& environment, bool output_is_terminal);

/// Has whoever read our output seen enough, and gone?
bool reader_has_left();

}  // namespace emerg
