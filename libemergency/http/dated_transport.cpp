#include "libemergency/http/dated_transport.h"

#include "libemergency/core/time_zone.h"

namespace emergency::http {

Result<Response> DatedTransport::send(const Request& request) {
    auto answer = inner_.send(request);
    if (!answer) {
        return answer;
    }
    const auto header = answer->headers.find("date");
    const bool is_stored = answer->headers.contains("age");  // By a cache, with a date of then.
    if (header != answer->headers.end() && !is_stored) {
        if (const auto date = parse_http_date(header->second)) {
            clock_.heard(*date);
        }
    }
    return answer;
}

}  // namespace emergency::http
