#include "apps/sandbox/slack/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox::slack {
namespace {

using nlohmann::json;

}  // namespace

json new_message(const Call& call) {
    json message{{"type", "message"},
                 {"user", call.user},
                 {"team", call.workspace.team},
                 {"text", call.text("text")}};
    if (call.is_bot) {
        message["bot_id"] = "B0SANDBOX";
        message["app_id"] = "A0SANDBOX";
    }
    return message;
}

json post(Workspace& workspace, json& channel, json message) {
    message["ts"] = workspace.new_ts();
    auto* root = find_message(channel, message.value("thread_ts", ""));
    if (root != nullptr) {
        message["parent_user_id"] = root->at("user");
    }
    channel.at("messages").push_back(message);
    count_replies(channel, message.value("thread_ts", ""));
    return message;
}

void count_replies(json& channel, std::string_view root_ts) {
    auto* root = find_message(channel, root_ts);
    if (root == nullptr) {
        return;
    }
    auto people = json::array();
    int count = 0;
    for (const auto& message : channel.at("messages")) {
        if (message.value("thread_ts", "") != root_ts || message.at("ts") == root_ts) {
            continue;
        }
        ++count;
        (*root)["latest_reply"] = message.at("ts");
        if (std::ranges::find(people, message.at("user")) == people.end()) {
            people.push_back(message.at("user"));
        }
    }
    (*root)["thread_ts"] = root_ts;
    (*root)["reply_count"] = count;
    (*root)["reply_users_count"] = people.size();
    (*root)["reply_users"] = std::move(people);
    (*root)["subscribed"] = true;
}

void deliver_scheduled(Workspace& workspace) {
    const auto now = workspace.now_seconds();
    for (auto& entry : workspace.scheduled) {
        auto* channel = find(workspace.channels, entry.at("channel").get<std::string>());
        if (entry.at("post_at").get<std::int64_t>() <= now && channel != nullptr) {
            post(workspace, *channel, entry.at("message"));
        }
    }
    std::erase_if(workspace.scheduled, [now](const json& entry) {
        return entry.at("post_at").get<std::int64_t>() <= now;
    });
}

}  // namespace sandbox::slack
