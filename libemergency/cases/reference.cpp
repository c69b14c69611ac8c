#include "libemergency/cases/reference.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <charconv>
#include <optional>

namespace emergency::cases {
namespace {

constexpr std::size_t longest_reference = 500;

template <class Number>
std::optional<Number> number_in(const std::string& text) {
    Number number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size() || number <= 0) {
        return std::nullopt;
    }
    return number;
}

/// A permalink's "p1700000000000100" is the message's "1700000000.000100"; a reply names its root.
std::optional<Reference> thread(const std::string& text) {
    static const RE2 permalink(
        R"(https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/archives/([CGD][A-Z0-9]{2,30})/p([0-9]{7,14})([0-9]{6})/?(?:\?([^#]*))?(?:#.*)?)");
    static const RE2 root(R"((?:^|&)thread_ts=([0-9]{1,14}\.[0-9]{1,6})(?:&|$))");
    std::string channel;
    std::string seconds;
    std::string micros;
    std::string query;
    if (!RE2::FullMatch(text, permalink, &channel, &seconds, &micros, &query)) {
        return std::nullopt;
    }
    std::string root_ts;
    if (RE2::PartialMatch(query, root, &root_ts)) {
        return ThreadLink{channel, root_ts};
    }
    if (query.find("thread_ts=") != std::string::npos) {  // A reply whose root cannot be read.
        return std::nullopt;
    }
    return ThreadLink{channel, seconds + "." + micros};
}

std::optional<Reference> incident(const std::string& text) {
    static const RE2 url(
        R"(https?://([A-Za-z0-9.-]+(?::[0-9]{1,5})?)/incidents/([PQR][A-Z0-9]{6,30}|[0-9]{1,15})(?:[/?#].*)?)");
    static const RE2 id(R"((?:PD-)?([PQR][A-Z0-9]{6,30}))");
    static const RE2 number(R"(PD[# -]([0-9]{1,15}))");
    std::string server;
    std::string name;
    if (!RE2::FullMatch(text, url, &server, &name) && !RE2::FullMatch(text, id, &name) &&
        !RE2::FullMatch(text, number, &name)) {
        return std::nullopt;
    }
    if (name.find_first_not_of("0123456789") != std::string::npos) {
        return IncidentId{name, lower(server)};
    }
    const auto read = number_in<long long>(name);
    return read ? std::optional<Reference>(IncidentNumber{*read, lower(server)}) : std::nullopt;
}

std::optional<Reference> ticket(const std::string& text) {
    // Without a scheme, only a dot tells a host from a folder.
    static const RE2 url(
        R"((?:https?://)?([A-Za-z0-9.-]+(?::[0-9]{1,5})?)/(agent/(?:#/)?tickets|hc/(?:[A-Za-z-]{2,20}/)?requests|api/v2/tickets|tickets)/([0-9]{1,15})(?:\.json)?(?:[/?#].*)?)");
    static const RE2 name(R"((?:ZD#|ZD-|ZD |#)?([0-9]{1,15}))");
    std::string server;
    std::string path;
    std::string digits;
    const bool is_url = RE2::FullMatch(text, url, &server, &path, &digits) &&
                        (text.starts_with("http") ||
                         (server.find('.') != std::string::npos && !server.starts_with('.')));
    if (!is_url && !RE2::FullMatch(text, name, &digits)) {
        return std::nullopt;
    }
    const auto id = number_in<std::int64_t>(digits);
    if (!id) {
        return std::nullopt;
    }
    return TicketId{*id, /*may_be_incident=*/digits == text, account_server(server, path)};
}

std::optional<Reference> read(const std::string& text) {
    for (const auto form : {&thread, &incident, &ticket}) {
        if (auto reference = form(text)) {
            return reference;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string account_server(const std::string& server, const std::string& path) {
    const auto name = lower(server);
    const bool is_name = name.find_first_of(".:") != std::string::npos;
    const bool is_customers = path.starts_with("hc/") && !name.ends_with(".zendesk.com");
    return is_customers || !is_name ? std::string() : name;
}

Result<Reference> parse_reference(const std::string& text) {
    const auto plain = trimmed(text);
    if (plain.size() <= longest_reference) {
        if (const auto reference = read(plain)) {
            return *reference;
        }
    }
    return Error{
        .kind = ErrorKind::usage,
        .message = fmt::format("'{}' names no case", shortened(one_line(text), 80)),
        .hint =
            "a case is a PagerDuty incident (Q0ABC12DEF3GHI, PD#4242, its URL), a Zendesk ticket "
            "(400123, #400123, ZD#400123, its URL) or the Slack permalink of its thread"};
}

}  // namespace emergency::cases
