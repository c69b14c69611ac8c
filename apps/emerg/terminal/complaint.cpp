#include "apps/emerg/terminal/complaint.h"

#include "apps/emerg/exit_code.h"
#include "libemergency/core/text.h"

#include <nlohmann/json.hpp>

namespace emerg {
namespace {

Json document(const emergency::Error& error, const ComplaintStyle& style) {
    const auto code = style.in_part ? ExitCode::in_part : exit_code_of(error.kind);
    return {{"error",
             {{"code", static_cast<int>(code)},
              {"kind", style.in_part ? "in_part" : word(error.kind)},
              {"command", style.command},
              {"message", error.message},
              {"hint", error.hint},
              {"service", error.service},
              {"http_status", error.http_status == 0 ? Json() : Json(error.http_status)},
              {"request_id", error.request_id},
              {"retryable", style.in_part || is_retryable(error.kind)},
              {"case", style.case_id.empty() ? Json() : Json(style.case_id)},
              {"steps", style.steps == nullptr ? Json::array() : *style.steps}}}};
}

}  // namespace

void write_complaint(const emergency::Error& error, const ComplaintStyle& style,
                     std::ostream& out) {
    if (style.json) {
        out << json_text(document(error, style)) << '\n';
        return;
    }
    out << "emerg: " << (style.command.empty() ? "" : style.command + ": ")
        << emergency::one_line(error.message) << '\n';
    if (!error.hint.empty()) {
        out << "hint: " << emergency::one_line(error.hint) << '\n';
    }
    if (!error.request_id.empty()) {
        out << "request id: " << emergency::one_line(error.request_id) << '\n';
    }
}

}  // namespace emerg
