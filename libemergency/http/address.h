#pragma once

#include "libemergency/core/result.h"

#include <string>

namespace emergency::http {

/// May a request with a token go to `url`, whose host is `host`? Encrypted anywhere, plain to this
/// machine only; fails with `configuration`.
Result<void> may_be_sent(const std::string& url, const std::string& host);

/// "api.example.com:443" of "https://api.example.com:443/x?y": whom a url asks.
std::string server_of(const std::string& url);

}  // namespace emergency::http
