#include "libemergency/http/hurried_transport.h"

namespace emergency::http {

Result<Response> HurriedTransport::send(const Request& request) {
    auto hurried = request;
    hurried.patience = patience_;
    return inner_.send(hurried);
}

}  // namespace emergency::http
