#pragma once

#include "apps/emerg/trace.h"
#include "libemergency/core/clock.h"
#include "libemergency/http/transport.h"

#include <functional>
#include <string>
#include <utility>

namespace emerg {

/// Tells each request as it ends: method, address without query, status, time. Never a header or
/// body. The trace, if there is one, has a little more.
class TracedTransport final : public emergency::http::Transport {
public:
    using Said = std::function<void(const std::string& line)>;

    TracedTransport(emergency::http::Transport& inner, const emergency::Clock& clock, Said said,
                    Trace* trace)
        : inner_(inner), clock_(clock), said_(std::move(said)), trace_(trace) {}

    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& request) override;

private:
    emergency::http::Transport& inner_;
    const emergency::Clock& clock_;
    Said said_;
    Trace* trace_;
};

}  // namespace emerg
