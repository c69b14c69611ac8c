#pragma once

#include "apps/sandbox/clock.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace sandbox {

/// One request, from its arrival to its answer.
struct LoggedRequest {
    std::string service = {};
    std::string method = {};
    std::string path = {};  ///< With the query, as it was sent.
    int status = 0;         ///< 0: cut, or not answered yet.
    int connection = 0;
    std::size_t bytes_in = 0;   ///< Of the body.
    std::size_t bytes_out = 0;  ///< Of the body.
    std::string fault = {};     ///< The kind that struck it, if one did.
    TimePoint at = {};
    int began = 0;  ///< Counts beginnings and ends together: what ended before another began…
    int ended = 0;  ///< …may have been waited for; 0 while it is under way.
};

/// Every request to the services since it was last cleared. Not thread safe: its owner locks.
class RequestLog {
public:
    /// Gives the number under which `end` finds it.
    std::size_t begin(LoggedRequest request);
    /// Ignores numbers from before the last `clear`.
    void end(std::size_t number, const LoggedRequest& outcome);
    void clear();
    nlohmann::json list() const;

private:
    std::vector<LoggedRequest> requests_;
    std::size_t first_ = 0;
    int moments_ = 0;
};

}  // namespace sandbox
