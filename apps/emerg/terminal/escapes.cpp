#include "apps/emerg/terminal/escapes.h"

#include <fmt/format.h>

#include <algorithm>

namespace emerg {

bool is_plain_address(const std::string& address) {
    constexpr std::size_t longest = 2'000;
    return (address.starts_with("https://") || address.starts_with("http://")) &&
           address.size() <= longest && std::all_of(address.begin(), address.end(), [](char byte) {
               return byte > ' ' && byte < '\x7f';
           });
}

std::string painted(const std::string& text, const char* colour) {
    return colour == nullptr ? text : fmt::format("{}{}\x1b[0m", colour, text);
}

std::string linked(const std::string& text, const std::string& address) {
    return text.empty() || !is_plain_address(address)
               ? text
               : fmt::format("\x1b]8;;{}\x1b\\{}\x1b]8;;\x1b\\", address, text);
}

}  // namespace emerg
