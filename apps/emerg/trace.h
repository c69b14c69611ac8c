#pragma once

#include "apps/emerg/terminal/listing.h"
#include "libemergency/core/clock.h"
#include "libemergency/http/transport.h"

#include <mutex>
#include <string>
#include <vector>

namespace emerg {

/// The address without the query; where a file is kept, the path lets in whoever knows it.
std::string shown_address(const emergency::http::Request& request);

/// The requests of a command for --trace, as HAR has them: no query, no body, and only headers that
/// hold no token. Filled from several threads.
class Trace {
public:
    void add(const emergency::http::Request& request,
             const emergency::Result<emergency::http::Response>& answer, emergency::TimePoint begun,
             std::chrono::milliseconds took);
    /// The document, in the order in which the answers came.
    std::string text() const;

private:
    mutable std::mutex mutex_;
    std::vector<Json> entries_;
};

}  // namespace emerg
