#include "apps/sandbox/zoom/account.h"
#include "libemergency/core/encoding.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

namespace sandbox::zoom {
namespace {

constexpr std::chrono::seconds life{3599};
constexpr const char* scopes =
    "meeting:write:meeting:admin meeting:read:list_meetings:admin meeting:read:meeting:admin "
    "meeting:delete:meeting:admin meeting:update:status:admin";

/// A parameter of the query or of the form in the body; our values need no decoding.
std::string parameter(const Request& request, const std::string& name) {
    if (const auto found = request.query.find(name); found != request.query.end()) {
        return found->second;
    }
    const auto text = "&" + request.body + "&";
    const auto begin = text.find("&" + name + "=");
    if (begin == std::string::npos) {
        return {};
    }
    const auto value = begin + name.size() + 2;
    return text.substr(value, text.find('&', value) - value);
}

Answer denied(int status, const char* error, const char* reason) {
    return answer_with(status, {{"reason", reason}, {"error", error}});
}

}  // namespace

Answer give_token(Account& account, const Request& request) {
    if (request.method != "POST") {
        return denied(405, "invalid_request", "Method not allowed");
    }
    const auto authorization = request.headers.find("authorization");
    const auto wanted =
        "Basic " + emergency::base64(account.client_id + ":" + account.client_secret);
    if (authorization == request.headers.end() || authorization->second != wanted) {
        return denied(400, "invalid_client", "Invalid client_id or client_secret");
    }
    if (parameter(request, "grant_type") != "account_credentials") {
        return denied(400, "unsupported_grant_type", "unsupported grant type");
    }
    if (parameter(request, "account_id") != account.id) {
        return denied(400, "invalid_request", "Bad Request");
    }
    const auto token = fmt::format("zoom-sandbox-access-{}", ++account.made);
    account.tokens[token] = account.clock.now() + life;
    return answer_with(200, {{"access_token", token},
                             {"token_type", "bearer"},
                             {"expires_in", life.count()},
                             {"scope", scopes},
                             {"api_url", request.origin}});
}

}  // namespace sandbox::zoom
