#include "apps/emerg/terminal/shaping.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <pthread.h>

#include <csignal>
#include <sstream>
#include <stop_token>
#include <thread>

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

TEST_CASE("an expression that ends itself by halt_error is a failure in its words") {
    CHECK(shaped({.expression = ".[0].id, (\"bye\\n\" | halt_error(3))"}, two) ==
          "error: --jq: bye");
    CHECK(shaped({.expression = "\"bye\" | halt_error(0)"}, two) == "error: --jq: bye");
    CHECK(shaped({.expression = "{a: 1} | halt_error"}, two) == "error: --jq: {\"a\":1}");
    CHECK(shaped({.expression = "null | halt_error"}, two) == "error: --jq: halt_error");
    std::istringstream in;
    std::ostringstream out;
    Terminal terminal(in, out, out, {});
    const auto halted = write_shaped(two, {.expression = "halt_error"}, terminal);
    REQUIRE_FALSE(halted);
    CHECK(halted.error().kind == emergency::ErrorKind::local);
}

TEST_CASE("a module that is not there is a usage error, not the end of the process") {
    for (const auto* expression :
         {R"(import "none" as none; .)", R"(include "none"; .)", R"(import "none" as $none; .)",
          R"(import "none" as none {search: "./"}; .)"}) {
        const auto refused = check_shape({.expression = expression});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == emergency::ErrorKind::usage);
        CHECK_THAT(refused.error().message, Catch::Contains("module not found: none"));
    }
    CHECK(shaped({.expression = R"("none" | modulemeta)"}, two) ==
          "error: --jq: module not found: none");
}

TEST_CASE("a signal ends an expression that would not end, and is passed on to who listens") {
    static volatile std::sig_atomic_t heard = 0;
    struct sigaction before = {};
    struct sigaction listening = {};
    listening.sa_handler = [](int signal) { heard = signal; };
    for (const int signal : {SIGINT, SIGTERM}) {
        sigaction(signal, &listening, &before);
        const auto runs = pthread_self();
        std::jthread later([runs, signal](const std::stop_token& ended) {
            while (!ended.stop_requested()) {
                pthread_kill(runs, signal);
                std::this_thread::yield();
            }
        });
        CHECK(shaped({.expression = "def f: f; f"}, two) == "error: --jq was interrupted");
        later.request_stop();
        later.join();
        CHECK(heard == signal);
        sigaction(signal, nullptr, &listening);
        CHECK(listening.sa_handler != SIG_DFL);
        sigaction(signal, &before, nullptr);
    }
}

TEST_CASE("a template is rendered once for each row") {
    CHECK(shaped({.text_template = "{{id}}={{n}}"}, two) == "A=1\nB=2\n");
    CHECK(shaped({.text_template = "{{id}}"}, two.at(0)) == "A\n");
    CHECK_FALSE(check_shape({.text_template = "{{#open"}));
    CHECK(check_shape({.expression = ".", .text_template = "{{id}}"}));
}
