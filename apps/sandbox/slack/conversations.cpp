#include "apps/sandbox/slack/call.h"
#include "apps/sandbox/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::slack {
namespace {

using nlohmann::json;

constexpr std::size_t longest_name = 80;
constexpr std::size_t longest_heading = 250;

std::string kind_of(const json& channel) {
    if (channel.at("is_im") == true) {
        return "im";
    }
    if (channel.at("is_mpim") == true) {
        return "mpim";
    }
    return channel.at("is_private") == true ? "private_channel" : "public_channel";
}

bool is_listed(const Call& call, const json& channel, const std::vector<std::string>& kinds) {
    if (call.flag("exclude_archived") && channel.at("is_archived") == true) {
        return false;
    }
    if (channel.at("is_private") == true && !is_member(channel, call.user)) {
        return false;
    }
    return std::ranges::find(kinds, kind_of(channel)) != kinds.end();
}

/// The error of a `limit` that is none; empty if it could be.
std::string problem_with_limit(const Call& call) {
    constexpr std::int64_t longest = 1000;
    const auto limit = call.number("limit", 0);
    return call.has("limit") && (limit < 1 || limit > longest) ? "invalid_limit" : "";
}

bool is_kind(const std::string& word) {
    constexpr std::array<std::string_view, 4> all{"public_channel", "private_channel", "mpim",
                                                  "im"};
    return std::ranges::find(all, word) != all.end();
}

json list_channels(const Call& call) {
    auto kinds = call.words("types");
    if (!std::ranges::all_of(kinds, &is_kind)) {
        return failed("invalid_types");
    }
    if (const auto problem = problem_with_limit(call); !problem.empty()) {
        return failed(problem);
    }
    if (kinds.empty()) {
        kinds.emplace_back("public_channel");
    }
    std::vector<json> listed;
    for (const auto& channel : call.workspace.channels) {
        if (is_listed(call, channel, kinds)) {
            listed.push_back(shown(channel, call.user));
        }
    }
    return page_of(call, "channels", listed);
}

json show_channel(const Call& call) {
    const auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    return succeeded({{"channel", shown(*channel, call.user)}});
}

json list_members(const Call& call) {
    const auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (const auto problem = problem_with_limit(call); !problem.empty()) {
        return failed(problem);
    }
    const auto& members = channel->at("members");
    return page_of(call, "members", std::vector<json>(members.begin(), members.end()));
}

json join_channel(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (channel->at("is_archived") == true) {
        return failed("is_archived");
    }
    if (is_member(*channel, call.user)) {
        return succeeded({{"channel", shown(*channel, call.user)},
                          {"warning", "already_in_channel"},
                          {"response_metadata", {{"warnings", {"already_in_channel"}}}}});
    }
    channel->at("members").push_back(call.user);
    return succeeded({{"channel", shown(*channel, call.user)}});
}

bool is_name(const std::string& name) {
    return name.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ .!@#$%^&*()") == std::string::npos;
}

json create_channel(const Call& call) {
    const auto name = call.text("name");
    if (name.empty()) {
        return failed("invalid_name_required");
    }
    if (letters_in(name) > longest_name) {
        return failed("invalid_name_maxlength");
    }
    if (!is_name(name)) {
        return failed("invalid_name_specials");
    }
    const bool is_taken = std::ranges::any_of(call.workspace.channels, [&](const json& channel) {
        return channel.value("name", "") == name;
    });
    if (is_taken) {
        return failed("name_taken");
    }
    auto& channel =
        add_channel(call.workspace, call.workspace.new_id('C'), name, json::array({call.user}));
    channel["is_private"] = call.flag("is_private");
    return succeeded({{"channel", shown(channel, call.user)}});
}

json invite(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (!is_member(*channel, call.user)) {
        return failed("not_in_channel");
    }
    const auto people = call.words("users");
    if (people.empty()) {
        return failed("no_user");
    }
    for (const auto& person : people) {
        if (find(call.workspace.users, person) == nullptr) {
            return failed("user_not_found");
        }
        if (person == call.user) {
            return failed("cant_invite_self");
        }
        if (is_member(*channel, person)) {
            return failed("already_in_channel");
        }
    }
    for (const auto& person : people) {
        channel->at("members").push_back(person);
    }
    return succeeded({{"channel", shown(*channel, call.user)}});
}

json open_conversation(const Call& call) {
    if (const auto* channel = call.channel()) {
        return succeeded({{"channel", shown(*channel, call.user)}, {"already_open", true}});
    }
    const auto people = call.words("users");
    if (people.empty()) {
        return failed("users_list_not_supplied");
    }
    auto members = json::array({call.user});
    for (const auto& person : people) {
        if (find(call.workspace.users, person) == nullptr) {
            return failed("user_not_found");
        }
        members.push_back(person);
    }
    const auto& channel = direct_channel(call, members);
    if (call.flag("return_im")) {
        return succeeded({{"channel", shown(channel, call.user)}});
    }
    return succeeded({{"channel", {{"id", channel.at("id")}}}});
}

json set_heading(const Call& call, const char* heading) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (!is_member(*channel, call.user)) {
        return failed("not_in_channel");
    }
    if (letters_in(call.text(heading)) > longest_heading) {
        return failed("too_long");
    }
    (*channel)[heading] = {{"value", call.text(heading)},
                           {"creator", call.user},
                           {"last_set", call.workspace.now_seconds()}};
    auto notice = new_message(call);
    notice["subtype"] = std::string("channel_") + heading;
    notice["text"] = std::string("set the channel ") + heading + ": " + call.text(heading);
    notice[heading] = call.text(heading);
    post(call.workspace, *channel, std::move(notice));
    return succeeded({{"channel", shown(*channel, call.user)}, {heading, call.text(heading)}});
}

json set_topic(const Call& call) {
    return set_heading(call, "topic");
}

json set_purpose(const Call& call) {
    return set_heading(call, "purpose");
}

constexpr std::array conversations_table{
    Method{"conversations.list", "channels:read", &list_channels},
    Method{"conversations.info", "channels:read", &show_channel},
    Method{"conversations.members", "channels:read", &list_members},
    Method{"conversations.join", "channels:join", &join_channel},
    Method{"conversations.create", "channels:manage", &create_channel},
    Method{"conversations.invite", "channels:manage", &invite},
    Method{"conversations.open", "im:write", &open_conversation},
    Method{"conversations.setTopic", "channels:manage", &set_topic},
    Method{"conversations.setPurpose", "channels:manage", &set_purpose},
};

}  // namespace

json& direct_channel(const Call& call, const json& members) {
    auto& channels = call.workspace.channels;
    const auto found = std::ranges::find_if(channels, [&](const json& channel) {
        const bool is_direct = channel.at("is_im") == true || channel.at("is_mpim") == true;
        return is_direct && std::ranges::is_permutation(channel.at("members"), members);
    });
    if (found != channels.end()) {
        return *found;
    }
    const bool is_pair = members.size() <= 2;
    const auto id = call.workspace.new_id(is_pair ? 'D' : 'G');
    auto& channel =
        add_channel(call.workspace, id, is_pair ? id : "mpdm-" + lower_case(id), members);
    channel.update({{"is_im", is_pair},
                    {"is_mpim", !is_pair},
                    {"is_group", !is_pair},
                    {"is_channel", false},
                    {"is_private", true}});
    if (is_pair) {
        channel["user"] = members.back();
    }
    return channel;
}

std::span<const Method> conversation_methods() {
    return conversations_table;
}

}  // namespace sandbox::slack
