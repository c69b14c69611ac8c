#include "libemergency/http/json_api.h"

#include "libemergency/core/duration.h"
#include "libemergency/http/asked_wait.h"
#include "libemergency/http/lenient_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string_view>
#include <utility>

namespace emergency::http {
namespace {

using nlohmann::json;

constexpr std::string_view unreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

std::string encoded(const std::string& text, std::string_view also_plain) {
    std::string safe;
    for (const char byte : text) {
        if (unreserved.find(byte) != std::string_view::npos ||
            also_plain.find(byte) != std::string_view::npos) {
            safe += byte;
        } else {
            safe += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
        }
    }
    return safe;
}

std::string url_of(const std::string& base, const Call& call) {
    std::string url = base;
    for (const auto& step : call.path) {
        url += '/' + encoded(step, "");
    }
    char separator = '?';
    for (const auto& [name, value] : call.query) {
        url += separator + encoded(name, "[]") + '=' + encoded(value, "");
        separator = '&';
    }
    return url;
}

std::string header(const Response& response, const std::string& name) {
    const auto found = response.headers.find(name);
    return found == response.headers.end() ? std::string() : found->second;
}

/// An error about an answer, still without words.
Error error_of(const Service& service, const Response& response) {
    return {.service = service.name,
            .http_status = response.status,
            .request_id = header(response, service.request_id_header)};
}

/// For how long a service that declines asks to be left alone; empty if it does not say.
std::string pause_in(const Response& response) {
    const auto wait = response.status == 429 ? asked_wait(response) : std::nullopt;
    if (!wait) {
        return {};
    }
    return fmt::format("; it asked to wait {}{}", *wait < longest_wait ? "" : "at least ",
                       brief_duration(*wait));
}

Error refusal_of(const Service& service, const Response& response, const json& answer) {
    const auto reason = answer.is_object() ? service.explain(answer) : std::string();
    const auto pause = pause_in(response);
    auto refusal = error_of(service, response);
    refusal.kind = kind_of(response.status);
    refusal.message =
        reason.empty()
            ? fmt::format("{} answered {}{}", service.name, response.status, pause)
            : fmt::format("{} says: {} ({}){}", service.name, reason, response.status, pause);
    refusal.hint = pause.empty() ? "" : "try again when that time is over";
    return refusal;
}

/// A success that says nothing that can be read.
Error unreadable(const Service& service, const Response& response) {
    auto error = error_of(service, response);
    error.kind = ErrorKind::failed_there;
    if (nests_too_deeply(response.body)) {
        error.message = fmt::format("{} sent JSON that nests too deeply", service.name);
        return error;
    }
    const auto type = header(response, "content-type");
    error.message = fmt::format("{} did not answer with a JSON object{}", service.name,
                                type.empty() ? type : fmt::format(" ({})", type));
    return error;
}

}  // namespace

ErrorKind kind_of(int status) {
    switch (status) {
        case 401:
        case 402:
        case 403:
            return ErrorKind::unauthorized;
        case 404:
            return ErrorKind::not_found;
        case 409:
            return ErrorKind::conflict;
        case 429:
            return ErrorKind::busy;
        default:
            return status >= 500 || status < 400 ? ErrorKind::failed_there : ErrorKind::rejected;
    }
}

Error not_answered(const std::string& service, Error error) {
    error.service = service;
    if (error.kind == ErrorKind::failed_there) {  // It did answer.
        error.message = fmt::format("{}: {}", service, error.message);
        return error;
    }
    const bool left = error.kind == ErrorKind::unanswered;
    error.message = fmt::format("{} {}: {}", service,
                                left ? "did not answer" : "could not be reached", error.message);
    return error;
}

std::string json_text(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

JsonApi::JsonApi(Transport& transport, Service service)
    : transport_(&transport), service_(std::move(service)) {}

Result<json> JsonApi::get(const Path& path, const Query& query) const {
    return send(
        {.method = Method::get, .path = path, .query = query, .repeatable = Repeatable::yes});
}

Shown JsonApi::show(const Call& call) const {
    return {verb(call.method), url_of(service_.url, call), call.body};
}

Result<json> JsonApi::send(const Call& call) const {
    Headers answered;
    return send(call, answered);
}

Result<json> JsonApi::send(const Call& call, Headers& answered) const {
    auto headers = call.headers;
    headers.insert(service_.headers.begin(), service_.headers.end());
    const auto response = transport_->send({.method = call.method,
                                            .url = url_of(service_.url, call),
                                            .headers = std::move(headers),
                                            .body = call.body,
                                            .repeatable = call.repeatable});
    if (!response) {
        return not_answered(service_.name, response.error());
    }
    answered = response->headers;
    auto answer = parse_answer(response->body);
    if (response->status < 200 || response->status > 299) {
        return refusal_of(service_, *response, answer);
    }
    if (response->body.empty()) {
        return json::object();
    }
    if (answer.is_array() && !service_.list_name.empty()) {
        return json{{service_.list_name, std::move(answer)}};
    }
    if (!answer.is_object()) {
        return unreadable(service_, *response);
    }
    return answer;
}

std::string text_at(const json& value, const char* pointer) {
    const json::json_pointer place(pointer);
    if (!value.contains(place) || !value.at(place).is_string()) {
        return {};
    }
    return value.at(place).get<std::string>();
}

long long number_at(const json& value, const char* pointer) {
    const json::json_pointer place(pointer);
    if (!value.contains(place) || !value.at(place).is_number_integer()) {
        return 0;
    }
    return value.at(place).get<long long>();
}

}  // namespace emergency::http
