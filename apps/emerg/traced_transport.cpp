#include "apps/emerg/traced_transport.h"

#include <fmt/format.h>

namespace emerg {

emergency::Result<emergency::http::Response> TracedTransport::send(
    const emergency::http::Request& request) {
    const auto begun = clock_.now();
    auto answer = inner_.send(request);
    const auto outcome = answer ? std::to_string(answer->status) : answer.error().message;
    said_(fmt::format("{} {} → {} ({} ms)", verb(request.method),
                      request.url.substr(0, request.url.find('?')), outcome,
                      (clock_.now() - begun).count()));
    return answer;
}

}  // namespace emerg
