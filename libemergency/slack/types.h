#pragma once

#include "libemergency/core/clock.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace emergency::slack {

/// Who a token belongs to (auth.test).
struct Identity {
    std::string user_id = {};
    std::string user = {};
    std::string url = {};  ///< Of the workspace, ending in a slash.
};

/// A channel.
struct Channel {
    std::string id = {};
    std::string name = {};  ///< Without `#`.
    bool is_member = false;
};

/// A member of the workspace.
struct User {
    std::string id = {};
    std::string name = {};
};

/// A group that is pinged by its handle.
struct UserGroup {
    std::string id = {};
    std::string handle = {};  ///< Without `@`.
};

/// Who shall be in a group, and nobody else.
struct GroupMembers {
    std::string group_id = {};
    std::string handle = {};
    std::vector<std::string> user_ids = {};  ///< Slack empties no group: one at least.
};

/// A message. `ts` is its id within the channel: a string, never a number.
struct Message {
    std::string ts = {};
    std::string thread_ts = {};
    std::string user_id = {};
    std::string text = {};
    TimePoint at = {};  ///< Out of `ts`.
    std::map<std::string, std::string> payload =
        {};  ///< Text values of our own metadata.event_payload.
};

/// A message to be posted.
struct Post {
    std::string channel = {};    ///< Id.
    std::string text = {};       ///< mrkdwn; untrusted parts already `escaped`.
    std::string thread_ts = {};  ///< Empty: a new root.
    std::map<std::string, std::string> payload = {};  ///< metadata of event type "emerg".
};

/// Where a posted message is.
struct Posted {
    std::string channel = {};
    std::string ts = {};
};

/// Untrusted text for a message: `&`, `<` and `>` cannot make a mention or a link.
std::string escaped(const std::string& text);

/// mrkdwn as a person reads it: mentions by the `names` of their ids, links with their address,
/// entities resolved (api.md, Slack).
std::string plain(const std::string& text, const std::map<std::string, std::string>& names);

/// "<@U123>": pings that member.
std::string mention(const std::string& user_id);

/// "<!subteam^S123>": pings that group.
std::string group_mention(const std::string& group_id);

}  // namespace emergency::slack
