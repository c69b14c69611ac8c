#pragma once

#include "libemergency/http/transport.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <list>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

/// A network that follows a script. Requests may come in any order, from any thread; each takes the
/// first line of the script that names it. What was not expected fails the test, and so
/// does what was expected and never sent; both by name.
class ScriptedTransport final : public emergency::http::Transport {
public:
    using Answer = emergency::Result<emergency::http::Response>;

    ScriptedTransport() = default;
    ScriptedTransport(const ScriptedTransport&) = delete;
    ScriptedTransport& operator=(const ScriptedTransport&) = delete;
    ScriptedTransport(ScriptedTransport&&) = delete;
    ScriptedTransport& operator=(ScriptedTransport&&) = delete;
    ~ScriptedTransport() override {
        for (const auto& line : script_) {
            FAIL_CHECK("expected but never sent: " << line.first);
        }
        for (const auto& line : unexpected_) {
            FAIL_CHECK("sent but never expected: " << line);
        }
    }

    /// "PUT https://pd/incidents/Q0" will be answered like this, once.
    void expect(std::string request_line, Answer answer) {
        script_.emplace_back(std::move(request_line), std::move(answer));
    }

    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& request) override {
        const std::lock_guard lock(mutex_);
        const auto line = std::string(verb(request.method)) + ' ' + request.url;
        sent.push_back(request);
        const auto found = std::find_if(script_.begin(), script_.end(),
                                        [&](const auto& each) { return each.first == line; });
        if (found == script_.end()) {
            unexpected_.push_back(line);
            return emergency::Error{.kind = emergency::ErrorKind::unreachable,
                                    .message = "not in the script: " + line};
        }
        auto answer = std::move(found->second);
        script_.erase(found);
        return request.take && answer && answer->status / 100 == 2
                   ? given_away(*std::move(answer), request.take)
                   : answer;
    }

    std::vector<emergency::http::Request> sent;

private:
    /// In two pieces, as a network might.
    static Answer given_away(emergency::http::Response response,
                             const emergency::http::TakeBody& take) {
        const auto body = std::exchange(response.body, {});
        const auto half = body.size() / 2;
        const bool is_taken = take(0, std::string_view(body).substr(0, half)) &&
                              take(half, std::string_view(body).substr(half));
        return is_taken ? Answer(std::move(response))
                        : emergency::Error{.kind = emergency::ErrorKind::local,
                                           .message = "what arrived was not kept"};
    }

    std::mutex mutex_;
    std::list<std::pair<std::string, Answer>> script_;
    std::vector<std::string> unexpected_;
};

/// An answer for the script.
inline emergency::http::Response answer(int status, std::string body = {},
                                        emergency::http::Headers headers = {}) {
    return {.status = status, .headers = std::move(headers), .body = std::move(body)};
}
