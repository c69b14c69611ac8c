#pragma once

#include "libemergency/http/json_api.h"
#include "libemergency/zoom/token.h"
#include "libemergency/zoom/types.h"

#include <memory>
#include <string>
#include <vector>

namespace emergency::zoom {

/// The part of Zoom's API v2 that an emergency needs (api.md 6). The token goes to the API's host
/// only, the client's secret to the token's host only.
class Client {
public:
    Client(http::Transport& transport, Account account);

    /// The account's meetings that can still be joined, from every page.
    Result<std::vector<Meeting>> meetings() const;
    /// Fails with `not_found` once it has been ended.
    Result<Meeting> meeting(const std::string& id) const;

    /// Never Repeatable: there is no key on the server; the agenda tells it from a second one.
    Result<Meeting> apply(const NewMeeting& meeting) const;
    /// One that is gone already is no failure. Repeatable.
    Result<void> apply(const MeetingEnd& end) const;

    /// The request that `apply` would send.
    http::Shown show(const NewMeeting& meeting) const;
    http::Shown show(const MeetingEnd& end) const;

private:
    Result<nlohmann::json> send(const http::Call& call) const;
    http::JsonApi api(const Secret& token) const;

    http::Transport* transport_;
    std::string url_;
    std::string user_;
    std::unique_ptr<Token> token_;
};

}  // namespace emergency::zoom
