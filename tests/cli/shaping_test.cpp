#include "apps/emerg/terminal/shaping.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace emerg;

namespace {

std::string shaped(const GlobalOptions& options, const Json& document,
                   const TerminalFacts& facts = {}) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Terminal terminal(in, out, err, facts);
    const auto result = write_shaped(document, options, terminal);
    return result ? out.str() : "error: " + result.error().message;
}

const Json two{{{"id", "A"}, {"n", 1}}, {{"id", "B\x1b[2J"}, {"n", 2}}};

}  // namespace

TEST_CASE("an expression's strings are written as they are, anything else as JSON") {
    CHECK(shaped({.expression = ".[].id"}, two) == "A\nB\x1b[2J\n");
    CHECK(shaped({.expression = ".[0], (.[1] | .n)"}, two) == "{\"id\":\"A\",\"n\":1}\n2\n");
    CHECK(shaped({.expression = "empty"}, two).empty());
    CHECK(shaped({.expression = ".[1].id"}, two, {.output_is_terminal = true}) == "B\n");
}

TEST_CASE("what is wrong with an expression is told in jq's words") {
    const auto malformed = check_shape({.expression = ".[ | bad"});
    REQUIRE_FALSE(malformed);
    CHECK(malformed.error().kind == emergency::ErrorKind::usage);
    CHECK_THAT(malformed.error().message, Catch::StartsWith("--jq: jq: error: syntax error"));
    CHECK(shaped({.expression = ".id"}, two) ==
          "error: --jq: Cannot index array with string \"id\"");
    CHECK(shaped({.expression = "error(\"mine\")"}, two) == "error: --jq: mine");
}

TEST_CASE("an expression neither reads more input nor ends the program") {
    CHECK_THAT(shaped({.expression = "input"}, two), Catch::StartsWith("error: --jq: "));
    CHECK(shaped({.expression = ".[0].id, halt, .[1].id"}, two) == "A\n");
}

TEST_CASE("a template is rendered once for each row") {
    CHECK(shaped({.text_template = "{{id}}={{n}}"}, two) == "A=1\nB=2\n");
    CHECK(shaped({.text_template = "{{id}}"}, two.at(0)) == "A\n");
    CHECK_FALSE(check_shape({.text_template = "{{#open"}));
    CHECK(check_shape({.expression = ".", .text_template = "{{id}}"}));
}
