#pragma once

#include <string>

namespace emerg {

/// Is it a web address of printable ASCII? Others wrote it: anything else would end a link, or
/// begin something else.
bool is_plain_address(const std::string& address);

/// The text as a terminal's link (OSC 8) to the address; as it is, if that is no plain one.
std::string linked(const std::string& text, const std::string& address);

}  // namespace emerg
