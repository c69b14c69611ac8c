#pragma once

#include "libemergency/core/result.h"
#include "libemergency/record/markdown.h"

#include <string>
#include <vector>

namespace emergency::record {

/// The timeline as one HTML file that needs nothing else: a picture with a lane for each service
/// and a table that says the same. No script, nothing loaded from anywhere; all text is escaped.
Result<std::string> timeline_page(const Heading& heading, const std::vector<Event>& events);

}  // namespace emergency::record
