#include "apps/emerg/traced_transport.h"

#include "libemergency/http/address.h"

#include <fmt/format.h>

#include <chrono>

namespace emerg {
namespace {

/// Without the query; where a file is kept, the path lets in whoever knows it.
std::string shown(const emergency::http::Request& request) {
    return request.take ? emergency::http::server_of(request.url) + " (a file)"
                        : request.url.substr(0, request.url.find('?'));
}

}  // namespace

emergency::Result<emergency::http::Response> TracedTransport::send(
    const emergency::http::Request& request) {
    // The services' clock may jump with this very answer.
    const auto begun = std::chrono::steady_clock::now();
    auto answer = inner_.send(request);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun);
    const auto outcome = answer ? std::to_string(answer->status) : answer.error().message;
    said_(fmt::format("{} {} → {} ({} ms)", verb(request.method), shown(request), outcome,
                      took.count()));
    return answer;
}

}  // namespace emerg
