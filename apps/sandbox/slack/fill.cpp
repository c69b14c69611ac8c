#include "apps/sandbox/slack/workspace.h"
#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox::slack {
namespace {

using nlohmann::json;

constexpr const char* default_token = "xoxb-sandbox-token-0001";

void clear(Workspace& workspace) {
    for (auto* objects : {&workspace.users, &workspace.channels, &workspace.usergroups,
                          &workspace.files, &workspace.reminders, &workspace.scheduled}) {
        objects->clear();
    }
    workspace.tokens.clear();
    workspace.scopes.clear();
    workspace.last_id = 0;
    workspace.last_ts = 0;
    workspace.requests = 0;
}

/// The seconds east of UTC, now, read from the end of a time like "…T05:00:00+01:00".
int offset_of(const Workspace& workspace, const std::string& zone) {
    const auto text = zoned_seconds(workspace.clock.now(), zone);
    if (text.ends_with('Z') || text.size() < 6) {
        return 0;
    }
    const auto hours = std::stoi(text.substr(text.size() - 5, 2));
    const auto minutes = std::stoi(text.substr(text.size() - 2));
    const auto seconds = hours * 3600 + minutes * 60;
    return text[text.size() - 6] == '-' ? -seconds : seconds;
}

bool lives_in_slack(const json& words) {
    const auto services = words.value("services", json::array({"slack"}));
    return words.value("role", "agent") != "end-user" &&
           std::ranges::find(services, "slack") != services.end();
}

json user_of(Workspace& workspace, const json& words) {
    const auto email = words.value("email", "");
    const auto name = words.value("mention", email.substr(0, email.find('@')));
    const auto real_name = words.value("name", name);
    const auto zone = words.value("time_zone", "UTC");
    const json profile{{"real_name", real_name},
                       {"real_name_normalized", real_name},
                       {"display_name", name},
                       {"display_name_normalized", name},
                       {"email", email},
                       {"status_text", words.value("status_text", "")},
                       {"status_emoji", ""},
                       {"title", ""},
                       {"phone", ""},
                       {"avatar_hash", "sandbox"},
                       {"team", workspace.team}};
    return {{"id", words.contains("slack") ? words.at("slack").get<std::string>()
                                           : workspace.new_id('U')},
            {"team_id", workspace.team},
            {"name", name},
            {"real_name", real_name},
            {"deleted", false},
            {"color", "9f69e7"},
            {"tz", zone},
            {"tz_label", zone},
            {"tz_offset", offset_of(workspace, zone)},
            {"profile", profile},
            {"is_admin", words.value("role", "agent") == "admin"},
            {"is_owner", false},
            {"is_primary_owner", false},
            {"is_restricted", false},
            {"is_ultra_restricted", false},
            {"is_bot", false},
            {"is_app_user", false},
            {"has_2fa", false},
            {"updated", workspace.now_seconds()}};
}

void add_person(Workspace& workspace, const json& words, const std::string& token) {
    auto user = user_of(workspace, words);
    const auto id = user.at("id").get<std::string>();
    const auto own = words.value("tokens", json::object()).value("slack", "");
    if (!own.empty()) {
        workspace.tokens[own] = id;
    }
    if (words.value("me", false)) {
        workspace.tokens[token] = id;
    }
    workspace.users.push_back(std::move(user));
}

void add_people(Workspace& workspace, const json& scenario) {
    const auto token = scenario.value("tokens", json::object()).value("slack", default_token);
    for (const auto& words : scenario.value("users", json::array())) {
        if (lives_in_slack(words)) {
            add_person(workspace, words, token);
        }
    }
    if (!workspace.tokens.contains(token) && !workspace.users.empty()) {
        workspace.tokens[token] = workspace.users.front().at("id");
    }
}

/// The ids of these addresses; without a list, of everybody.
json members_in(Workspace& workspace, const json& words) {
    auto members = json::array();
    if (!words.contains("members")) {
        for (const auto& user : workspace.users) {
            members.push_back(user.at("id"));
        }
        return members;
    }
    for (const auto& email : words.at("members")) {
        const auto* user = find_user(workspace, email.get<std::string>());
        if (user != nullptr) {
            members.push_back(user->at("id"));
        }
    }
    return members;
}

void add_scenario_channel(Workspace& workspace, const json& words) {
    const auto id =
        words.contains("id") ? words.at("id").get<std::string>() : workspace.new_id('C');
    auto& channel =
        add_channel(workspace, id, words.value("name", "general"), members_in(workspace, words));
    channel["is_private"] = words.value("private", false);
    channel["is_archived"] = words.value("archived", false);
    channel["topic"]["value"] = words.value("topic", "");
    channel["purpose"]["value"] = words.value("purpose", "");
}

void add_usergroup(Workspace& workspace, const json& words) {
    const auto members = members_in(workspace, words);
    const auto handle = words.value("handle", "support");
    workspace.usergroups.push_back(
        {{"id", words.contains("id") ? words.at("id").get<std::string>() : workspace.new_id('S')},
         {"team_id", workspace.team},
         {"is_usergroup", true},
         {"is_external", false},
         {"name", words.value("name", handle)},
         {"handle", handle},
         {"description", words.value("description", "")},
         {"date_create", workspace.now_seconds()},
         {"date_update", workspace.now_seconds()},
         {"date_delete", 0},
         {"auto_type", nullptr},
         {"created_by", "USLACKBOT"},
         {"updated_by", "USLACKBOT"},
         {"deleted_by", nullptr},
         {"prefs", {{"channels", json::array()}, {"groups", json::array()}}},
         {"users", members},
         {"user_count", std::to_string(members.size())}});
}

}  // namespace

void fill(Workspace& workspace, const json& scenario) {
    clear(workspace);
    workspace.domain = scenario.value("team", json::object()).value("slack_domain", "acme");
    for (const auto& scope : scenario.value("slack_scopes", json::array())) {
        workspace.scopes.insert(scope.get<std::string>());
    }
    add_people(workspace, scenario);
    for (const auto& words : scenario.value("channels", json::array())) {
        add_scenario_channel(workspace, words);
    }
    for (const auto& words : scenario.value("usergroups", json::array())) {
        add_usergroup(workspace, words);
    }
}

}  // namespace sandbox::slack
