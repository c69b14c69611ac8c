#pragma once

#include <httplib.h>

namespace sandbox {

/// httplib's server without TLS, for clients that send the next request before they have the
/// answer: httplib drops what it has read of a connection beyond the request at hand.
class PipelinedServer final : public httplib::Server {
private:
    bool process_and_close_socket(socket_t socket) override;
};

}  // namespace sandbox
