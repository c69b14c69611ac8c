#include "apps/emerg/awaited_transport.h"

#include "libemergency/core/encoding.h"

namespace emerg {

emergency::Result<emergency::http::Response> AwaitedTransport::send(
    const emergency::http::Request& request) {
    if (!line_) {
        return inner_.send(request);
    }
    const auto whom = emergency::server_of(request.url);
    line_->begin(whom);
    auto answer = inner_.send(request);
    line_->end(whom);
    return answer;
}

}  // namespace emerg
