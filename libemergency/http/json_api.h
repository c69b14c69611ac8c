#pragma once

#include "libemergency/http/transport.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <utility>
#include <vector>

namespace emergency::http {

/// The steps of a URL's path. Each is percent-encoded, so that an id typed by
/// the operator stays one step, whatever it contains.
using Path = std::vector<std::string>;

/// Query parameters, in order; names and values are percent-encoded
/// (brackets in names stay readable: `statuses[]`).
using Query = std::vector<std::pair<std::string, std::string>>;

/// A request to a service, before address and credentials are added: plain data.
struct Call {
    Method method = Method::get;
    Path path = {};
    Query query = {};
    std::string body = {};  ///< JSON text; empty for none.
    Repeatable repeatable = Repeatable::no;
    Headers headers = {};  ///< Of this request alone.
};

/// `value` as JSON text; bytes that are not UTF-8 become U+FFFD, so it never throws.
std::string json_text(const nlohmann::json& value);

/// What a status that is not 2xx means.
ErrorKind kind_of(int status);

/// The transport's error, told with the service's name.
Error not_answered(const std::string& service, Error error);

/// What sets one service apart from another.
struct Service {
    std::string name;                               ///< As the operator knows it.
    std::string url;                                ///< Without a trailing slash.
    Headers headers;                                ///< Sent with every request.
    std::string request_id_header;                  ///< Lower case; where it names the request.
    std::string (*explain)(const nlohmann::json&);  ///< Its reason, out of a refusal.
    std::string list_name =
        {};  ///< An answer that is an array stands under this name; empty: none may.
};

/// A request as a dry run shows it: address and body, never a credential.
struct Shown {
    std::string method;
    std::string url;
    std::string body;
};

/// A conversation in JSON with one service. Every answer that is not 2xx, or
/// not a JSON object, becomes an Error that names the service, the status and
/// the request id. Statuses: 401/403 `unauthorized`, 404 `not_found`, 409
/// `conflict`, 429 `busy`, 5xx and unreadable answers `failed_there`,
/// other 4xx `rejected`.
class JsonApi {
public:
    JsonApi(Transport& transport, Service service);

    /// Sends the call and reads its answer.
    Result<nlohmann::json> send(const Call& call) const;

    /// The same; `answered` becomes the header fields of the answer, of a refusal too.
    Result<nlohmann::json> send(const Call& call, Headers& answered) const;

    /// A read: GET, repeatable.
    Result<nlohmann::json> get(const Path& path, const Query& query = {}) const;

    /// What `send` would send.
    Shown show(const Call& call) const;

private:
    Transport* transport_;
    Service service_;
};

/// The text at a JSON pointer ("/incident/id"); empty when there is none or null. Never throws.
std::string text_at(const nlohmann::json& value, const char* pointer);

/// The integer at a JSON pointer; 0 when there is none. Never throws.
long long number_at(const nlohmann::json& value, const char* pointer);

}  // namespace emergency::http
