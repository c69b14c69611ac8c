#include "tests/simulation/scene.h"

#include "apps/sandbox/config_file.h"
#include "apps/sandbox/scenario.h"
#include "apps/sandbox/time_text.h"
#include "apps/sandbox/yaml_json.h"
#include "libemergency/config/load.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <utility>

namespace simulation {
namespace {

using nlohmann::json;

constexpr emergency::TimePoint start{std::chrono::sys_days{std::chrono::year{2026} / 3 / 10} +
                                     std::chrono::hours(4)};

/// Loading what no actor ever looks at would be most of the time.
void drop_the_rest(json& scenario) {
    scenario["schedules"] = json::array();
    scenario["channels"].erase(1);
    scenario["forms"].erase(1);
    scenario["now"] = sandbox::utc_seconds(start);
    for (auto& policy : scenario["escalation_policies"]) {
        policy["levels"] = json::array();
    }
}

/// What no text of a story holds: to compile these expressions for every line would be a third of
/// the time.
void drop_the_masks(emergency::Config& config) {
    config.secrets.clear();
    config.data.clear();
    config.harmless.clear();
}

Person person(const json& words, const json& tokens, emergency::Config config) {
    const auto email = words.at("email").get<std::string>();
    config.user.email = email;
    config.pagerduty.email = email;
    config.zendesk.email = email;
    return {.email = email,
            .zendesk_id = words.at("zendesk"),
            .config = std::move(config),
            .pagerduty = emergency::Secret(tokens.at("pagerduty")),
            .zendesk = emergency::Secret(tokens.at("zendesk")),
            .slack = emergency::Secret(tokens.at("slack"))};
}

emergency::procedure::Successor successor(const json& words) {
    const emergency::pagerduty::User user{
        .id = words.at("pagerduty"), .name = words.at("name"), .email = words.at("email")};
    return {.duty = {.user = user},
            .zendesk_id = words.at("zendesk"),
            .mention = "<@" + words.at("slack").get<std::string>() + ">",
            .name = user.name};
}

}  // namespace

emergency::Result<Scene> make_scene() {
    auto scenario = sandbox::load_scenario("base");
    if (!scenario) {
        return scenario.error();
    }
    const auto text =
        sandbox::yaml_from_json(sandbox::configuration(*scenario,
                                                       {.pagerduty = "https://pagerduty",
                                                        .events = "https://events",
                                                        .zendesk = "https://zendesk",
                                                        .slack = "https://slack/api",
                                                        .control = {}},
                                                       "", ""));
    auto loaded = emergency::load_config({.files = {{"scene", text}}});
    if (!loaded) {
        return loaded.error();
    }
    drop_the_masks(loaded->config);
    const auto& users = scenario->at("users");
    auto moved = successor(users.at(1));
    moved.duty.end = start + std::chrono::hours(8);
    Scene scene{
        .scenario = nullptr,
        .engineers = {person(users.at(0), scenario->at("tokens"), loaded->config),
                      person(users.at(2), users.at(2).at("tokens"), loaded->config)},
        .successor = std::move(moved),
        .thread = {
            .channel_id = "C001SM", .channel_name = "#support_self-managed", .cc = "<@UTAM001>"}};
    drop_the_rest(*scenario);
    scene.scenario = std::make_shared<const json>(*std::move(scenario));
    return scene;
}

}  // namespace simulation
