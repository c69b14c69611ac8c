#include "apps/sandbox/slack/call.h"

#include <nlohmann/json.hpp>

#include <array>

namespace sandbox::slack {
namespace {

using nlohmann::json;

json test_auth(const Call& call) {
    const auto* user = find(call.workspace.users, call.user);
    auto answer = succeeded({{"url", "https://" + call.workspace.domain + ".slack.com/"},
                             {"team", call.workspace.domain},
                             {"team_id", call.workspace.team},
                             {"user", user == nullptr ? json("") : user->at("name")},
                             {"user_id", call.user},
                             {"is_enterprise_install", false}});
    if (call.is_bot) {
        answer["bot_id"] = "B0SANDBOX";
    }
    return answer;
}

json look_up_user(const Call& call) {
    const auto* user = find_user(call.workspace, call.text("email"));
    return user == nullptr ? failed("users_not_found") : succeeded({{"user", *user}});
}

json show_user(const Call& call) {
    const auto* user = find(call.workspace.users, call.text("user"));
    return user == nullptr ? failed("user_not_found") : succeeded({{"user", *user}});
}

json list_users(const Call& call) {
    auto page = page_of(call, "members", call.workspace.users);
    page["cache_ts"] = call.workspace.now_seconds();
    return page;
}

json list_usergroups(const Call& call) {
    auto groups = json::array();
    for (auto group : call.workspace.usergroups) {
        if (!call.flag("include_users")) {
            group.erase("users");
        }
        groups.push_back(std::move(group));
    }
    return succeeded({{"usergroups", groups}});
}

json list_usergroup_users(const Call& call) {
    const auto* group = find(call.workspace.usergroups, call.text("usergroup"));
    return group == nullptr ? failed("no_such_subteam")
                            : succeeded({{"users", group->at("users")}});
}

/// The whole list of members: who is not named is out.
json update_usergroup_users(const Call& call) {
    auto* group = find(call.workspace.usergroups, call.text("usergroup"));
    if (group == nullptr) {
        return failed("no_such_subteam");
    }
    auto users = call.words("users");
    if (users.empty()) {
        return failed("no_users_provided");
    }
    for (const auto& user : users) {
        if (find(call.workspace.users, user) == nullptr) {
            return failed("invalid_users");
        }
    }
    (*group)["user_count"] = std::to_string(users.size());
    (*group)["users"] = std::move(users);
    (*group)["date_update"] = call.workspace.now_seconds();
    (*group)["updated_by"] = call.user;
    return succeeded({{"usergroup", *group}});
}

json show_team(const Call& call) {
    const auto& domain = call.workspace.domain;
    return succeeded({{"team",
                       {{"id", call.workspace.team},
                        {"name", domain},
                        {"domain", domain},
                        {"url", "https://" + domain + ".slack.com/"},
                        {"email_domain", "example.com"},
                        {"icon", {{"image_default", true}}}}}});
}

json list_emoji(const Call& call) {
    return succeeded({{"emoji", {{"emerg", "https://emoji.slack-edge.com/emerg.png"}}},
                      {"cache_ts", std::to_string(call.workspace.now_seconds()) + ".000000"}});
}

constexpr std::array people_table{
    Method{"auth.test", "", &test_auth},
    Method{"users.lookupByEmail", "users:read.email", &look_up_user},
    Method{"users.info", "users:read", &show_user},
    Method{"users.list", "users:read", &list_users},
    Method{"usergroups.list", "usergroups:read", &list_usergroups},
    Method{"usergroups.users.list", "usergroups:read", &list_usergroup_users},
    Method{"usergroups.users.update", "usergroups:write", &update_usergroup_users},
    Method{"team.info", "team:read", &show_team},
    Method{"emoji.list", "emoji:read", &list_emoji},
};

}  // namespace

std::span<const Method> people_methods() {
    return people_table;
}

}  // namespace sandbox::slack
