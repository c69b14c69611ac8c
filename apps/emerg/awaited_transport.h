#pragma once

#include "apps/emerg/terminal/progress_line.h"
#include "libemergency/http/transport.h"

#include <memory>

namespace emerg {

/// Shows whom a request waits for, if there is a line to show it on.
class AwaitedTransport final : public emergency::http::Transport {
public:
    AwaitedTransport(emergency::http::Transport& inner, std::unique_ptr<ProgressLine> line)
        : inner_(inner), line_(std::move(line)) {}

    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& request) override;

private:
    emergency::http::Transport& inner_;
    std::unique_ptr<ProgressLine> line_;
};

}  // namespace emerg
