#pragma once

#include "libemergency/core/result.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace emergency::http {

/// What is done to a resource.
enum class Method { get, post, put, remove };

/// The method as HTTP spells it.
const char* verb(Method method);

/// May the service receive this request twice without harm?
enum class Repeatable { no, yes };

/// Header fields; names in lower case.
using Headers = std::map<std::string, std::string>;

/// Has a body piece by piece, each with its place in it; one at 0 begins anew, since a request may
/// be sent again. False: no more of it. Called by a thread of the transport, and, if the waiting
/// was given up, later than `send`: what it writes to must be its own.
using TakeBody = std::function<bool(std::size_t at, std::string_view piece)>;

/// One request, complete.
struct Request {
    Method method = Method::get;
    std::string url = {};
    Headers headers = {};
    std::string body = {};
    Repeatable repeatable = Repeatable::no;
    /// For this request with its repetitions, if it is less than the transport's own; one try gets
    /// half of it. Zero: the transport's own.
    std::chrono::milliseconds patience{0};
    /// If given, has the body of a 2xx answer in the response's place, however large. It has time
    /// as long as anything arrives; what it refuses is a `local` error.
    TakeBody take = {};
};

/// One answer, of any status.
struct Response {
    int status = 0;
    Headers headers = {};
    std::string body = {};
};

/// Carries one request to a server and brings back whatever it answered.
/// May be called from several threads at once.
///
/// Every answer is a success here, 404 and 500 included: what a status means
/// is the caller's business. Fails with `unreachable` when the request never
/// left, with `unanswered` when it did and no one knows what became of it,
/// with `configuration` when TLS or the address is wrong (nothing was sent),
/// with `interrupted` when the user stopped the work, with `failed_there` when
/// the answer is larger than any that makes sense.
class Transport {
public:
    virtual ~Transport() = default;
    virtual Result<Response> send(const Request& request) = 0;
};

}  // namespace emergency::http
