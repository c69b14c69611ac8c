#include "apps/sandbox/faults.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sandbox {
namespace {

using nlohmann::json;

constexpr auto plain_text = "text/plain; charset=utf-8";

struct Said {
    std::string type = "application/json; charset=utf-8";
    std::string body = {};
};

Said pagerduty_says(int status) {
    const auto error = [](const char* message, int code) {
        return Said{.body = json{{"error", {{"message", message}, {"code", code}}}}.dump()};
    };
    switch (status) {
        case 400:
            return error("Invalid Input Provided", 2001);
        case 401:
            return error("Authentication failed", 2006);
        case 402:
            return error("Payment Required", 2014);
        case 403:
            return error("Access Denied", 2010);
        case 404:
            return error("Not Found", 2100);
        case 429:
            return error("Rate Limit Exceeded", 2020);
        default:
            return error("Internal Server Error", 2000);
    }
}

Said events_says(int status) {
    if (status == 429) {
        return {.body = R"({"status":"throttle exceeded","message":"Requests for this service are )"
                        R"(arriving too quickly.  Please retry later."})"};
    }
    if (status < 500) {
        return {.body = R"({"status":"invalid event","message":"Event object is invalid",)"
                        R"("errors":["'payload' is missing or blank"]})"};
    }
    return {.body = R"({"status":"error","message":"Internal Server Error"})"};
}

Said zendesk_says(int status) {
    const auto error = [](const char* name, const char* description) {
        return Said{.body = json{{"error", name}, {"description", description}}.dump()};
    };
    switch (status) {
        case 401:
            return {.body = R"({"error":"Couldn't authenticate you"})"};
        case 403:
            return error("Forbidden", "You do not have access to this page.");
        case 404:
            return error("RecordNotFound", "Not found");
        case 409:
            return error("UpdateConflict", "Safe update prevented the update");
        case 422:
            return error("RecordInvalid", "Record validation errors");
        case 429:
            return error("TooManyRequests", "Number of allowed API requests per minute exceeded");
        case 503:
            return error("ServiceUnavailable", "Please try again later");
        default:
            return error("InternalError", "The server failed to answer");
    }
}

Said slack_says(int status) {
    if (status == 429) {
        return {.type = plain_text};
    }
    if (status < 400) {
        return {.body = R"({"ok":false,"error":"internal_error"})"};
    }
    return {.type = plain_text,
            .body = fmt::format("Error {}: the server failed to answer", status)};
}

Said zoom_says(int status) {
    const auto* message = status == 401   ? "Invalid access token."
                          : status == 404 ? "Not Found"
                          : status == 429
                              ? "You have reached the maximum per-second rate limit for "
                                "this API. Try again later."
                              : "Internal error";
    return {.body = json{{"code", status == 401 ? 124 : status}, {"message", message}}.dump()};
}

Said gitlab_says(int status) {
    if (status == 429) {
        return {.type = plain_text, .body = "Retry later\n"};
    }
    const auto* message = status == 401   ? "401 Unauthorized"
                          : status == 403 ? "403 Forbidden"
                          : status == 404 ? "404 Not found"
                                          : "500 Internal Server Error";
    return {.body = json{{"message", message}}.dump()};
}

Said service_says(const std::string& service, int status) {
    if (service == "zendesk") {
        return zendesk_says(status);
    }
    if (service == "slack") {
        return slack_says(status);
    }
    if (service == "zoom" || service == "gitlab") {
        return service == "zoom" ? zoom_says(status) : gitlab_says(status);
    }
    return service == "events" ? events_says(status) : pagerduty_says(status);
}

Said page(int status) {
    return {.type = "text/html; charset=utf-8",
            .body = fmt::format("<!DOCTYPE html>\n<html><head><title>{0} Service Unavailable"
                                "</title></head><body><h1>{0}</h1><p>We are down for "
                                "maintenance.</p></body></html>\n",
                                status)};
}

}  // namespace

Answer faulty_answer(const Fault& fault, const std::string& service) {
    constexpr auto garbage = "\x01\x7f{\"ok\":tru\xff\xfe]]";
    const int usual = fault.kind == FaultKind::garbage ? 200
                      : fault.kind == FaultKind::html  ? 503
                                                       : 500;
    const int status = fault.status.value_or(usual);
    auto said = fault.kind == FaultKind::html      ? page(status)
                : fault.kind == FaultKind::garbage ? Said{.body = garbage}
                                                   : service_says(service, status);
    Answer answer{
        .status = status, .headers = fault.headers, .body = fault.body.value_or(said.body)};
    answer.headers.try_emplace("content-type", said.type);
    return answer;
}

}  // namespace sandbox
