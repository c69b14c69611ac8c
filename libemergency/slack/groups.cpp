#include "libemergency/core/text.h"
#include "libemergency/http/lists.h"
#include "libemergency/slack/client.h"
#include "libemergency/slack/refusal.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace emergency::slack {
namespace {

http::Call call_of(const GroupMembers& group) {
    return {.method = http::Method::post,
            .path = {"usergroups.users.update"},
            .body = http::json_text({{"usergroup", group.group_id},
                                     {"users", fmt::format("{}", fmt::join(group.user_ids, ","))}}),
            .repeatable = http::Repeatable::yes};
}

}  // namespace

Result<UserGroup> Client::group(const std::string& handle) const {
    const auto answer = accepted(api_.get({"usergroups.list"}));
    if (!answer) {
        return answer.error();
    }
    const auto groups = http::list_at(*answer, "/usergroups", "Slack");
    if (!groups) {
        return groups.error();
    }
    const auto wanted = lower(handle.starts_with('@') ? handle.substr(1) : handle);
    for (const auto& one : **groups) {
        UserGroup group{.id = http::text_at(one, "/id"), .handle = http::text_at(one, "/handle")};
        if (!group.id.empty() && lower(group.handle) == wanted) {
            return group;
        }
    }
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("Slack has no user group @{}", wanted),
                 .service = "Slack"};
}

Result<std::vector<std::string>> Client::members(const std::string& group_id) const {
    const auto answer = accepted(api_.get({"usergroups.users.list"}, {{"usergroup", group_id}}));
    if (!answer) {
        return answer.error();
    }
    const auto users = http::list_at(*answer, "/users", "Slack");
    if (!users) {
        return users.error();
    }
    std::vector<std::string> ids;
    for (const auto& one : **users) {
        if (!one.is_string()) {
            return Error{.kind = ErrorKind::failed_there,
                         .message = "Slack sent a member we cannot read",
                         .service = "Slack"};
        }
        ids.push_back(one.get<std::string>());
    }
    return ids;
}

Result<void> Client::apply(const GroupMembers& group) const {
    const auto answer = accepted(writing_.send(call_of(group)));
    return answer ? Result<void>() : Result<void>(answer.error());
}

http::Shown Client::show(const GroupMembers& group) const {
    return writing_.show(call_of(group));
}

}  // namespace emergency::slack
