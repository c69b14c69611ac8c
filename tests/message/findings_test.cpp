#include "libemergency/message/findings.h"

#include "libemergency/config/load.h"

#include <catch2/catch.hpp>

#include <array>
#include <utility>

using namespace emergency;

namespace {

Config shipped() {
    auto loaded = load_config({});
    return loaded ? loaded->config : Config{};
}

/// What the shipped patterns find, by name, in their order.
std::vector<std::string> found_in(const std::string& text) {
    const auto config = shipped();
    const auto secrets = message::findings(text, {.patterns = config.secrets});
    const auto data =
        message::findings(text, {.patterns = config.data, .harmless = config.harmless});
    REQUIRE(secrets);
    REQUIRE(data);
    std::vector<std::string> names;
    for (const auto* all : {&*secrets, &*data}) {
        for (const auto& finding : *all) {
            names.push_back(finding.what);
        }
    }
    return names;
}

}  // namespace

TEST_CASE("the shipped patterns know keys, tokens and passwords by name") {
    // Put together here, so that no scanner of repositories takes them for real.
    const std::string tail = "Zx9Kq3Lm7Pw2Rt5Vb8Nc";
    const std::array cases{
        std::pair{"glpat" + ("-" + tail), "a GitLab token"},
        std::pair{"it is gldt" + ("-" + tail + " now"), "a GitLab token"},
        std::pair{"xoxb" + ("-1234567890-" + tail), "a Slack token"},
        std::pair{"AKIA" + std::string("ABCDEFGHIJKLMNOP"), "an AWS key"},
        std::pair{"ghp_" + tail + tail, "a GitHub token"},
        std::pair{"eyJhbGciOiJI" + ("." + ("eyJzdWIiOiIx" + std::string(".c2ln"))),
                  "a JSON web token"},
        std::pair{std::string("-----BEGIN RSA ") + "PRIVATE KEY-----", "a private key"},
        std::pair{"Authorization: Bearer " + tail, "a header with a token"},
        std::pair{"PRIVATE-TOKEN: " + tail, "a header with a token"},
        std::pair{std::string("gitlab_rails['initial_root_password'] = 'correcthorse'"),
                  "a password or key"},
        std::pair{std::string("password: hunter2!"), "a password or key"},
        std::pair{std::string("postgres://gitlab:s3cret@db/gitlab"), "a password in a link"}};
    for (const auto& [text, name] : cases) {
        INFO(text);
        CHECK(found_in(text) == std::vector<std::string>{name});
    }
}

TEST_CASE("the shipped patterns know addresses, hosts, logs and stack traces") {
    const std::array cases{
        std::pair{"gitaly on 10.20.30.40 is slow", "an IP address"},
        std::pair{"203.0.113.9:8443", "an IP address"},
        std::pair{"it listens on 2001:db8::17", "an IP address"},
        std::pair{"ssh to db01.prod.internal.", "a host name"},
        std::pair{"see https://gitlab.acme-bank.de/admin", "a host name"},
        std::pair{"git.hostile.com does not answer", "a host name"},
        std::pair{"2026-03-10T04:00:01Z one\n2026-03-10T04:00:02Z two\n2026-03-10T04:00:03Z three",
                  "lines of a log"},
        std::pair{"ERROR: a\nWARN: b\nINFO: c\n", "lines of a log"},
        std::pair{"app/models/user.rb:12:in `find'\nlib/db.rb:3:in `open'\n", "a stack trace"},
        std::pair{"boom\n    at Foo.bar(Foo.java:1)\n    at Main.main(Main.java:2)",
                  "a stack trace"}};
    for (const auto& [text, name] : cases) {
        INFO(text);
        CHECK(found_in(text) == std::vector<std::string>{name});
    }
}

TEST_CASE("what people write to each other in an emergency goes through") {
    for (const auto* text :
         {"gitaly timings are really high", "rolled back to 17.3.1-ee.0, then 17.2",
          "502 since 04:12 CET (03:12 UTC); next look at 04:30:00",
          "see production_json.log and gitlab-rails/exceptions_json.log, the customer has "
          "gitlab.rb",
          "docs: https://docs.gitlab.com/ee/administration/gitaly/ and status.gitlab.com",
          "ana@example.com asks bo@eu.bank.com for help, e.g. on the disks",
          "ERROR in the job log, one line only", "they set their password: it works now",
          "please reset your password: open the page and follow it", "Gitlab::Database.main works",
          "sha256:4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b",
          "one\ntwo\nthree\nfour", "Problem: 502. Done: rollback. Next: watch.",
          "curl http://127.0.0.1:8080/-/readiness answers", "$(reboot)\x1b[2J<!channel>{{x}}"}) {
        INFO(text);
        CHECK(found_in(text).empty());
    }
}

TEST_CASE("what is found twice is told once, and the second of two neighbours is found") {
    CHECK(found_in("10.1.1.1 10.1.1.1") == std::vector<std::string>{"an IP address"});
    CHECK(found_in("10.1.1.1 10.1.1.2") ==
          std::vector<std::string>{"an IP address", "an IP address"});
}

TEST_CASE("texts are masked by the names of what is in them") {
    const auto config = shipped();
    CHECK(*message::masked({"502 on 10.1.1.1 and 10.1.1.11", "nothing"},
                           {.patterns = config.data, .harmless = config.harmless}) ==
          std::vector<std::string>{"502 on (an IP address) and (an IP address)", "nothing"});
}

TEST_CASE("a malformed expression is the configuration's fault") {
    const std::vector<std::string> broken{"("};
    const std::vector<std::string> fine{"(?P<x>a)"};
    CHECK(message::findings("a", {.patterns = broken}).error().kind == ErrorKind::configuration);
    CHECK(message::findings("a", {.patterns = fine, .harmless = broken}).error().kind ==
          ErrorKind::configuration);
}

TEST_CASE("texts are nearly the same when a reader would take the one for the other") {
    const std::string text =
        "Hello Dora, we are looking into it right now. Please join us in the call. The next "
        "message "
        "will be here by 04:30 CET at the latest. Ana";
    CHECK(message::nearly_same(text, text));
    CHECK(message::nearly_same(text,
                               "  HELLO dora: we are looking into it right now!\nPlease join "
                               "us in the call. The next message will be here by 04:32 CET "
                               "at the latest. -- Ana"));
    CHECK(message::nearly_same("システムを確認しています。", "システムを確認しています"));
    CHECK(!message::nearly_same(text, "Hello Dora, the rollback is done. Does it work again? Ana"));
    CHECK(!message::nearly_same("We restored node 1.", "We lost node 2, sorry."));
    CHECK(!message::nearly_same("", ""));
}
