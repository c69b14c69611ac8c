#include "apps/sandbox/pagerduty/fill.h"

#include "apps/sandbox/pagerduty/call.h"
#include "apps/sandbox/pagerduty/layers.h"
#include "apps/sandbox/pagerduty/pages.h"
#include "apps/sandbox/time_text.h"
#include "libemergency/core/weekly_window.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

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

/// "09:00" as the time since midnight.
std::chrono::seconds time_of_day(const std::string& text) {
    const auto moment = parse_moment("1970-01-01T" + text + ":00Z");
    return std::chrono::floor<std::chrono::seconds>(
        moment.value_or(TimePoint{}).time_since_epoch());
}

std::chrono::seconds length_in(const json& words, const char* name,
                               std::chrono::seconds otherwise) {
    const auto span = parse_span(text_in(words, name));
    return span ? std::chrono::floor<std::chrono::seconds>(*span) : otherwise;
}

Restriction restriction_in(const json& words) {
    constexpr std::array names{"monday", "tuesday",  "wednesday", "thursday",
                               "friday", "saturday", "sunday"};
    const auto named = emergency::weekday_named(text_in(words, "on"));
    const auto* const found = std::ranges::find(names, named);
    return {.weekday = found == names.end() ? 0 : static_cast<int>(found - names.begin()) + 1,
            .from = time_of_day(text_in(words, "from", "00:00")),
            .length = length_in(words, "for", std::chrono::hours(24))};
}

/// The turn begins when the zone's clocks show `handoff` ("2026-01-05T09:00").
Layer layer_in(const Account& account, const json& words, const std::string& zone,
               TimePoint start) {
    Layer layer{.name = text_in(words, "name"),
                .from = duty_moment(text_in(words, "from", "-0h"), start),
                .turn = length_in(words, "turn", std::chrono::hours(24 * 7))};
    if (words.contains("to")) {
        layer.until = duty_moment(text_in(words, "to"), start);
    }
    layer.handoff =
        parse_moment(text_in(words, "handoff") + ":00Z").value_or(shown_at(layer.from, zone));
    for (const auto& named : list_in(words, "users")) {
        const auto* person = account.find_email(named.get<std::string>());
        layer.users.push_back(person == nullptr ? named.get<std::string>() : person->id);
    }
    for (const auto& each : list_in(words, "hours")) {
        layer.restrictions.push_back(restriction_in(each));
    }
    return layer;
}

void add_layers(const Account& account, Schedule& schedule, const json& words, TimePoint start) {
    for (const auto& each : list_in(words, "layers")) {
        auto layer = layer_in(account, each, schedule.time_zone, start);
        const auto number = schedule.layers.size() + (schedule.entries.empty() ? 1 : 2);
        layer.id = fmt::format("{}L{}", schedule.id, number);
        layer.name = layer.name.empty() ? fmt::format("Layer {}", number) : layer.name;
        schedule.layers.push_back(std::move(layer));
    }
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
        add_layers(account, schedule, words, start);
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
