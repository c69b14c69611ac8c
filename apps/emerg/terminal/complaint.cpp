#include "apps/emerg/terminal/complaint.h"

#include "apps/emerg/exit_code.h"
#include "apps/emerg/terminal/listing.h"
#include "libemergency/core/text.h"

#include <nlohmann/json.hpp>

namespace emerg {
namespace {

Json document(const emergency::Error& error, const ComplaintStyle& style) {
    return {{"error",
             {{"code", static_cast<int>(exit_code_of(error.kind))},
              {"kind", word(error.kind)},
              {"command", style.command},
              {"message", error.message},
              {"hint", error.hint},
              {"service", error.service},
              {"http_status", error.http_status == 0 ? Json() : Json(error.http_status)},
              {"request_id", error.request_id},
              {"retryable", is_retryable(error.kind)}}}};
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
