#pragma once

#include "libemergency/core/clock.h"
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

    TracedTransport(emergency::http::Transport& inner, emergency::Clock& clock, Said said)
        : inner_(inner), clock_(clock), said_(std::move(said)) {}

    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& request) override;

private:
    emergency::http::Transport& inner_;
    emergency::Clock& clock_;
    Said said_;
};

}  // namespace emerg
