#include "apps/sandbox/scenario.h"

#include "apps/sandbox/scenario_words.h"
#include "apps/sandbox/time_text.h"
#include "apps/sandbox/yaml_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <numeric>
#include <sstream>
#include <utility>

namespace sandbox {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;
using nlohmann::json;

constexpr auto known_keys = std::to_array<std::string_view>(
    {"like",          "now",         "team",       "tokens", "users",
     "organisations", "forms",       "services",   "macros", "schedules",
     "channels",      "tickets",     "pages",      "repeat", "priorities",
     "abilities",     "groups",      "usergroups", "config", "escalation_policies",
     "bridge",        "slack_scopes"});

/// How many letters must change to turn one word into the other.
std::size_t distance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= from.size(); ++i) {
        auto diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t change = from[i - 1] == to[j - 1] ? 0 : 1;
            const auto best = std::min({row[j] + 1, row[j - 1] + 1, diagonal + change});
            diagonal = std::exchange(row[j], best);
        }
    }
    return row.back();
}

std::string suggestion(std::string_view key) {
    const auto* const nearest = std::ranges::min_element(
        known_keys, {}, [&](std::string_view known) { return distance(key, known); });
    return distance(key, *nearest) <= 3 ? fmt::format("did you mean '{}'?", *nearest)
                                        : std::string();
}

Error malformed_scenario(std::string message, std::string hint = {}) {
    return {.kind = ErrorKind::usage, .message = std::move(message), .hint = std::move(hint)};
}

std::string_view shape_of(std::string_view key) {
    if (key == "now") {
        return "time";
    }
    if (key == "bridge" || key == "like") {
        return "word";
    }
    return key == "team" || key == "tokens" || key == "config" ? "map" : "list";
}

Result<void> check(const json& scenario, const std::string& name) {
    if (!scenario.is_object()) {
        return malformed_scenario(fmt::format("{}: a scenario is a map", name));
    }
    for (const auto& [key, value] : scenario.items()) {
        if (std::ranges::find(known_keys, key) == known_keys.end()) {
            return malformed_scenario(fmt::format("{}: unknown key '{}'", name, key),
                                      suggestion(key));
        }
        const auto shape = shape_of(key);
        const bool fits_shape = shape == "map"    ? value.is_object()
                                : shape == "list" ? value.is_array()
                                                  : value.is_string();
        if (!fits_shape) {
            return malformed_scenario(fmt::format("{}: '{}' must be a {}", name, key, shape));
        }
    }
    if (scenario.contains("now") && !parse_moment(scenario["now"].get<std::string>())) {
        return malformed_scenario(
            fmt::format("{}: 'now' must be a time like 2026-03-10T04:00:00Z", name));
    }
    return {};
}

/// Replaces `{n}` in every text.
json numbered(const json& words, std::int64_t number) {
    if (words.is_string()) {
        auto text = words.get<std::string>();
        const auto digits = std::to_string(number);
        for (auto at = text.find("{n}"); at != std::string::npos; at = text.find("{n}")) {
            text.replace(at, 3, digits);
        }
        return text;
    }
    auto copy = words;
    if (words.is_structured()) {
        for (auto& value : copy) {
            value = numbered(value, number);
        }
    }
    return copy;
}

json ticket_for(const json& page, std::int64_t id) {
    json ticket{{"id", id},
                {"subject", page.value("title", "Emergency")},
                {"priority", "urgent"},
                {"status", "new"},
                {"created", page.value("at", "-3m")}};
    for (const auto* key : {"requester", "organisation", "tags", "form", "fields", "description"}) {
        if (page.contains(key)) {
            ticket[key] = page[key];
        }
    }
    return ticket;
}

void write_out(json& scenario, const json& repeated, std::int64_t& next_ticket) {
    auto page = repeated;
    const bool is_emergency = repeated.value("kind", "page") == "emergency";
    const auto count = repeated.value("count", std::int64_t{1});
    page.erase("kind");
    page.erase("count");
    for (std::int64_t number = 1; number <= count; ++number) {
        auto one = numbered(page, number);
        if (is_emergency) {
            one["ticket"] = next_ticket;
            scenario["tickets"].push_back(ticket_for(one, next_ticket++));
        }
        scenario["pages"].push_back(std::move(one));
    }
}

void complete(json& scenario) {
    json tokens{{"pagerduty", "pd-sandbox-token-0001"},
                {"zendesk", "zendesk-sandbox-token-0001"},
                {"zoom", "zoom-sandbox-secret-0001"},
                {"gitlab", "gitlab-sandbox-token-0001"},
                {"slack", "xoxb-sandbox-token-0001"}};
    tokens.update(scenario.value("tokens", json::object()));
    scenario["tokens"] = std::move(tokens);
    json team{{"subdomain", "acme"}, {"slack_domain", "acme"}};
    team.update(scenario.value("team", json::object()));
    scenario["team"] = std::move(team);
    for (const auto* list : {"tickets", "pages"}) {
        if (!scenario.contains(list)) {
            scenario[list] = json::array();
        }
    }
    std::int64_t next_ticket = 500'001;
    for (const auto& repeated : scenario.value("repeat", json::array())) {
        write_out(scenario, repeated, next_ticket);
    }
    scenario.erase("repeat");
}

Result<std::string> text_of_file(const std::string& path) {
    std::ifstream file(path);
    if (!file) {
        return malformed_scenario(fmt::format("There is no scenario '{}' and no such file", path));
    }
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string known_names() {
    std::string names;
    for (const auto& scenario : built_in_scenarios()) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", scenario.name);
    }
    return names;
}

const BuiltInScenario* built_in(std::string_view name) {
    const auto all = built_in_scenarios();
    const auto found = std::ranges::find(all, name, &BuiltInScenario::name);
    return found == all.end() ? nullptr : &*found;
}

Result<json> checked_from_text(const std::string& text, const std::string& name) {
    auto scenario = json_from_yaml(text, name);
    if (!scenario) {
        return scenario.error();
    }
    if (const auto checked = check(*scenario, name); !checked) {
        return checked.error();
    }
    return scenario;
}

/// What the scenario leaves out is as in the built-in one that it names.
Result<json> with_model(json scenario, const std::string& name) {
    if (!scenario.contains("like")) {
        return scenario;
    }
    const auto like = scenario["like"].get<std::string>();
    const auto* model = built_in(like);
    if (model == nullptr) {
        return malformed_scenario(fmt::format("{}: there is no built-in scenario '{}'", name, like),
                                  fmt::format("the built-in ones are: {}", known_names()));
    }
    auto own = checked_from_text(std::string(model->text), like);
    auto whole = own ? with_model(*std::move(own), like) : own;
    if (whole) {
        scenario.erase("like");
        whole->update(scenario);
    }
    return whole;
}

}  // namespace

Result<std::string> scenario_text(const std::string& name) {
    if (const auto* known = built_in(name)) {
        return std::string(known->text);
    }
    return malformed_scenario(fmt::format("There is no scenario '{}'", name),
                              fmt::format("the built-in ones are: {}", known_names()));
}

Result<json> scenario_from_text(const std::string& text, const std::string& name) {
    auto own = checked_from_text(text, name);
    if (!own) {
        return own.error();
    }
    auto scenario = with_model(*std::move(own), name);
    if (!scenario) {
        return scenario.error();
    }
    try {
        complete(*scenario);
    } catch (const json::exception&) {
        return malformed_scenario(
            fmt::format("{}: an entry of 'repeat' has a value of the wrong type", name));
    }
    if (const auto word = misspelt_word(*scenario)) {
        return malformed_scenario(fmt::format("{}: {}", name, *word));
    }
    return scenario;
}

Result<json> load_scenario(const std::string& name_or_path) {
    if (const auto* known = built_in(name_or_path)) {
        return scenario_from_text(std::string(known->text), name_or_path);
    }
    const auto text = text_of_file(name_or_path);
    if (!text) {
        auto error = text.error();
        error.hint = fmt::format("the built-in ones are: {}", known_names());
        return error;
    }
    return scenario_from_text(*text, name_or_path);
}

}  // namespace sandbox
