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
