#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/http/transport.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>

namespace emergency::http {

/// Limits and trust of the network; proxies are given, never read from the environment here.
struct CurlOptions {
    std::chrono::milliseconds connect_limit{5'000};
    std::chrono::milliseconds total_limit{20'000};  ///< For one request, connection included.
    std::string ca_file = {};                       ///< PEM bundle; empty: the system's store.
    std::string proxy = {};                         ///< URL; empty: none.
    std::string no_proxy = {};                      ///< Hosts, comma-separated.
    std::string user_agent = {};
    std::size_t longest_answer = 64U << 20U;  ///< Unless it is given away piece by piece.
    const StopFlag* stop =
        nullptr;  ///< Once set, nothing more is sent, and what is under way is given up.
};

/// The network, by way of libcurl: one multi loop on one thread, started with the
/// first request; connections are kept, HTTP/2 where offered, TLS verified, redirects
/// never followed, `http://` only to loopback.
class CurlTransport final : public Transport {
public:
    explicit CurlTransport(CurlOptions options);
    ~CurlTransport() override;
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;
    CurlTransport(CurlTransport&&) = delete;
    CurlTransport& operator=(CurlTransport&&) = delete;

    /// Blocks the calling thread until the answer is complete.
    Result<Response> send(const Request& request) override;

private:
    class Loop;
    CurlOptions options_;
    std::once_flag begun_;
    std::unique_ptr<Loop> loop_;
};

}  // namespace emergency::http

/// The one door of the library that this is in: a new CurlTransport, which the caller owns.
extern "C" emergency::http::Transport* emergency_curl_transport(
    const emergency::http::CurlOptions& options);
