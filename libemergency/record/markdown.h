#pragma once

#include "libemergency/record/timeline.h"

#include <string>
#include <string_view>
#include <vector>

namespace emergency::record {

/// What stands above a timeline.
struct Heading {
    std::string title = {};     ///< "#400123: 502 for everyone"
    std::string customer = {};  ///< Empty if none is known.
    std::string zone = {};      ///< In which moments are shown.
    TimePoint as_of = {};
};

/// Text that Markdown shows as it is, on one line: no markup, link, or HTML in it counts.
std::string markdown_text(std::string_view text);

/// The timeline as a Markdown document: a line for each event, what was said quoted below it.
std::string markdown_of(const Heading& heading, const std::vector<Event>& events);

}  // namespace emergency::record
