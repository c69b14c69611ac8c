#include "apps/sandbox/command.h"

#include <catch2/catch.hpp>

#include <map>
#include <sstream>

namespace {

/// Runs a line of shell beside a sandbox.
int run(const std::string& line, std::map<std::string, std::string> environment = {}) {
    std::ostringstream err;
    environment.emplace("PATH", "/usr/bin:/bin");
    return sandbox::exec({.command = {"sh", "-c", line}}, environment, err);
}

}  // namespace

TEST_CASE("Sandbox exec: the command's status is the status") {
    CHECK(run("exit 0") == 0);
    CHECK(run("exit 7") == 7);
    CHECK(run("kill -TERM $$") == 128 + 15);
}

TEST_CASE("Sandbox exec: the command finds the sandbox and a state folder of its own") {
    CHECK(run("test -r \"$EMERG_CONFIG\" && test -n \"$EMERG_SANDBOX_CONTROL\"") == 0);
    CHECK(run("case $EMERG_SANDBOX_SLACK in */api) ;; *) exit 1;; esac") == 0);
    CHECK(run("grep -q \"$EMERG_SANDBOX_ZENDESK\" \"$EMERG_CONFIG\"") == 0);
    CHECK(run("case $XDG_STATE_HOME in ${EMERG_CONFIG%/*}/*) ;; *) exit 1;; esac") == 0);
    CHECK(run("test \"$HOME\" = /home/ana", {{"HOME", "/home/ana"}}) == 0);
}

TEST_CASE("Sandbox exec: nothing from outside leads the command to real accounts") {
    CHECK(run("test -z \"$EMERG_SLACK_TOKEN$EMERG_PAGERDUTY_URL$EMERG_ZENDESK_EMAIL\"",
              {{"EMERG_SLACK_TOKEN", "x"},
               {"EMERG_PAGERDUTY_URL", "https://example.com"},
               {"EMERG_ZENDESK_EMAIL", "x@example.com"}}) == 0);
    CHECK(run("test \"$EMERG_CONFIG\" != /outside", {{"EMERG_CONFIG", "/outside"}}) == 0);
}

TEST_CASE("Sandbox exec: what cannot be started is said") {
    std::ostringstream err;
    const std::map<std::string, std::string> environment{{"PATH", "/usr/bin:/bin"}};
    CHECK(sandbox::exec({.command = {"no-such-command"}}, environment, err) == 127);
    CHECK(err.str().find("no-such-command") != std::string::npos);
    CHECK(sandbox::exec({.scenario = "nope", .command = {"true"}}, environment, err) == 2);
    CHECK(sandbox::exec({.command = {}}, environment, err) == 2);
}
