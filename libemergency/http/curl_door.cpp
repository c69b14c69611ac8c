#include "libemergency/http/curl_transport.h"

emergency::http::Transport* emergency_curl_transport(const emergency::http::CurlOptions& options) {
    return std::make_unique<emergency::http::CurlTransport>(options).release();
}
