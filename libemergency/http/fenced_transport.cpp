#include "libemergency/http/fenced_transport.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::http {

Result<Response> FencedTransport::send(const Request& request) {
    const auto server = server_of(request.url);
    if (std::find(servers_.begin(), servers_.end(), server) == servers_.end()) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("a drill reaches its own sandbox only, not {}",
                                            one_line(server)),
                     .hint = "leave the drill first: exit"};
    }
    return inner_->send(request);
}

}  // namespace emergency::http
