#pragma once

#include "apps/emerg/terminal/listing.h"

#include <string>
#include <vector>

namespace emerg {

/// How a drill went, for people: a line for each duty, and why it matters where it was not met.
std::vector<std::string> debriefing_lines(const Json& debriefing);

/// Writes it in the chosen format: lines for people, a document, or the findings as a table.
emergency::Result<void> write_debriefing(const Json& debriefing, const GlobalOptions& options,
                                         Terminal& terminal, emergency::TimePoint now);

}  // namespace emerg
