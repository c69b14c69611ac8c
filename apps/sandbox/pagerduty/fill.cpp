#include "apps/sandbox/pagerduty/fill.h"

#include "apps/sandbox/pagerduty/call.h"
#include "apps/sandbox/pagerduty/pages.h"
#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

json list_in(const json& object, const char* name) {
    return object.value(name, json::array());
}

bool is_in_pagerduty(const json& user) {
    const auto services = list_in(user, "services");
    const bool is_everywhere = services.empty();
    return text_in(user, "role", "agent") != "end-user" &&
           (is_everywhere || std::ranges::find(services, json("pagerduty")) != services.end());
}

void add_user(Account& account, const json& user, const std::string& token) {
    const bool is_admin = text_in(user, "role") == "admin";
    Person person{.id = text_in(user, "pagerduty"),
                  .name = text_in(user, "name"),
                  .email = text_in(user, "email"),
                  .role = is_admin ? "admin" : "user",
                  .time_zone = text_in(user, "time_zone", "UTC"),
                  .job_title = text_in(user, "title", "Support engineer")};
    person.contact = user.value("contact", person.contact);
    person.rings = user.value("rings", person.contact);
    if (person.id.empty()) {
        person.id = account.new_id("PUSR");
    }
    if (const auto own = text_in(user.value("tokens", json::object()), "pagerduty"); !own.empty()) {
        account.tokens[own] = person.id;
    }
    if (user.value("me", false)) {
        account.tokens[token] = person.id;
    }
    account.users.push_back(std::move(person));
}

void add_users(Account& account, const json& scenario) {
    const auto tokens = scenario.value("tokens", json::object());
    const auto token = text_in(tokens, "pagerduty", "pd-sandbox-token-0001");
    account.account_token = text_in(tokens, "pagerduty_account");
    for (const auto& user : list_in(scenario, "users")) {
        if (is_in_pagerduty(user)) {
            add_user(account, user, token);
        }
    }
    if (!account.tokens.contains(token) && !account.users.empty()) {
        account.tokens[token] = account.users.front().id;
    }
}

/// An offset in whole hours counts from the full hour, so that duty changes on the hour.
TimePoint duty_moment(const std::string& text, TimePoint start) {
    const auto span = parse_span(text.empty() ? text : text.substr(1));
    const bool is_whole_hours = span && *span % std::chrono::hours(1) == std::chrono::hours(0);
    const TimePoint from = is_whole_hours ? std::chrono::floor<std::chrono::hours>(start) : start;
    return parse_scenario_moment(text, from).value_or(from);
}

std::vector<Shift> shifts_in(const Account& account, const json& entries, TimePoint start) {
    std::vector<Shift> shifts;
    for (const auto& entry : entries) {
        const auto named = text_in(entry, "user");
        const auto* person = account.find_email(named);
        shifts.push_back({.from = duty_moment(text_in(entry, "from"), start),
                          .until = duty_moment(text_in(entry, "to"), start),
                          .user = person == nullptr ? named : person->id});
    }
    return shifts;
}

void add_schedules(Account& account, const json& scenario, TimePoint start) {
    for (const auto& words : list_in(scenario, "schedules")) {
        const auto id = text_in(words, "id");
        Schedule schedule{.id = id.empty() ? account.new_id("PSCH") : id,
                          .name = text_in(words, "name", "On call"),
                          .time_zone = text_in(words, "time_zone", "UTC"),
                          .entries = shifts_in(account, list_in(words, "entries"), start),
                          .overrides = shifts_in(account, list_in(words, "overrides"), start)};
        for (auto& shift : schedule.overrides) {
            shift.id = account.new_id("Q0SBX");
        }
        account.schedules.push_back(std::move(schedule));
    }
}

Level level_in(const Account& account, const json& words) {
    Level level{.minutes = words.value("minutes", 30)};
    for (const auto& schedule : list_in(words, "schedules")) {
        level.schedules.push_back(schedule.get<std::string>());
    }
    for (const auto& email : list_in(words, "users")) {
        if (const auto* person = account.find_email(email.get<std::string>())) {
            level.users.push_back(person->id);
        }
    }
    return level;
}

void add_policies(Account& account, const json& scenario) {
    for (const auto& words : list_in(scenario, "escalation_policies")) {
        const auto id = text_in(words, "id");
        Policy policy{.id = id.empty() ? account.new_id("PPOL") : id,
                      .name = text_in(words, "name", "Default")};
        for (const auto& level : list_in(words, "levels")) {
            policy.levels.push_back(level_in(account, level));
        }
        account.policies.push_back(std::move(policy));
    }
    if (account.policies.empty()) {
        account.policies.push_back({.id = "PPOL001", .name = "Default"});
    }
}

void add_services(Account& account, const json& scenario, TimePoint start) {
    auto services = list_in(scenario, "services");
    if (services.empty()) {
        services.push_back({{"id", "PSVC001"}, {"name", "Customer Emergencies"}});
    }
    for (const auto& words : services) {
        const auto id = text_in(words, "id");
        const auto key = text_in(words, "integration_key");
        account.services.push_back(
            {.id = id.empty() ? account.new_id("PSVC") : id,
             .name = text_in(words, "name", "Service"),
             .policy = text_in(words, "escalation_policy", account.policies.front().id),
             .integration_key = key.empty() ? account.new_key() : key,
             .created_at = start - std::chrono::hours(24 * 365)});
    }
}

void add_priorities(Account& account, const json& scenario) {
    auto priorities =
        scenario.value("priorities", json::array({{{"id", "PPRI001"}, {"name", "P1"}},
                                                  {{"id", "PPRI002"}, {"name", "P2"}},
                                                  {{"id", "PPRI003"}, {"name", "P3"}}}));
    for (const auto& words : priorities) {
        const auto id = text_in(words, "id");
        account.priorities.push_back({.id = id.empty() ? account.new_id("PPRI") : id,
                                      .name = text_in(words, "name"),
                                      .description = text_in(words, "description")});
    }
}

void clear(Account& account) {
    auto origin = account.origin;
    account = Account(account.clock);
    account.origin = std::move(origin);
}

}  // namespace

void fill(Account& account, const json& scenario) {
    clear(account);
    const auto start = account.now();
    account.subdomain = text_in(scenario.value("team", json::object()), "subdomain", "acme");
    add_users(account, scenario);
    add_schedules(account, scenario, start);
    add_policies(account, scenario);
    add_services(account, scenario, start);
    add_priorities(account, scenario);
    account.abilities = scenario.value(
        "abilities", std::vector<std::string>{"teams", "urgencies", "coordinated_responding"});
    for (const auto& page : list_in(scenario, "pages")) {
        open_page(account, page, start);
    }
}

}  // namespace sandbox::pagerduty
