#include "libemergency/http/address.h"

#include <arpa/inet.h>
#include <fmt/format.h>

namespace emergency::http {
namespace {

bool is_loopback(const std::string& host) {
    in_addr address{};
    const bool is_address = inet_pton(AF_INET, host.c_str(), &address) == 1;
    return host == "localhost" || host == "[::1]" || (is_address && host.starts_with("127."));
}

}  // namespace

Result<void> may_be_sent(const std::string& url, const std::string& host) {
    const bool encrypted = url.starts_with("https://");
    if (!host.empty() && (encrypted || (url.starts_with("http://") && is_loopback(host)))) {
        return {};
    }
    return Error{.kind = ErrorKind::configuration,
                 .message = fmt::format("'{}' is not an https address", host),
                 .hint = "http:// is accepted for this machine only (127.0.0.1, localhost)"};
}

}  // namespace emergency::http
