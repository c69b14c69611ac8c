#include "apps/sandbox/slack/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::slack {
namespace {

using nlohmann::json;

/// The reaction of this name, which is added without people if it is not there.
json& reaction_named(json& message, const std::string& name) {
    auto& reactions = message["reactions"];
    if (reactions.is_null()) {
        reactions = json::array();
    }
    const auto found = std::ranges::find_if(
        reactions, [&](const json& reaction) { return reaction.at("name") == name; });
    if (found != reactions.end()) {
        return *found;
    }
    reactions.push_back({{"name", name}, {"users", json::array()}, {"count", 0}});
    return reactions.back();
}

json add_reaction(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (is_shut_out(call, *channel)) {
        return failed("not_in_channel");
    }
    auto* message = find_message(*channel, call.text("timestamp"));
    if (message == nullptr) {
        return failed("message_not_found");
    }
    if (!call.has("name")) {
        return failed("invalid_name");
    }
    auto& reaction = reaction_named(*message, call.text("name"));
    auto& users = reaction.at("users");
    if (std::ranges::find(users, json(call.user)) != users.end()) {
        return failed("already_reacted");
    }
    users.push_back(call.user);
    reaction["count"] = users.size();
    return succeeded(json::object());
}

json show_reactions(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    const auto* message = find_message(*channel, call.text("timestamp"));
    if (message == nullptr) {
        return failed("message_not_found");
    }
    auto copy = *message;
    copy["permalink"] = permalink(call.workspace, *channel, *message);
    return succeeded({{"type", "message"}, {"channel", channel->at("id")}, {"message", copy}});
}

json add_pin(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (is_shut_out(call, *channel)) {
        return failed("not_in_channel");
    }
    const auto ts = call.text("timestamp");
    auto* message = find_message(*channel, ts);
    if (message == nullptr) {
        return failed("message_not_found");
    }
    auto& pins = channel->at("pins");
    if (std::ranges::any_of(pins, [&](const json& pin) { return pin.at("ts") == ts; })) {
        return failed("already_pinned");
    }
    pins.push_back(
        {{"ts", ts}, {"created", call.workspace.now_seconds()}, {"created_by", call.user}});
    (*message)["pinned_to"] = json::array({channel->at("id")});
    return succeeded(json::object());
}

json list_pins(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (is_shut_out(call, *channel)) {
        return failed("not_in_channel");
    }
    auto items = json::array();
    for (const auto& pin : channel->at("pins")) {
        const auto* message = find_message(*channel, pin.at("ts").get<std::string>());
        if (message == nullptr) {
            continue;
        }
        auto copy = *message;
        copy["permalink"] = permalink(call.workspace, *channel, *message);
        items.push_back({{"type", "message"},
                         {"channel", channel->at("id")},
                         {"created", pin.at("created")},
                         {"created_by", pin.at("created_by")},
                         {"message", std::move(copy)}});
    }
    return succeeded({{"items", items}});
}

json* bookmarked_channel(const Call& call) {
    return find_channel(call.workspace, call.text("channel_id"), call.user);
}

json add_bookmark(const Call& call) {
    auto* channel = bookmarked_channel(call);
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (is_shut_out(call, *channel)) {
        return failed("not_in_channel");
    }
    if (call.text("type") == "link" && !call.has("link")) {
        return failed("invalid_link");
    }
    json bookmark{{"id", "Bk" + call.workspace.new_id('0')},
                  {"channel_id", channel->at("id")},
                  {"title", call.text("title")},
                  {"link", call.text("link")},
                  {"emoji", call.text("emoji")},
                  {"icon_url", nullptr},
                  {"type", call.text("type")},
                  {"entity_id", nullptr},
                  {"date_created", call.workspace.now_seconds()},
                  {"date_updated", 0},
                  {"rank", "g"},
                  {"last_updated_by_user_id", call.user},
                  {"last_updated_by_team_id", call.workspace.team},
                  {"shortcut_id", nullptr},
                  {"app_id", nullptr}};
    channel->at("bookmarks").push_back(bookmark);
    return succeeded({{"bookmark", std::move(bookmark)}});
}

json list_bookmarks(const Call& call) {
    const auto* channel = bookmarked_channel(call);
    return channel == nullptr ? failed("channel_not_found")
                              : succeeded({{"bookmarks", channel->at("bookmarks")}});
}

constexpr std::array marks_table{
    Method{"reactions.add", "reactions:write", &add_reaction},
    Method{"reactions.get", "reactions:read", &show_reactions},
    Method{"pins.add", "pins:write", &add_pin},
    Method{"pins.list", "pins:read", &list_pins},
    Method{"bookmarks.add", "bookmarks:write", &add_bookmark},
    Method{"bookmarks.list", "bookmarks:read", &list_bookmarks},
};

}  // namespace

std::span<const Method> mark_methods() {
    return marks_table;
}

}  // namespace sandbox::slack
