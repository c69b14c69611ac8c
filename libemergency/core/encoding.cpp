#include "libemergency/core/encoding.h"

#include <resolv.h>
#include <sha2.h>

#include <algorithm>
#include <array>
#include <vector>

namespace emergency {
namespace {

std::vector<unsigned char> bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

}  // namespace

std::string digest(std::string_view text) {
    const auto bytes = bytes_of(text);
    std::array<char, SHA256_DIGEST_STRING_LENGTH> hexadecimal{};
    return SHA256Data(bytes.data(), bytes.size(), hexadecimal.data());
}

std::string base64(std::string_view text) {
    const auto bytes = bytes_of(text);
    std::string encoded((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length = b64_ntop(bytes.data(), bytes.size(), encoded.data(), encoded.size());
    encoded.resize(static_cast<std::size_t>(std::max(length, 0)));
    return encoded;
}

std::string server_of(const std::string& url) {
    const auto begin = url.find("://");
    const auto from = begin == std::string::npos ? 0 : begin + 3;
    return url.substr(from, url.find_first_of("/?#", from) - from);
}

}  // namespace emergency
