#pragma once

#include <string>
#include <string_view>

namespace emergency {

/// SHA-256 of `text`, in lower-case hexadecimal.
std::string digest(std::string_view text);

/// `text` in base64, with padding (RFC 4648).
std::string base64(std::string_view text);

}  // namespace emergency
