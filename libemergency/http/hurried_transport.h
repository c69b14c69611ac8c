#pragma once

#include "libemergency/http/transport.h"

#include <chrono>

namespace emergency::http {

/// Waits less for its requests than others do: for what the emergency can do without.
class HurriedTransport final : public Transport {
public:
    HurriedTransport(Transport& inner, std::chrono::milliseconds patience)
        : inner_(inner), patience_(patience) {}
    Result<Response> send(const Request& request) override;

private:
    Transport& inner_;
    std::chrono::milliseconds patience_;
};

}  // namespace emergency::http
