#include "libemergency/zoom/token.h"

#include "libemergency/core/encoding.h"
#include "libemergency/http/json_api.h"

#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

namespace emergency::zoom {
namespace {

constexpr std::string_view own_api = "https://api.zoom.us/";

/// An account's id is letters, digits, '-' and '_'; anything else must not become a parameter.
std::string form_value(const std::string& text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string safe;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (plain.find(letter) != std::string_view::npos) {
            safe += letter;
        } else {
            safe += {'%', digits[byte / 16], digits[byte % 16]};
        }
    }
    return safe;
}

Error with_advice(Error error) {
    if (error.kind == ErrorKind::rejected || error.kind == ErrorKind::unauthorized) {
        error.kind = ErrorKind::unauthorized;
        error.hint = "check zoom.account_id, zoom.client_id and zoom.client_secret";
    }
    return error;
}

}  // namespace

std::string oauth_url_of(const std::string& url) {
    if (url.starts_with(own_api)) {
        return "https://zoom.us/oauth/token";
    }
    const auto host = url.find("://");
    const auto path = host == std::string::npos ? host : url.find('/', host + 3);
    return url.substr(0, path) + "/oauth/token";
}

std::string explain(const nlohmann::json& refusal) {
    auto message = http::text_at(refusal, "/message");
    return message.empty() ? http::text_at(refusal, "/reason") : message;
}

Token::Token(http::Transport& transport, Account account)
    : transport_(&transport), account_(std::move(account)) {
    if (account_.oauth_url.empty()) {
        account_.oauth_url = oauth_url_of(account_.url);
    }
}

Result<Secret> Token::fetch() {
    const auto secret = account_.client_secret();
    if (!secret) {
        return secret.error();
    }
    const http::JsonApi api(
        *transport_, {.name = "Zoom",
                      .url = account_.oauth_url,
                      .headers = {{"accept", "application/json"},
                                  {"authorization",
                                   "Basic " + base64(account_.client_id + ":" + secret->reveal())},
                                  {"content-type", "application/x-www-form-urlencoded"}},
                      .request_id_header = "x-zm-trackingid",
                      .explain = &explain});
    const auto answer = api.send(
        {.method = http::Method::post,
         .body = "grant_type=account_credentials&account_id=" + form_value(account_.account_id),
         .repeatable = http::Repeatable::yes});
    if (!answer) {
        return with_advice(answer.error());
    }
    token_ = Secret(http::text_at(*answer, "/access_token"));
    if (token_.empty()) {
        return Error{.kind = ErrorKind::failed_there,
                     .message = "Zoom sent a token we cannot read",
                     .service = "Zoom"};
    }
    return token_;
}

Result<Secret> Token::current() {
    const std::scoped_lock lock(mutex_);
    return token_.empty() ? fetch() : Result<Secret>(token_);
}

Result<Secret> Token::instead_of(const Secret& refused) {
    const std::scoped_lock lock(mutex_);
    return token_.reveal() == refused.reveal() ? fetch() : Result<Secret>(token_);
}

}  // namespace emergency::zoom
