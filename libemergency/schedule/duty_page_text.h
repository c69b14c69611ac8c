#pragma once

namespace emergency::schedule {

/// The template of the page, duty_page.html.
extern const char* const duty_page_text;

}  // namespace emergency::schedule
