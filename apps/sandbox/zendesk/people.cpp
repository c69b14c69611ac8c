#include "apps/sandbox/text.h"
#include "apps/sandbox/zendesk/call.h"

#include <nlohmann/json.hpp>

#include <array>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

json role_part(const std::string& role, std::int64_t group) {
    const bool agent = role != "end-user";
    return {{"role", role},
            {"role_type", role == "admin" ? json(4) : json()},
            {"custom_role_id", nullptr},
            {"moderator", agent},
            {"ticket_restriction", agent ? json() : json("requested")},
            {"only_private_comments", false},
            {"restricted_agent", !agent},
            {"report_csv", role == "admin"},
            {"default_group_id", agent ? json(group) : json()}};
}

json account_part() {
    return {{"phone", nullptr},
            {"shared_phone_number", nullptr},
            {"photo", nullptr},
            {"locale_id", 1},
            {"locale", "en-US"},
            {"verified", true},
            {"external_id", nullptr},
            {"alias", nullptr},
            {"active", true},
            {"shared", false},
            {"shared_agent", false},
            {"last_login_at", nullptr},
            {"signature", nullptr},
            {"two_factor_auth_enabled", nullptr},
            {"details", nullptr},
            {"notes", nullptr},
            {"suspended", false},
            {"tags", json::array()},
            {"user_fields", json::object()}};
}

json organization_of(Desk& desk, const json& words) {
    const auto name = words.value("organisation", words.value("organization", ""));
    const auto* organization = find_organization(desk, name);
    return organization == nullptr ? json() : organization->at("id");
}

json anonymous() {
    return {{"id", nullptr},
            {"url", nullptr},
            {"name", "Anonymous user"},
            {"email", "invalid@example.com"},
            {"created_at", nullptr},
            {"updated_at", nullptr},
            {"role", "end-user"},
            {"verified", false},
            {"active", true},
            {"organization_id", nullptr},
            {"tags", json::array()},
            {"user_fields", json::object()}};
}

Answer show_me(const Call& call) {
    const auto* user = find(call.desk.users, call.user);
    auto me = user == nullptr ? anonymous() : *user;
    me["authenticity_token"] = "sandbox";
    return reply({{"user", me}});
}

Answer show_user(const Call& call) {
    const auto* user = find(call.desk.users, call.id());
    return user == nullptr ? not_found() : reply({{"user", *user}});
}

Answer show_users(const Call& call) {
    std::vector<json> found;
    for (const auto id : call.numbers("ids")) {
        const auto* user = find(call.desk.users, id);
        if (user != nullptr) {
            found.push_back(*user);
        }
    }
    return reply_page(call, "users", found);
}

Answer show_organizations(const Call& call) {
    std::vector<json> found;
    for (const auto id : call.numbers("ids")) {
        const auto* organization = find(call.desk.organizations, id);
        if (organization != nullptr) {
            found.push_back(*organization);
        }
    }
    return reply_page(call, "organizations", found);
}

/// Words of a search for people: an address must be exact, a name may be a part.
bool matches(const json& user, std::string words) {
    for (const std::string_view key : {"email:", "name:", "user:", "type:user "}) {
        if (words.starts_with(key)) {
            words.erase(0, key.size());
        }
    }
    std::erase(words, '"');
    words = lower_case(words);
    if (words.find('@') != std::string::npos) {
        return lower_case(user.value("email", "")) == words;
    }
    return lower_case(user.at("name").get<std::string>()).find(words) != std::string::npos;
}

Answer search_users(const Call& call) {
    const auto words = call.parameter("query");
    const auto external = call.parameter("external_id");
    std::vector<json> found;
    for (const auto& user : call.desk.users) {
        const bool wanted =
            words ? matches(user, *words) : external && user.at("external_id") == *external;
        if (wanted) {
            found.push_back(user);
        }
    }
    return reply_page(call, "users", found);
}

Answer list_users(const Call& call) {
    const auto role = call.parameter("role");
    std::vector<json> found;
    for (const auto& user : call.desk.users) {
        if (!role || user.at("role") == *role) {
            found.push_back(user);
        }
    }
    return reply_page(call, "users", found);
}

Answer list_organizations(const Call& call) {
    return reply_page(call, "organizations", call.desk.organizations);
}

Answer show_organization(const Call& call) {
    const auto* organization = find(call.desk.organizations, call.id());
    return organization == nullptr ? not_found() : reply({{"organization", *organization}});
}

Answer search_organizations(const Call& call) {
    const auto name = call.parameter("name");
    const auto external = call.parameter("external_id");
    std::vector<json> found;
    for (const auto& organization : call.desk.organizations) {
        const bool same_name =
            name && lower_case(organization.at("name").get<std::string>()) == lower_case(*name);
        if (same_name || (external && organization.at("external_id") == *external)) {
            found.push_back(organization);
        }
    }
    return reply_page(call, "organizations", found);
}

Answer list_groups(const Call& call) {
    return reply_page(call, "groups", call.desk.groups);
}

Answer show_group(const Call& call) {
    const auto* group = find(call.desk.groups, call.id());
    return group == nullptr ? not_found() : reply({{"group", *group}});
}

Answer list_assignable(const Call& call) {
    std::vector<json> memberships;
    for (const auto& user : call.desk.users) {
        if (!is_agent(user)) {
            continue;
        }
        const auto id = user.at("id").get<std::int64_t>() + 500000000000;
        memberships.push_back({{"id", id},
                               {"url", call.desk.url("group_memberships", id)},
                               {"user_id", user.at("id")},
                               {"group_id", user.at("default_group_id")},
                               {"default", true},
                               {"created_at", user.at("created_at")},
                               {"updated_at", user.at("updated_at")}});
    }
    return reply_page(call, "group_memberships", memberships);
}

constexpr std::array people_table{
    Route{"GET", "users", &list_users},
    Route{"GET", "users/me", &show_me},
    Route{"GET", "users/{}", &show_user},
    Route{"GET", "users/show_many", &show_users},
    Route{"GET", "users/search", &search_users},
    Route{"GET", "organizations", &list_organizations},
    Route{"GET", "organizations/{}", &show_organization},
    Route{"GET", "organizations/search", &search_organizations},
    Route{"GET", "organizations/show_many", &show_organizations},
    Route{"GET", "groups", &list_groups},
    Route{"GET", "groups/{}", &show_group},
    Route{"GET", "group_memberships/assignable", &list_assignable},
};

}  // namespace

std::int64_t add_user(Desk& desk, const json& words) {
    const auto id =
        words.contains("zendesk") ? words.at("zendesk").get<std::int64_t>() : desk.new_id();
    const auto zone = words.value("time_zone", "UTC");
    auto user = account_part();
    user.update(role_part(words.value("role", "agent"), desk.groups.front().at("id")));
    user.update({{"id", id},
                 {"url", desk.url("users", id)},
                 {"name", words.value("name", words.value("email", "Somebody"))},
                 {"email", words.contains("email") ? words.at("email") : json()},
                 {"created_at", desk.now()},
                 {"updated_at", desk.now()},
                 {"time_zone", zone},
                 {"iana_time_zone", zone},
                 {"locale", words.value("locale", "en-US")},
                 {"organization_id", organization_of(desk, words)}});
    desk.users.push_back(std::move(user));
    return id;
}

std::span<const Route> people_routes() {
    return people_table;
}

}  // namespace sandbox::zendesk
