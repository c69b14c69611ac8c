#include "libemergency/http/download.h"

#include "libemergency/core/encoding.h"

#include <fmt/format.h>

namespace emergency::http {
namespace {

constexpr int most_redirects = 5;
constexpr std::string_view encrypted = "https://";

Error led_astray(const std::string& url, const char* why) {
    return {.kind = ErrorKind::failed_there, .message = fmt::format("{} {}", server_of(url), why)};
}

bool is_redirect(const Response& answer) {
    return answer.status >= 300 && answer.status < 400 && answer.headers.contains("location");
}

/// "https://host" of a url: where a path alone leads.
std::string origin_of(const std::string& url) {
    return url.substr(0, url.find("://")) + "://" + server_of(url);
}

bool is_at(const std::string& url, const std::string& home) {
    return origin_of(url) == origin_of(home);
}

/// Where the answer to `url` leads.
Result<std::string> next_of(const std::string& url, const Response& answer) {
    auto target = answer.headers.at("location");
    if (target.starts_with('/') && !target.starts_with("//")) {
        target = origin_of(url) + target;
    }
    if (target.find("://") == std::string::npos) {
        return led_astray(url, "redirects to something that is no address");
    }
    if (url.starts_with(encrypted) && !target.starts_with(encrypted)) {
        return led_astray(url, "redirects to where nothing is encrypted");
    }
    return target;
}

}  // namespace

Result<Response> download(Transport& transport, const Download& wanted) {
    auto url = wanted.url;
    for (int hop = 0; hop <= most_redirects; ++hop) {
        auto answer =
            transport.send({.url = url,
                            .headers = is_at(url, wanted.home) ? wanted.headers : Headers(),
                            .repeatable = Repeatable::yes,
                            .take = wanted.take});
        if (!answer || !is_redirect(*answer)) {
            return answer;
        }
        auto next = next_of(url, *answer);
        if (!next) {
            return next.error();
        }
        url = *std::move(next);
    }
    return led_astray(wanted.url, "redirects without end");
}

}  // namespace emergency::http
