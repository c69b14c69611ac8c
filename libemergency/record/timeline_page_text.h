#pragma once

namespace emergency::record {

/// The template of the page, timeline_page.html.
extern const char* const timeline_page_text;

}  // namespace emergency::record
