#pragma once

#include "libemergency/core/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace emergency::message {

/// Renders mustache over a JSON object: `{{ticket.subject}}`, `{{#thread}}…{{/thread}}` if there is
/// one, `{{#clocks}}{{name}}{{/clocks}}` for each. Values are inserted as printable text, never
/// escaped, and never read as templates; null, false and an empty text are absent. A malformed
/// template fails with `usage`.
Result<std::string> render_document(const std::string& text, const nlohmann::ordered_json& object);

}  // namespace emergency::message
