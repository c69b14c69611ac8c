#include "libemergency/http/header_line.h"

#include "libemergency/core/text.h"

namespace emergency::http {

void take_header_line(Headers& headers, std::string_view line) {
    if (line.starts_with("HTTP/")) {
        headers.clear();
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
        return;
    }
    headers[lower(line.substr(0, colon))] = trimmed(line.substr(colon + 1));
}

}  // namespace emergency::http
