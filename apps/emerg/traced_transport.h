#pragma once

#include "libemergency/http/transport.h"

#include <functional>
#include <string>
#include <utility>

namespace emerg {

/// Tells each request as it ends: method, address without query, status, time. Never a header or
/// body.
class TracedTransport final : public emergency::http::Transport {
public:
    using Said = std::function<void(const std::string& line)>;

    TracedTransport(emergency::http::Transport& inner, Said said)
        : inner_(inner), said_(std::move(said)) {}

    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& request) override;

private:
    emergency::http::Transport& inner_;
    Said said_;
};

}  // namespace emerg
