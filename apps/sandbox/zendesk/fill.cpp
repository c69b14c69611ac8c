#include "apps/sandbox/zendesk/changes.h"
#include "apps/sandbox/zendesk/desk.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

constexpr const char* default_token = "zendesk-sandbox-token-0001";

void clear(Desk& desk) {
    for (auto* objects : {&desk.tickets, &desk.users, &desk.organizations, &desk.groups,
                          &desk.forms, &desk.macros, &desk.uploads, &desk.jobs}) {
        objects->clear();
    }
    desk.contents.clear();
    desk.tokens.clear();
    desk.kept_answers.clear();
    desk.updates.clear();
    desk.last_id = 7000000000000;
    desk.last_ticket = 400000;
    desk.requests = 0;
    desk.allowance = Allowance(desk.allowance.limit());
}

/// A list of the scenario, empty if it is not there.
json list_in(const json& scenario, const char* name) {
    return scenario.value(name, json::array());
}

std::int64_t id_in(Desk& desk, const json& words) {
    return words.contains("id") ? words.at("id").get<std::int64_t>() : desk.new_id();
}

void add_group(Desk& desk, const json& words) {
    const auto id = id_in(desk, words);
    desk.groups.push_back({{"url", desk.url("groups", id)},
                           {"id", id},
                           {"is_public", true},
                           {"name", words.value("name", "Support")},
                           {"description", ""},
                           {"default", desk.groups.empty()},
                           {"deleted", false},
                           {"created_at", desk.now()},
                           {"updated_at", desk.now()}});
}

void add_organization(Desk& desk, const json& words) {
    const auto id = id_in(desk, words);
    const auto domains = words.contains("domain") ? json::array({words.at("domain")})
                                                  : words.value("domains", json::array());
    desk.organizations.push_back({{"url", desk.url("organizations", id)},
                                  {"id", id},
                                  {"name", words.value("name", "Customer")},
                                  {"shared_tickets", false},
                                  {"shared_comments", false},
                                  {"external_id", nullptr},
                                  {"created_at", desk.now()},
                                  {"updated_at", desk.now()},
                                  {"domain_names", domains},
                                  {"details", nullptr},
                                  {"notes", nullptr},
                                  {"group_id", nullptr},
                                  {"tags", words.value("tags", json::array())},
                                  {"organization_fields", words.value("fields", json::object())}});
}

void add_form(Desk& desk, const json& words) {
    const auto id = id_in(desk, words);
    const auto name = words.value("name", "Default");
    desk.forms.push_back({{"url", desk.url("ticket_forms", id)},
                          {"id", id},
                          {"name", name},
                          {"raw_name", name},
                          {"display_name", name},
                          {"raw_display_name", name},
                          {"end_user_visible", true},
                          {"position", static_cast<std::int64_t>(desk.forms.size())},
                          {"ticket_field_ids", words.value("field_ids", json::array())},
                          {"active", true},
                          {"default", desk.forms.empty()},
                          {"in_all_brands", true},
                          {"restricted_brand_ids", json::array()},
                          {"created_at", desk.now()},
                          {"updated_at", desk.now()}});
}

void add_macro(Desk& desk, const json& words) {
    const auto id = id_in(desk, words);
    auto actions = words.value("actions", json::array());
    if (words.contains("comment")) {
        actions.push_back({{"field", "comment_value"}, {"value", words.at("comment")}});
    }
    desk.macros.push_back({{"url", desk.url("macros", id)},
                           {"id", id},
                           {"title", words.value("title", "Macro")},
                           {"active", words.value("active", true)},
                           {"created_at", desk.now()},
                           {"updated_at", desk.now()},
                           {"position", static_cast<std::int64_t>(desk.macros.size())},
                           {"description", words.value("description", "")},
                           {"restriction", nullptr},
                           {"actions", actions}});
}

struct UsualMacro {
    const char* title;
    const char* comment;
    const char* tag;
};

constexpr std::array usual_macros{
    UsualMacro{"General::Emergency::Strict Definition", "We are working on your emergency.",
               "emergency"},
    UsualMacro{"General::Emergency::Exception", "We are working on your emergency.", "exception"},
    UsualMacro{"General::Emergency::Needs more info", "Please tell us more.", "needs_more_info"},
    UsualMacro{"General::Emergency::Not an Emergency", "This is not an emergency.",
               "not_an_emergency"},
    UsualMacro{"General::Changed priority", "We have changed the priority.", "priority_changed"},
    UsualMacro{"Support::Customer Calls::Offer a call", "We can help on a call.", "call_offered"},
    UsualMacro{"Support::Customer Calls::Call completed - Summary",
               "Summary of our call. What was done: the last change was rolled back. Next steps: "
               "we watch it for an hour. If it comes back, please open a new emergency.",
               "call_completed"}};

void add_macros(Desk& desk, const json& scenario) {
    for (const auto& words : list_in(scenario, "macros")) {
        add_macro(desk, words);
    }
    if (!desk.macros.empty()) {
        return;
    }
    for (const auto& usual : usual_macros) {
        const json tags{{"field", "current_tags"}, {"value", usual.tag}};
        add_macro(
            desk,
            {{"title", usual.title}, {"comment", usual.comment}, {"actions", json::array({tags})}});
    }
}

bool lives_in_zendesk(const json& words) {
    const auto services = words.value("services", json::array({"zendesk"}));
    return std::ranges::find(services, "zendesk") != services.end();
}

void add_person(Desk& desk, const json& words, const std::string& token) {
    const auto id = add_user(desk, words);
    const auto own = words.value("tokens", json::object()).value("zendesk", "");
    if (!own.empty()) {
        desk.tokens[own] = id;
    }
    if (words.value("me", false)) {
        desk.tokens[token] = id;
    }
}

void add_directory(Desk& desk, const json& scenario) {
    for (const auto& words : list_in(scenario, "groups")) {
        add_group(desk, words);
    }
    if (desk.groups.empty()) {
        add_group(desk, {{"name", "Support"}});
    }
    for (const auto* spelling : {"organisations", "organizations"}) {
        for (const auto& words : list_in(scenario, spelling)) {
            add_organization(desk, words);
        }
    }
    for (const auto& words : list_in(scenario, "forms")) {
        add_form(desk, words);
    }
    if (desk.forms.empty()) {
        add_form(desk, {{"name", "Default"}});
    }
    add_macros(desk, scenario);
}

void add_people(Desk& desk, const json& scenario) {
    const auto tokens = scenario.value("tokens", json::object());
    const auto token = tokens.value("zendesk", default_token);
    for (const auto& words : list_in(scenario, "users")) {
        if (lives_in_zendesk(words)) {
            add_person(desk, words, token);
        }
    }
    const auto agent = std::ranges::find_if(desk.users, &is_agent);
    if (!desk.tokens.contains(token) && agent != desk.users.end()) {
        desk.tokens[token] = agent->at("id");
    }
}

}  // namespace

void fill(Desk& desk, const json& scenario) {
    clear(desk);
    desk.subdomain = scenario.value("team", json::object()).value("subdomain", "acme");
    add_directory(desk, scenario);
    add_people(desk, scenario);
    const auto start = desk.clock.now();
    for (const auto& words : list_in(scenario, "tickets")) {
        add_scenario_ticket(desk, words, start);
    }
}

}  // namespace sandbox::zendesk
