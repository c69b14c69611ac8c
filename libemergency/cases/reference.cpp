#include "libemergency/cases/reference.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <regex>

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

std::optional<Reference> ticket(const std::string& text) {
    const auto id = number_in<std::int64_t>(text);
    return id ? std::optional<Reference>(TicketId{*id}) : std::nullopt;
}

std::optional<Reference> incident_number(const std::string& text) {
    const auto number = number_in<long long>(text);
    return number ? std::optional<Reference>(IncidentNumber{*number}) : std::nullopt;
}

/// A permalink's "p1700000000000100" is the message's "1700000000.000100"; a reply names its root.
std::optional<Reference> thread(const std::smatch& match) {
    const auto digits = match[2].str();
    constexpr std::size_t fraction = 6;
    if (match[3].matched) {
        return ThreadLink{match[1].str(), match[3].str()};
    }
    return ThreadLink{match[1].str(), digits.substr(0, digits.size() - fraction) + "." +
                                          digits.substr(digits.size() - fraction)};
}

std::optional<Reference> read(const std::string& text) {
    static const std::regex permalink(
        R"(^https://[^/]+/archives/([CGD][A-Z0-9]+)/p([0-9]{11,20})(?:\?(?:.*&)?thread_ts=([0-9]{1,12}\.[0-9]{1,6})(?:&.*)?)?(?:\?.*)?$)");
    static const std::regex incident_url(
        R"(^https?://[^/]+/incidents/([PQR][A-Z0-9]{6,30})(?:[/?#].*)?$)");
    static const std::regex number_url(R"(^https?://[^/]+/incidents/([0-9]{1,15})(?:[/?#].*)?$)");
    static const std::regex ticket_url(
        R"(^(?:https?://)?[A-Za-z0-9][^/\s]*/(?:agent/(?:#/)?tickets|hc/(?:[A-Za-z-]+/)?requests|api/v2/tickets|tickets)/([0-9]{1,18})(?:\.json)?(?:[/?#].*)?$)");
    static const std::regex incident_id(R"(^[PQR](?=.*[0-9A-Z])[A-Z0-9]{6,30}$)");
    static const std::regex ticket_name(R"(^(?:(?:ZD)?#|ZD-|ZD )?([0-9]{1,18})$)");
    static const std::regex incident_name(R"(^PD(?:#|-| )([0-9]{1,15})$)");
    static const std::regex page_name(R"(^PD-([PQR][A-Z0-9]{6,30})$)");
    std::smatch match;
    if (std::regex_match(text, match, permalink)) {
        return thread(match);
    }
    if (std::regex_match(text, match, incident_url) || std::regex_match(text, match, page_name)) {
        return IncidentId{match[1].str()};
    }
    if (std::regex_match(text, match, number_url) || std::regex_match(text, match, incident_name)) {
        return incident_number(match[1].str());
    }
    if (std::regex_match(text, match, ticket_url) || std::regex_match(text, match, ticket_name)) {
        return ticket(match[1].str());
    }
    if (std::regex_match(text, match, incident_id)) {
        return IncidentId{text};
    }
    return std::nullopt;
}

}  // namespace

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
