#include "libemergency/http/breaker_transport.h"

#include "libemergency/core/encoding.h"

#include <fmt/format.h>

namespace emergency::http {
namespace {

constexpr int enough = 2;  ///< Requests without an answer.

}  // namespace

Result<Response> BreakerTransport::send(const Request& request) {
    const auto server = server_of(request.url);
    if (is_open(server)) {
        return Error{
            .kind = ErrorKind::unreachable,
            .message = fmt::format("{} did not answer before and is not asked again", server)};
    }
    auto result = inner_.send(request);
    note(server, result);
    return result;
}

bool BreakerTransport::is_open(const std::string& server) const {
    const std::lock_guard lock(mutex_);
    const auto found = unanswered_.find(server);
    return found != unanswered_.end() && found->second >= enough;
}

void BreakerTransport::note(const std::string& server, const Result<Response>& result) {
    const std::lock_guard lock(mutex_);
    if (result) {
        unanswered_[server] = 0;
    } else if (result.error().kind == ErrorKind::unreachable) {
        unanswered_[server] = enough;
    } else if (result.error().kind == ErrorKind::unanswered) {
        ++unanswered_[server];
    }
}

}  // namespace emergency::http
