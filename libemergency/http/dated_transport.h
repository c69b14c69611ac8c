#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/http/transport.h"

namespace emergency::http {

/// Tells the ServerClock every `Date` that an answer carries, unless a cache gave it.
class DatedTransport final : public Transport {
public:
    DatedTransport(Transport& inner, ServerClock& clock) : inner_(inner), clock_(clock) {}
    Result<Response> send(const Request& request) override;

private:
    Transport& inner_;
    ServerClock& clock_;
};

}  // namespace emergency::http
