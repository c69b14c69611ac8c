#pragma once

#include "libemergency/core/result.h"
#include "libemergency/core/secret.h"

#include <functional>
#include <string>

namespace emergency::zoom {

/// A server-to-server OAuth app, and whose meetings it makes.
struct Account {
    std::string url = {};        ///< "https://api.zoom.us/v2"
    std::string oauth_url = {};  ///< Of the token; empty: `oauth_url_of(url)`.
    std::string account_id = {};
    std::string client_id = {};
    std::function<Result<Secret>()> client_secret = {};  ///< Asked when a token is first needed.
    std::string user = "me";
};

/// Where the token of an API comes from: https://zoom.us/oauth/token for Zoom's own, else
/// /oauth/token of the API's own host.
std::string oauth_url_of(const std::string& url);

/// A meeting that stands.
struct Meeting {
    long long id = 0;
    std::string link = {};    ///< join_url
    std::string agenda = {};  ///< In a list, its first 250 characters.
};

/// A meeting to be made, which anybody with the link may begin.
struct NewMeeting {
    std::string topic = {};   ///< The customer reads it.
    std::string agenda = {};  ///< Holds what it is found by.
    std::string start = {};   ///< RFC 3339 in UTC.
};

/// A meeting to be ended: nobody can join it any more.
struct MeetingEnd {
    std::string id = {};
};

}  // namespace emergency::zoom
