#pragma once

#include <string>

namespace emerg {

inline constexpr const char* bold = "\x1b[1m";
inline constexpr const char* red = "\x1b[31m";

/// The text in a colour, or bold; as it is, if that is null.
std::string painted(const std::string& text, const char* colour);

/// Is it a web address of printable ASCII? Others wrote it: anything else would end a link, or
/// begin something else.
bool is_plain_address(const std::string& address);

/// The text as a terminal's link (OSC 8) to the address; as it is, if that is no plain one.
std::string linked(const std::string& text, const std::string& address);

}  // namespace emerg
