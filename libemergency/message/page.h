#pragma once

#include "libemergency/core/result.h"

#include <map>
#include <string>
#include <vector>

namespace emergency::message {

/// What a page's template shows: texts by name, and lists whose items are shown one by one
/// ({{#name}}…{{/name}}; {{^name}}…{{/name}} if there is none).
struct PageData {
    std::map<std::string, std::string> texts = {};  ///< An empty one counts as not there.
    std::map<std::string, std::vector<PageData>> lists = {};
};

/// Renders mustache to HTML: every value is escaped, whatever stands in it. A malformed template
/// fails with `configuration`.
Result<std::string> render_page(const std::string& text, const PageData& data);

}  // namespace emergency::message
