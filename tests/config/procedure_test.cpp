#include "libemergency/config/load.h"

#include <catch2/catch.hpp>

#include <string>

using namespace emergency;

namespace {

std::string refusal_of(const std::string& text) {
    const auto loaded = load_config({.files = {{"mine.yaml", text}}});
    REQUIRE_FALSE(loaded);
    return loaded.error().message;
}

}  // namespace

TEST_CASE("the shipped procedure ends with a state for every case") {
    const auto loaded = load_config({});

    REQUIRE(loaded);
    REQUIRE_FALSE(loaded->config.procedure.empty());
    CHECK(loaded->config.procedure.back().when.empty());
}

TEST_CASE("a mistake in a procedure is told with its line and the nearest word") {
    CHECK(refusal_of("procedure:\n  - {state: a, means: b, when: [page ring]}\n") ==
          "mine.yaml line 2: there is no condition 'page ring'; did you mean page rings?");
    CHECK(refusal_of(
              "procedure:\n\n  - {state: a, means: b, step: c, command: d, due: [contacts]}\n") ==
          "mine.yaml line 3: no limit is called contacts; did you mean contact?");
    CHECK(refusal_of("procedure:\n  - {state: a, meens: b}\n") ==
          "mine.yaml line 2: a state has no meens; did you mean means?");
    CHECK(refusal_of("procedure:\n  - {state: a}\n") ==
          "mine.yaml line 2: a state must have a name and say what it means");
    CHECK(refusal_of("procedure:\n  - {state: a, means: b, step: c}\n") ==
          "mine.yaml line 2: a step needs its command, and a command its step");
}

TEST_CASE(
    "a procedure in which a case could stand nowhere, or a state is never reached, is refused") {
    CHECK(
        refusal_of("procedure:\n  - {state: a, means: b, when: [closed]}\n") ==
        "mine.yaml line 2: the last state must have no conditions: a case has to stand somewhere");
    CHECK(refusal_of("procedure:\n  - {state: a, means: b}\n  - {state: c, means: d}\n") ==
          "mine.yaml line 3: c is never reached: a has no conditions");
}

TEST_CASE("a condition may ask for a limit, an age, a tag or words, and a misspelt one is told") {
    const auto loaded = load_config(
        {.files = {{"mine.yaml",
                    "advice:\n  - {title: a, command: b, when: [due status update, not older than "
                    "12h, tagged upgrade, mentions renewal of]}\n"}}});
    REQUIRE(loaded);
    REQUIRE(loaded->config.advice.size() == 1);
    const auto& when = loaded->config.advice.front().when;
    REQUIRE(when.size() == 4);
    CHECK(when[0].fact == Fact::due);
    CHECK(when[0].name == "status update");
    CHECK(when[1].is_negated);
    CHECK(when[1].span == std::chrono::hours(12));
    CHECK(when[2].name == "upgrade");
    CHECK(when[3].fact == Fact::mentions);
    CHECK(refusal_of("advice:\n  - {title: a, command: b, when: [due lunch]}\n") ==
          "mine.yaml line 2: no limit is called lunch");
    CHECK_FALSE(load_config({.files = {{"mine.yaml",
                                        "advice:\n  - {title: a, command: b, when: [older than "
                                        "old]}\n"}}}));
    CHECK(refusal_of("advice:\n  - {title: a}\n") ==
          "mine.yaml line 2: an option must have a title and a command");
}

TEST_CASE("kinds of issues have one word, labels and perhaps a template") {
    const auto loaded = load_config(
        {.files = {
             {"mine.yaml", "issues:\n  retro: {template: Retro, labels: [retro, support]}\n"}}});
    REQUIRE(loaded);
    CHECK(loaded->config.issues.at("retro").issue_template == "Retro");
    CHECK(loaded->config.issues.at("retro").labels.size() == 2);
    CHECK(loaded->config.issues.at("pairing").labels ==
          std::vector<std::string>{"pairing-customer_emergency"});
    CHECK(refusal_of("issues:\n  my issue: {}\n") ==
          "mine.yaml line 2: 'my issue' must be one word of small letters and digits");
    CHECK(refusal_of("issues:\n  retro: {label: x}\n") ==
          "mine.yaml line 2: an issue has no label; did you mean labels?");
}
