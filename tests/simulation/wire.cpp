#include "tests/simulation/wire.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace simulation {
namespace {

std::string decoded(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned char byte = 0;
        if (text[at] != '%' || at + 2 >= text.size()) {
            plain += text[at];
            continue;
        }
        std::from_chars(text.data() + at + 1, text.data() + at + 3, byte, 16);
        plain += static_cast<char>(byte);
        at += 2;
    }
    return plain;
}

/// Takes the text up to the mark, and the mark, from the front.
std::string_view taken(std::string_view& text, char mark) {
    const auto end = std::min(text.find(mark), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

}  // namespace

Arrival arrival_of(const emergency::http::Request& request) {
    constexpr std::string_view scheme = "https://";
    std::string_view rest(request.url);
    rest.remove_prefix(scheme.size());
    const auto host = rest.substr(0, rest.find('/'));
    rest.remove_prefix(host.size());
    Arrival arrival{.host = std::string(host), .url = request.url};
    auto& arrived = arrival.request;
    arrived.method = emergency::http::verb(request.method);
    arrived.target = std::string(rest);
    arrived.path = decoded(taken(rest, '?'));
    while (!rest.empty()) {
        auto pair = taken(rest, '&');
        auto name = decoded(taken(pair, '='));
        arrived.query.emplace(std::move(name), decoded(pair));
    }
    arrived.headers = {request.headers.begin(), request.headers.end()};
    arrived.body = request.body;
    arrived.origin = std::string(scheme) + arrival.host;
    return arrival;
}

emergency::http::Response response_of(sandbox::Answer answer) {
    return {.status = answer.status,
            .headers = std::move(answer.headers),
            .body = std::move(answer.body)};
}

}  // namespace simulation
