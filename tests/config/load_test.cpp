#include "libemergency/config/load.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;

namespace {

Result<LoadedConfig> loaded(const std::string& yaml, ConfigSources sources = {}) {
    sources.files.push_back({"config.yaml", yaml});
    return load_config(sources);
}

}  // namespace

TEST_CASE("what ships is complete: every message, and the points that it must make") {
    const auto config = load_config({});
    REQUIRE(config);
    for (const auto* name :
         {"contact", "followup", "closing", "handoff", "thread", "thread_note", "thread_contact",
          "thread_followup", "thread_closing", "briefing", "thread_handoff", "forced_resolve"}) {
        CHECK(config->config.messages.contains(name));
    }
    CHECK(config->config.messages.at("followup").points.size() == 5);
    CHECK(config->config.policy.silence == 15min);
}

TEST_CASE(
    "flags override variables, variables the profile, the profile the file, the file the default") {
    const std::string yaml =
        "user: {time_zone: Europe/Madrid, email: file@example.com}\n"
        "policy: {silence: 20m, close_after: 20m}\n"
        "profiles:\n  night: {policy: {silence: 10m, close_after: 10m, contact_within: 10m}}\n";
    const auto config = loaded(yaml, {.profile = "night",
                                      .environment = {{"EMERG_POLICY_CLOSE_AFTER", "5m"},
                                                      {"EMERG_POLICY_CONTACT_WITHIN", "5m"}},
                                      .flags = {{"policy.contact_within", "1m"}}});
    REQUIRE(config);
    CHECK(config->config.user.time_zone == "Europe/Madrid");
    CHECK(config->config.policy.silence == 10min);
    CHECK(config->config.policy.close_after == 5min);
    CHECK(config->config.policy.contact_within == 1min);
    CHECK(config->config.policy.acknowledge_within == 10min);
    CHECK(config->origins.at("user.email") == "config.yaml:1");
    CHECK(config->origins.at("policy.silence") == "config.yaml:4 (profile night)");
    CHECK(config->origins.at("policy.close_after") == "EMERG_POLICY_CLOSE_AFTER");
    CHECK(config->origins.at("policy.acknowledge_within") == "default");
}

TEST_CASE("a mistake is told with file, line and the word that was probably meant") {
    const auto [yaml, message] = GENERATE(table<std::string, std::string>({
        {"slack:\n  tokn: env:X\n",
         "config.yaml line 2: unknown setting slack.tokn; did you mean slack.token?"},
        {"slack: 3\n", "config.yaml line 1: slack must be a section"},
        {"links: 3\n", "config.yaml line 1: links must be a section"},
        {"slakc: 3\n", "config.yaml line 1: slakc must be a section; did you mean slack?"},
        {"policy: {silence: soon}\n",
         "config.yaml line 1: policy.silence 'soon' is not a duration"},
        {"user: {time_zone: Mars}\n",
         "config.yaml line 1: user.time_zone 'Mars' is not a zone like Europe/Madrid"},
        {"channels: [{tags: [a]}]\n", "config.yaml line 1: a channel rule must name its channel"},
        {"channels: [{channel: x, tag: a}]\n",
         "config.yaml line 1: a channel rule has no tag; did you mean tags?"},
        {"rotations: [{name: a, schedules: [P1]}, {name: a, schedules: [P2]}]\n",
         "config.yaml line 1: two rotations are called a"},
        {"slack: {token: xoxb-123}\n",
         "config.yaml line 1: slack.token must say where the token is, not be the token"},
        {"zendesk: {url: http://acme.example.com}\n",
         "config.yaml line 1: zendesk.url 'http://acme.example.com' must begin with https:// "
         "(http:// is "
         "accepted for this machine only)"},
        {"user: {email: [a, b]}\n", "config.yaml line 1: user.email takes one value, not a list"},
        {"channels:\n- channel: [x]\n", "config.yaml line 2: a text is expected here"},
        {"channels:\n- {channel: x, forms: [one]}\n",
         "config.yaml line 2: forms are ids, that is numbers"},
        {"channels:\n- channel: x\n  fields: [a]\n",
         "config.yaml line 3: `key: value` is expected here"},
        {"rotations:\n- {name: a, schedules: [P1], coverage: daily}\n",
         "config.yaml line 2: a list is expected here"},
        {"rotations:\n- {name: a, schedules: [P1], at_most: -1}\n",
         "config.yaml line 2: at_most must be a number from 1 to 100"},
        {"triage:\n  outcomes:\n    not:\n      form: some\n",
         "config.yaml line 4: form and the names of fields are ids, that is numbers"},
        {"links: {a: [b]}\n", "config.yaml line 1: a text is expected here"},
        {"user: &all\n  email: *all\n  name: *all\n",
         "config.yaml line 2: nested too deeply, or too large"},
        {"a: &a [1, 1, 1, 1, 1, 1, 1, 1]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n"
         "c: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\n"
         "e: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nf: [*e, *e, *e, *e, *e, *e, *e, *e]\n",
         "config.yaml line 1: nested too deeply, or too large"},
    }));
    const auto refused = loaded(yaml);
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::configuration);
    CHECK(refused.error().message == message);
}

TEST_CASE("what is there twice is refused, wherever it is, and with the line of the second") {
    const auto [yaml, message] = GENERATE(table<std::string, std::string>({
        {"user: {email: a@example.com}\nuser: {manager: Ana}\n", "line 2: user is there twice"},
        {"channels: []\nuser: {manager: Ana}\nchannels: []\n", "line 3: channels is there twice"},
        {"user:\n  email: a@example.com\n  email: b@example.com\n",
         "line 3: user.email is there twice"},
        {"profile: day\nprofile: day\n", "line 2: profile is there twice"},
        {"profiles:\n  day: {}\n  day: {}\n", "line 3: profiles.day is there twice"},
        {"links:\n  a: b\n  \"a\": c\n", "line 3: links.a is there twice"},
        {"channels:\n- channel: x\n  tags: [a]\n  tags: [b]\n", "line 4: tags is there twice"},
        {"triage:\n  outcomes: {}\n  outcomes: {}\n", "line 3: triage.outcomes is there twice"},
    }));
    const auto refused = loaded(yaml);
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::configuration);
    CHECK(refused.error().message == "config.yaml " + message);
    CHECK(loaded("links: {a: https://a, b: https://a}\naliases: {a: list, b: list}\n"));
}

TEST_CASE("a second document is refused, not passed over") {
    for (const auto* rest : {"---\nuser: {manager: Bo}\n", "---\n", "...\n---\nslakc: 1\n"}) {
        const auto refused = loaded(std::string("user: {manager: Ana}\n") + rest);
        REQUIRE(!refused);
        CHECK_THAT(refused.error().message, Catch::StartsWith("config.yaml line "));
        CHECK_THAT(refused.error().message, Catch::Contains("a second document"));
    }
    CHECK(loaded("# mine\n---\nuser: {manager: Ana}\n...\n# the end\n"));
    CHECK(loaded("# nothing yet\n"));
}

TEST_CASE("a file that is no configuration is an error, never an exception") {
    const auto* const yaml =
        GENERATE("- a", "a", "a: {b: c", "\tb: 1", "? {}", "user: {email: {a: b}}",
                 "messages: {contact: [1]}", "channels: {a: b}", "user:\n- a");
    CHECK_FALSE(loaded(yaml));
}

TEST_CASE("a message of one's own keeps the points that must be made") {
    const auto config = loaded("messages: {contact: 'Join {{bridge}} until {{next_time}}'}\n");
    REQUIRE(config);
    CHECK(config->config.messages.at("contact").text == "Join {{bridge}} until {{next_time}}");
    CHECK(config->config.messages.at("contact").points.size() == 2);
}

TEST_CASE("a profile that does not exist is an error") {
    CHECK(!loaded("user: {email: a@example.com}\n", {.profile = "nigth"}));
    CHECK(loaded("profile: day\nprofiles: {day: {user: {email: d@example.com}}}\n")
              ->config.user.email == "d@example.com");
}

TEST_CASE("what is no name of a profile is an error, not no profile") {
    for (const auto* profile : {"profile: [day]\n", "profile: {day: {}}\n"}) {
        const auto refused = loaded(std::string(profile) + "profiles: {day: {}}\n");
        REQUIRE(!refused);
        CHECK(refused.error().message ==
              "config.yaml line 1: profile must be the name of a profile");
    }
    CHECK(loaded("profile:\n"));
}

TEST_CASE("addresses lose their last slash, and Zendesk's its path") {
    const auto config =
        load_config({.environment = {{"EMERG_ZENDESK_URL", "http://127.0.0.1:8080/api/v2/"},
                                     {"EMERG_SLACK_URL", "https://slack.example.com/api/"}}});
    REQUIRE(config);
    CHECK(config->config.zendesk.url == "http://127.0.0.1:8080");
    CHECK(config->config.slack.url == "https://slack.example.com/api");
}

TEST_CASE("no table of settings shows a token") {
    const auto config = load_config({.environment = {{"EMERG_SLACK_TOKEN", "xoxb-very-secret"}}});
    REQUIRE(config);
    for (const auto& row : setting_rows(config->config)) {
        CHECK(row.value.find("very-secret") == std::string::npos);
        CHECK(!row.doc.empty());
        CHECK(row.variable.starts_with("EMERG_"));
    }
}
