#include "libemergency/http/raw_call.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace emergency::http {
namespace {

Error misworded(const std::string& what, const std::string& hint) {
    return {.kind = ErrorKind::usage, .message = what, .hint = hint};
}

/// Percent-decoded, since a Call's parts are encoded when it is sent.
std::string decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int code = 0;
        const auto* const digits = text.data() + i + 1;
        const bool is_escape = text[i] == '%' && i + 2 < text.size() &&
                               std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2;
        plain += is_escape ? static_cast<char>(code) : text[i];
        i += is_escape ? 2 : 0;
    }
    return plain;
}

/// What follows the service's own address; nothing if it is another's.
std::optional<std::string> within(const std::string& target, const std::string& url) {
    const auto scheme = target.find("://");
    const bool has_scheme = scheme != std::string::npos && target.find_first_of("/?#") > scheme;
    if (!target.starts_with("//") && !has_scheme) {
        return target;
    }
    const bool is_inside =
        !url.empty() && target.starts_with(url) &&
        (target.size() == url.size() || target[url.size()] == '/' || target[url.size()] == '?');
    return is_inside ? std::optional(target.substr(url.size())) : std::nullopt;
}

}  // namespace

Result<Method> method_named(const std::string& word) {
    for (const auto method : {Method::get, Method::post, Method::put, Method::remove}) {
        if (lower(word) == lower(verb(method))) {
            return method;
        }
    }
    return misworded(fmt::format("'{}' is not a method", one_line(word)),
                     "GET, POST, PUT or DELETE");
}

Result<Call> raw_call(Method method, const std::string& target, const std::string& url) {
    const auto local = within(target, url);
    if (!local) {
        return misworded(fmt::format("'{}' is not an address of {}", one_line(target), url),
                         "give the path only; a token goes to its own service alone");
    }
    const auto mark = std::min(local->find('?'), local->size());
    Call call{.method = method,
              .repeatable = method == Method::get ? Repeatable::yes : Repeatable::no};
    for (const auto& step : split(std::string_view(*local).substr(0, mark), '/')) {
        const auto plain = decoded(step);
        if (plain == "." || plain == "..") {
            return misworded("a path may not lead upwards", {});
        }
        if (!plain.empty()) {
            call.path.push_back(plain);
        }
    }
    for (const auto& pair : split(std::string_view(*local).substr(mark), '&')) {
        const auto text = pair.starts_with('?') ? pair.substr(1) : pair;
        const auto equals = std::min(text.find('='), text.size());
        if (!text.empty()) {
            call.query.emplace_back(
                decoded(text.substr(0, equals)),
                decoded(std::string_view(text).substr(std::min(equals + 1, text.size()))));
        }
    }
    if (call.path.empty()) {
        return misworded("the path is empty", "emerg help api");
    }
    return call;
}

Query with(Query query, const std::string& name, const std::string& value) {
    std::erase_if(query, [&](const auto& pair) { return pair.first == name; });
    query.emplace_back(name, value);
    return query;
}

}  // namespace emergency::http
