#include "apps/emerg/traced_transport.h"

#include <fmt/format.h>

#include <chrono>
#include <initializer_list>

namespace emerg {
namespace {

using emergency::http::Request;
using emergency::http::Response;

std::string header_in(const Response& response, std::initializer_list<const char*> names) {
    for (const auto* name : names) {
        if (const auto found = response.headers.find(name); found != response.headers.end()) {
            return found->second;
        }
    }
    return {};
}

std::string details_of(const Request& request, const emergency::Result<Response>& answer) {
    auto details = fmt::format(", {} bytes sent", request.body.size());
    if (!answer) {
        return details;
    }
    details += fmt::format(", {} bytes back", answer->body.size());
    const auto id = header_in(*answer, {"x-request-id", "x-zendesk-request-id", "x-slack-req-id"});
    if (!id.empty()) {
        details += ", request " + id;
    }
    const auto left = header_in(*answer, {"ratelimit-remaining", "x-rate-limit-remaining"});
    return left.empty() ? details : details + fmt::format(", {} more allowed", left);
}

}  // namespace

emergency::Result<emergency::http::Response> TracedTransport::send(
    const emergency::http::Request& request) {
    const auto moment = clock_.now();
    // The services' clock may jump with this very answer.
    const auto begun = std::chrono::steady_clock::now();
    auto answer = inner_.send(request);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun);
    const auto outcome = answer ? std::to_string(answer->status) : answer.error().message;
    said_(fmt::format("{} {} → {} ({} ms{})", verb(request.method), shown_address(request), outcome,
                      took.count(),
                      detail_ == Detail::full ? details_of(request, answer) : std::string()));
    if (trace_ != nullptr) {
        trace_->add(request, answer, moment, took);
    }
    return answer;
}

}  // namespace emerg
