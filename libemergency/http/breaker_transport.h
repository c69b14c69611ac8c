#pragma once

#include "libemergency/http/transport.h"

#include <map>
#include <mutex>
#include <string>

namespace emergency::http {

/// Asks no more of a server that answers nothing, so that the other services need not wait for it
/// again and again (design.md, "Effects": a contact with the customer never waits for Slack).
///
/// Lives as long as one command. Opens for a host when a request could not reach it, or when two
/// in a row had no answer: one lost answer must not forbid to read back what became of it. What
/// is then asked of it fails at once with `unreachable`.
class BreakerTransport final : public Transport {
public:
    explicit BreakerTransport(Transport& inner) : inner_(inner) {}
    Result<Response> send(const Request& request) override;

private:
    bool is_open(const std::string& server) const;
    void note(const std::string& server, const Result<Response>& result);

    Transport& inner_;
    mutable std::mutex mutex_;
    std::map<std::string, int> unanswered_;  ///< In a row, by server.
};

}  // namespace emergency::http
