#pragma once

#include "libemergency/core/result.h"

#include <string>

namespace emergency::http {

/// May a request with a token go to `url`, whose host is `host`? Encrypted anywhere, plain to this
/// machine only; fails with `configuration`.
Result<void> may_be_sent(const std::string& url, const std::string& host);

}  // namespace emergency::http
