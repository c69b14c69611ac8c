#include "libemergency/http/curl_network.h"

#include "libemergency/core/neighbour.h"

namespace emergency::http {

Result<std::unique_ptr<Transport>> curl_network(const CurlOptions& options) {
    const auto found = neighbour_function(EMERGENCY_CURL_LIBRARY, "emergency_curl_transport");
    if (!found) {
        return found.error();
    }
    const auto make = reinterpret_cast<decltype(&emergency_curl_transport)>(*found);
    return std::unique_ptr<Transport>(make(options));
}

}  // namespace emergency::http
