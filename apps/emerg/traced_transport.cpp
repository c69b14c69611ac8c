#include "apps/emerg/traced_transport.h"

#include <fmt/format.h>

#include <chrono>

namespace emerg {

emergency::Result<emergency::http::Response> TracedTransport::send(
    const emergency::http::Request& request) {
    const auto moment = clock_.now();
    // The services' clock may jump with this very answer.
    const auto begun = std::chrono::steady_clock::now();
    auto answer = inner_.send(request);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun);
    const auto outcome = answer ? std::to_string(answer->status) : answer.error().message;
    said_(fmt::format("{} {} → {} ({} ms)", verb(request.method), shown_address(request), outcome,
                      took.count()));
    if (trace_ != nullptr) {
        trace_->add(request, answer, moment, took);
    }
    return answer;
}

}  // namespace emerg
