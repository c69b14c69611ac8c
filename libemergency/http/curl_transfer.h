#pragma once

#include "libemergency/http/curl_transport.h"

#include <curl/curl.h>

#include <array>
#include <future>
#include <memory>
#include <string>

namespace emergency::http {

/// A handle with its deleter.
using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
/// Header lines, ditto.
using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

/// A request on its way: what goes out, what came in, and who waits for it.
struct Transfer {
    Easy handle{curl_easy_init(), &curl_easy_cleanup};
    HeaderList headers{nullptr, &curl_slist_free_all};
    std::string body{};
    std::size_t sent = 0;
    bool leaving = false;
    std::string peer{};       ///< "host:port"; empty behind a proxy.
    TakeBody take{};          ///< Has the body of a 2xx answer, instead of the response.
    std::size_t taken = 0;    ///< So much of it has been given to `take`.
    bool is_refused = false;  ///< `take` wants no more.
    std::size_t longest_answer = 0;
    bool is_too_long = false;  ///< The answer went beyond that.
    Response response{};
    std::array<char, CURL_ERROR_SIZE> problem{};
    std::promise<Result<Response>> promise{};
};

/// The request, made ready to be sent.
std::unique_ptr<Transfer> transfer_of(const Request& request, const CurlOptions& options);

/// What a failure of curl means for the request.
Error error_of(const Transfer& transfer, CURLcode code);

/// The host in a url, as curl reads it; empty if it reads none.
std::string host_of(const std::string& url);

}  // namespace emergency::http
