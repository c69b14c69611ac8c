#include "apps/sandbox/text.h"
#include "apps/sandbox/zendesk/call.h"

#include <nlohmann/json.hpp>

#include <array>

namespace sandbox::zendesk {
namespace {

/// The bytes behind Base64 text, up to the first letter that does not belong there.
std::string decoded(std::string_view text) {
    static constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned held = 0;
    unsigned bits = 0;
    for (const char letter : text) {
        const auto value = letters.find(letter);
        if (value == std::string_view::npos) {
            break;
        }
        held = (held << 6U | static_cast<unsigned>(value)) & 0xFFFFU;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(held >> bits & 0xFFU);
        }
    }
    return bytes;
}

/// What follows the scheme in a header like "Bearer x", or nothing.
std::optional<std::string_view> after_scheme(std::string_view header, std::string_view scheme) {
    if (header.size() <= scheme.size() || lower_case(header.substr(0, scheme.size())) != scheme ||
        header[scheme.size()] != ' ') {
        return std::nullopt;
    }
    return header.substr(scheme.size() + 1);
}

std::optional<std::int64_t> owner_of(const Desk& desk, std::string_view token) {
    const auto found = desk.tokens.find(std::string(token));
    return found == desk.tokens.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

std::optional<std::int64_t> sender(Desk& desk, const Request& request) {
    const auto header = request.headers.find("authorization");
    if (header == request.headers.end()) {
        return std::nullopt;
    }
    if (const auto token = after_scheme(header->second, "bearer")) {
        return owner_of(desk, *token);
    }
    const auto basic = after_scheme(header->second, "basic");
    if (!basic) {
        return std::nullopt;
    }
    static constexpr std::string_view mark = "/token:";
    const auto credentials = decoded(*basic);
    const auto place = credentials.find(mark);
    if (place == std::string::npos) {
        return std::nullopt;
    }
    const auto* user = find_user(desk, credentials.substr(0, place));
    const auto owner = owner_of(desk, credentials.substr(place + mark.size()));
    return user != nullptr && owner && user->at("id") == *owner ? owner : std::nullopt;
}

}  // namespace sandbox::zendesk
