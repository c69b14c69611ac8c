#pragma once

#include "libemergency/http/curl_transport.h"

#include <memory>

namespace emergency::http {

/// The network by way of libcurl, which is loaded now, with the thirty libraries that it needs.
/// Fails with `local` if it cannot be.
Result<std::unique_ptr<Transport>> curl_network(const CurlOptions& options);

}  // namespace emergency::http
