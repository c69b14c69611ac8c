#include "libemergency/core/encoding.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <vector>

namespace emergency {
namespace {

std::vector<unsigned char> bytes_of(std::string_view text) {
    return {text.begin(), text.end()};
}

}  // namespace

std::string digest(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> sum{};
    unsigned int length = 0;
    EVP_Digest(text.data(), text.size(), sum.data(), &length, EVP_sha256(), nullptr);
    std::string hexadecimal;
    for (unsigned int i = 0; i < length; ++i) {
        hexadecimal += fmt::format("{:02x}", sum.at(i));
    }
    return hexadecimal;
}

std::string base64(std::string_view text) {
    const auto bytes = bytes_of(text);
    std::vector<unsigned char> encoded((bytes.size() + 2) / 3 * 4 + 1);
    const int length =
        EVP_EncodeBlock(encoded.data(), bytes.data(), static_cast<int>(bytes.size()));
    return {encoded.begin(), encoded.begin() + length};
}

}  // namespace emergency
