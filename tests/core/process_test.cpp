#include "libemergency/core/process.h"

#include <catch2/catch.hpp>
#include <sys/time.h>

#include <csignal>

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

TEST_CASE("a command reads the input that it was given, and may leave it unread") {
    CHECK(*output_of({.words = {"cat"}, .input = "a\nb"}) == "a\nb");
    CHECK(output_of({.words = {"cat"}})->empty());
    CHECK(output_of({.words = {"true"}, .input = std::string(1'000'000, 'x')}));
}

TEST_CASE("a command that fails, is missing, or is nothing is an error that names it") {
    CHECK(output_of({.words = {"false"}}).error().message == "false ended with status 1");
    CHECK(output_of({.words = {"/no/such/command"}}).error().kind == ErrorKind::local);
    CHECK(!output_of({}));
}

TEST_CASE("what a command complains is told with its end, however much it is") {
    const auto ended =
        run_to_end({.words = {"sh", "-c", "echo out; seq 100000 >&2; echo end >&2; exit 7"}});
    REQUIRE(ended);
    CHECK(ended->status == 7);
    CHECK(ended->output == "out");
    CHECK(ended->said.starts_with("1\n2\n"));
    CHECK(ended->said.ends_with("100000\nend"));
    CHECK(!run_to_end({.words = {"sh", "-c", "kill -9 $$"}}));
}

TEST_CASE("a command that does not end is killed with its children") {
    const auto begun = std::chrono::steady_clock::now();
    const auto output = output_of({.words = {"sh", "-c", "sleep 30 & sleep 30"}, .limit = 50ms});
    CHECK(!output);
    CHECK(std::chrono::steady_clock::now() - begun < 10s);
}

TEST_CASE("a command that closes its output early is still held to its limit") {
    const auto begun = std::chrono::steady_clock::now();
    const auto output = output_of({.words = {"sh", "-c", "exec >&-; sleep 30"}, .limit = 50ms});
    CHECK(!output);
    CHECK(std::chrono::steady_clock::now() - begun < 10s);
}

TEST_CASE("a signal that arrives while a command is awaited does not lift its limit") {
    struct sigaction ours {};
    struct sigaction before {};
    ours.sa_handler = [](int) {};
    sigaction(SIGALRM, &ours, &before);
    const itimerval once{{0, 0}, {0, 20'000}};
    setitimer(ITIMER_REAL, &once, nullptr);

    const auto begun = std::chrono::steady_clock::now();
    CHECK(!output_of({.words = {"sleep", "30"}, .limit = 200ms}));
    CHECK(std::chrono::steady_clock::now() - begun < 10s);
    sigaction(SIGALRM, &before, nullptr);
}
