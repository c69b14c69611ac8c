#pragma once

#include <string>
#include <string_view>

namespace emergency {

/// SHA-256 of `text`, in lower-case hexadecimal.
std::string digest(std::string_view text);

/// `text` in base64, with padding (RFC 4648).
std::string base64(std::string_view text);

/// "api.example.com:443" of "https://api.example.com:443/x?y": whom a url asks.
std::string server_of(const std::string& url);

}  // namespace emergency
