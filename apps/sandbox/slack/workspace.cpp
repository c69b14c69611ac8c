#include "apps/sandbox/slack/workspace.h"

#include "apps/sandbox/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace sandbox::slack {
namespace {

using nlohmann::json;

std::string padded(std::int64_t number, std::size_t width) {
    auto text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool is_visible(const json& channel, std::string_view user) {
    return channel.at("is_private") == false || is_member(channel, user);
}

}  // namespace

Workspace::Workspace(Clock& clock_of_sandbox) : clock(clock_of_sandbox) {}

Workspace::Workspace(const Workspace& other) = default;

Workspace::~Workspace() = default;

std::string Workspace::new_id(char kind) {
    return kind + ("0SB" + padded(++last_id, 5));
}

std::string Workspace::new_ts() {
    const auto now =
        std::chrono::duration_cast<std::chrono::microseconds>(clock.now().time_since_epoch());
    last_ts = std::max<std::int64_t>(now.count(), last_ts + 100);
    return std::to_string(last_ts / 1000000) + '.' + padded(last_ts % 1000000, 6);
}

std::int64_t Workspace::now_seconds() const {
    return std::chrono::floor<std::chrono::seconds>(clock.now()).time_since_epoch().count();
}

json* find(std::vector<json>& objects, std::string_view id) {
    const auto found =
        std::ranges::find_if(objects, [id](const json& object) { return object.at("id") == id; });
    return found == objects.end() ? nullptr : &*found;
}

json* find_user(Workspace& workspace, std::string_view email) {
    const auto wanted = lower_case(email);
    const auto found = std::ranges::find_if(workspace.users, [&](const json& user) {
        return lower_case(user.at("profile").at("email").get<std::string>()) == wanted;
    });
    return found == workspace.users.end() ? nullptr : &*found;
}

json* find_channel(Workspace& workspace, std::string_view reference, std::string_view user) {
    const auto name = reference.starts_with('#') ? reference.substr(1) : reference;
    const auto found = std::ranges::find_if(workspace.channels, [&](const json& channel) {
        return channel.at("id") == reference || channel.value("name", "") == name;
    });
    if (reference.empty() || found == workspace.channels.end() || !is_visible(*found, user)) {
        return nullptr;
    }
    return &*found;
}

json* find_message(json& channel, std::string_view ts) {
    auto& messages = channel.at("messages");
    const auto found = std::ranges::find_if(
        messages, [ts](const json& message) { return message.at("ts") == ts; });
    return found == messages.end() ? nullptr : &*found;
}

bool is_member(const json& channel, std::string_view user) {
    const auto& members = channel.at("members");
    return std::ranges::find(members, json(user)) != members.end();
}

json& add_channel(Workspace& workspace, const std::string& id, const std::string& name,
                  const json& members) {
    const json nothing_said{{"value", ""}, {"creator", ""}, {"last_set", 0}};
    const auto creator = members.empty() ? json("") : members.front();
    return workspace.channels.emplace_back(json{
        {"id", id},
        {"name", name},
        {"name_normalized", name},
        {"is_channel", true},
        {"is_group", false},
        {"is_im", false},
        {"is_mpim", false},
        {"is_private", false},
        {"is_archived", false},
        {"is_general", false},
        {"is_shared", false},
        {"is_ext_shared", false},
        {"is_org_shared", false},
        {"is_pending_ext_shared", false},
        {"pending_shared", json::array()},
        {"context_team_id", workspace.team},
        {"created", workspace.now_seconds()},
        {"updated", workspace.now_seconds() * 1000},
        {"creator", creator},
        {"unlinked", 0},
        {"parent_conversation", nullptr},
        {"previous_names", json::array()},
        {"topic", nothing_said},
        {"purpose", nothing_said},
        {"members", members},
        {"messages", json::array()},
        {"pins", json::array()},
        {"bookmarks", json::array()},
    });
}

std::int64_t microseconds_of(std::string_view ts) {
    const auto point = std::min(ts.find('.'), ts.size());
    auto fraction = std::string(ts.substr(std::min(point + 1, ts.size())));
    fraction.resize(6, '0');
    return number_in(ts.substr(0, point)) * 1000000 + number_in(fraction);
}

}  // namespace sandbox::slack
