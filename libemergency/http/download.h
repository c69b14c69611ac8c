#pragma once

#include "libemergency/http/transport.h"

#include <string>

namespace emergency::http {

/// A file that a service keeps, there or elsewhere.
struct Download {
    std::string url = {};
    std::string home = {};  ///< The service's address: the one server that sees `headers`.
    Headers headers = {};   ///< Credentials.
    TakeBody take = {};
};

/// Brings the file, by way of a few redirects, which a service uses to name where a file is kept.
/// Who is not `home` is told no credential; what was encrypted stays so. The answer of any status.
Result<Response> download(Transport& transport, const Download& wanted);

}  // namespace emergency::http
