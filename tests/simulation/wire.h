#pragma once

#include "apps/sandbox/service.h"
#include "libemergency/http/transport.h"

#include <string>

namespace simulation {

/// A request as the service's side has it, and whom it asks.
struct Arrival {
    std::string host = {};  ///< "zendesk"
    std::string url = {};
    sandbox::Request request = {};
};

Arrival arrival_of(const emergency::http::Request& request);

/// An answer as the client's side has it.
emergency::http::Response response_of(sandbox::Answer answer);

}  // namespace simulation
