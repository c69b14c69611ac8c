#include "apps/sandbox/text.h"

#include <algorithm>
#include <cctype>

namespace sandbox {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";

int hex_value(char digit) {
    const auto upper = static_cast<char>(std::toupper(static_cast<unsigned char>(digit)));
    const auto place = hex_digits.find(upper);
    return place == std::string_view::npos ? -1 : static_cast<int>(place);
}

bool is_escape(std::string_view text) {
    return text.size() > 2 && text[0] == '%' && hex_value(text[1]) >= 0 && hex_value(text[2]) >= 0;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
    std::string safe;
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        const bool is_plain = std::isalnum(code) != 0 ||
                              std::string_view("-_.~").find(letter) != std::string_view::npos;
        if (is_plain) {
            safe += letter;
            continue;
        }
        safe += '%';
        safe += hex_digits[code / 16];
        safe += hex_digits[code % 16];
    }
    return safe;
}

std::string percent_decoded(std::string_view text) {
    std::string plain;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (!is_escape(text.substr(place))) {
            plain += text[place];
            continue;
        }
        plain += static_cast<char>(hex_value(text[place + 1]) * 16 + hex_value(text[place + 2]));
        place += 2;
    }
    return plain;
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](unsigned char byte) { return (byte & 0xC0U) != 0x80U; }));
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char letter) {
        return static_cast<char>(letter < 128 ? std::tolower(letter) : letter);
    });
    return lower;
}

}  // namespace sandbox
