#pragma once

#include "libemergency/http/transport.h"

#include <memory>
#include <string>
#include <vector>

namespace emergency::http {

/// Lets requests go to these servers only ("127.0.0.1:1234"); refuses every other with `policy`,
/// and sends nothing.
class FencedTransport final : public Transport {
public:
    FencedTransport(std::unique_ptr<Transport> inner, std::vector<std::string> servers)
        : inner_(std::move(inner)), servers_(std::move(servers)) {}
    Result<Response> send(const Request& request) override;

private:
    std::unique_ptr<Transport> inner_;
    std::vector<std::string> servers_;
};

}  // namespace emergency::http
