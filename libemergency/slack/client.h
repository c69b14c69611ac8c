#pragma once

#include "libemergency/core/result.h"
#include "libemergency/core/secret.h"
#include "libemergency/http/json_api.h"
#include "libemergency/slack/types.h"

#include <string>
#include <vector>

namespace emergency::slack {

/// The part of Slack's Web API that an emergency needs (api.md 4). Reads go by query,
/// chat.postMessage as JSON. `{"ok":false}` becomes an Error: *_not_found → `not_found`,
/// auth and scope errors → `unauthorized` (the missing scope named), ratelimited → `busy`,
/// internal and fatal errors → `failed_there`, the rest → `rejected`.
class Client {
public:
    /// Methods follow `url` directly ("https://slack.com/api").
    Client(http::Transport& transport, std::string url, const Secret& token);

    Result<Identity> me() const;
    /// The channel with this id ("C…") or name (with or without `#`); all pages are read for a
    /// name.
    Result<Channel> channel(const std::string& id_or_name) const;
    Result<User> user_by_email(const std::string& email) const;
    Result<User> user(const std::string& id) const;
    /// The group with this handle (with or without `@`).
    Result<UserGroup> group(const std::string& handle) const;
    /// Who is in it; ids, in order.
    Result<std::vector<std::string>> members(const std::string& group_id) const;
    /// Roots of a channel since a moment, oldest first, with metadata.
    Result<std::vector<Message>> history(const std::string& channel, TimePoint since) const;
    /// A thread, root first, with metadata.
    Result<std::vector<Message>> replies(const std::string& channel, const std::string& ts) const;
    Result<std::string> permalink(const std::string& channel, const std::string& ts) const;

    /// Never Repeatable: there is no key on the server (api.md 5).
    Result<Posted> apply(const Post& post) const;
    http::Shown show(const Post& post) const;
    /// Repeatable: it says who is in it, not who comes or goes.
    Result<void> apply(const GroupMembers& group) const;
    http::Shown show(const GroupMembers& group) const;
    /// Takes back a message of ours; one that is gone already is no failure. Repeatable.
    Result<void> remove(const std::string& channel, const std::string& ts) const;

    /// For a call that the operator words; its answer is to be `accepted`.
    const http::JsonApi& raw(http::Method method) const {
        return method == http::Method::get ? api_ : writing_;
    }

private:
    http::JsonApi api_;
    http::JsonApi writing_;  ///< The same, with a JSON body's content type.
};

}  // namespace emergency::slack
