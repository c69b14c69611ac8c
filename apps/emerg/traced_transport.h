#pragma once

#include "apps/emerg/trace.h"
#include "libemergency/core/clock.h"
#include "libemergency/http/transport.h"

#include <functional>
#include <string>
#include <utility>

namespace emerg {

/// How much is told of a request.
enum class Detail {
    line,  ///< What was asked, what came, how long it took.
    full,  ///< Sizes, too, the service's own id of the request and how many it still allows.
};

/// Tells each request as it ends: method, address without query, status, time; never a body, nor a
/// header that may hold what nobody else should know. The trace, if there is one, has a little
/// more.
class TracedTransport final : public emergency::http::Transport {
public:
    using Said = std::function<void(const std::string& line)>;

    TracedTransport(emergency::http::Transport& inner, const emergency::Clock& clock, Said said,
                    Detail detail, Trace* trace)
        : inner_(inner), clock_(clock), said_(std::move(said)), detail_(detail), trace_(trace) {}

    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& request) override;

private:
    emergency::http::Transport& inner_;
    const emergency::Clock& clock_;
    Said said_;
    Detail detail_;
    Trace* trace_;
};

}  // namespace emerg
