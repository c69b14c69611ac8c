#include "apps/sandbox/request_log.h"

#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace sandbox {

using nlohmann::json;

std::size_t RequestLog::begin(LoggedRequest request) {
    request.began = ++moments_;
    requests_.push_back(std::move(request));
    return first_ + requests_.size() - 1;
}

void RequestLog::end(std::size_t number, const LoggedRequest& outcome) {
    if (number < first_) {
        return;
    }
    auto& request = requests_[number - first_];
    request.status = outcome.status;
    request.bytes_out = outcome.bytes_out;
    request.fault = outcome.fault;
    request.ended = ++moments_;
}

void RequestLog::clear() {
    first_ += requests_.size();
    requests_.clear();
    moments_ = 0;
}

json RequestLog::list() const {
    auto all = json::array();
    for (const auto& request : requests_) {
        all.push_back({{"service", request.service},
                       {"method", request.method},
                       {"path", request.path},
                       {"status", request.status},
                       {"connection", request.connection},
                       {"bytes", request.bytes_in + request.bytes_out},
                       {"bytes_in", request.bytes_in},
                       {"bytes_out", request.bytes_out},
                       {"fault", request.fault.empty() ? json() : json(request.fault)},
                       {"at", utc_milliseconds(request.at)},
                       {"began", request.began},
                       {"ended", request.ended}});
    }
    return all;
}

}  // namespace sandbox
