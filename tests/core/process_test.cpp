#include "libemergency/core/process.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;

TEST_CASE("a command's output is given without its last newline") {
    CHECK(*output_of({.words = {"printf", "a b\\n"}}) == "a b");
}

TEST_CASE("no shell reads the words") {
    CHECK(*output_of({.words = {"echo", "$(reboot)", ";", "`id`"}}) == "$(reboot) ; `id`");
}

TEST_CASE("a command sees only the environment that it was given") {
    CHECK(*output_of({.words = {"env"}, .variables = {{"ONLY", "this"}}}) == "ONLY=this");
}

TEST_CASE("a command that fails, is missing, or is nothing is an error that names it") {
    CHECK(output_of({.words = {"false"}}).error().message == "false ended with status 1");
    CHECK(output_of({.words = {"/no/such/command"}}).error().kind == ErrorKind::local);
    CHECK(!output_of({}));
}

TEST_CASE("a command that does not end is killed with its children") {
    const auto begun = std::chrono::steady_clock::now();
    const auto output = output_of({.words = {"sh", "-c", "sleep 30 & sleep 30"}, .limit = 50ms});
    CHECK(!output);
    CHECK(std::chrono::steady_clock::now() - begun < 10s);
}
