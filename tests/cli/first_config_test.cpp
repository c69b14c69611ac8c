#include "apps/emerg/commands/first_config.h"

#include "libemergency/config/load.h"

#include <catch2/catch.hpp>

using namespace emerg;

namespace {

FirstConfig found() {
    return {.email = "ana@example.com",
            .time_zone = "Europe/Madrid",
            .pagerduty_url = "https://api.pagerduty.com",
            .pagerduty_token = "env:PAGERDUTY_API_KEY",
            .zendesk_url = "https://acme.zendesk.com",
            .zendesk_email = "ana@example.com",
            .zendesk_token = "command:pass show zendesk"};
}

emergency::Config read_back(const FirstConfig& config) {
    const auto loaded = emergency::load_config({.files = {{"made", text_of(config)}}});
    INFO(text_of(config));
    REQUIRE(loaded);
    return loaded->config;
}

}  // namespace

TEST_CASE("what init writes is read without complaint, and says the same") {
    auto made = found();
    const auto bare = read_back(made);
    CHECK(bare.user.email == "ana@example.com");
    CHECK(bare.rotations.empty());
    made.services = {{"PSVC001", "Emergencies"}};
    made.schedules = {{"PSCH001", "CEOC: EMEA", "Europe/Rome"}};
    made.channels = {{"C1", "support"}};
    made.slack_token = "keyring:emerg/slack";
    made.slack_url = "https://slack.com/api";
    made.groups = {{"ceoc-oncall", "ceoc-emea"}};
    made.bridge = "https://zoom.example.com/j/1";
    const auto whole = read_back(made);
    CHECK(whole.pagerduty.services == std::vector<std::string>{"PSVC001"});
    REQUIRE(whole.rotations.size() == 1);
    CHECK(whole.rotations[0].name == "ceoc-emea");
    CHECK(whole.rotations[0].time_zone == "Europe/Rome");
    CHECK(whole.channels.at(0).channel == "#support");
    CHECK(whole.slack.token.reference == "keyring:emerg/slack");
    REQUIRE(whole.groups.size() == 1);
    CHECK(whole.groups[0].handle == "ceoc-oncall");
    CHECK(whole.bridge.link == "https://zoom.example.com/j/1");
}

TEST_CASE("a name cannot become a setting") {
    auto made = found();
    made.services = {{"PSVC001", "x\nbridge: {link: https://evil.example}"}};
    made.time_zone = "UTC";
    CHECK(read_back(made).bridge.link.empty());
}
