#include "tests/fakes/fake_world.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

namespace {

/// A configuration file for the time of a test.
class Written {
public:
    explicit Written(const std::string& text)
        : path_(std::filesystem::temp_directory_path() /
                ("emerg-drill-test-" + std::to_string(std::hash<std::string>()(text)))) {
        std::ofstream(path_) << text;
    }
    ~Written() { std::filesystem::remove(path_); }
    Written(const Written&) = delete;
    Written& operator=(const Written&) = delete;
    Written(Written&&) = delete;
    Written& operator=(Written&&) = delete;

    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

/// What a drill sets, around the settings that a shell's start-up files may set again.
void enter_drill(FakeWorld& world, const std::string& config) {
    world.environment["EMERG_DRILL_CONTROL"] = "http://127.0.0.1:4007";
    world.environment["EMERG_DRILL_SERVERS"] = "127.0.0.1:4001 127.0.0.1:4002 127.0.0.1:4007";
    world.environment["EMERG_DRILL_CONFIG"] = config;
}

constexpr const char* real_accounts = R"(
user: {email: ana@example.com}
pagerduty: {url: "https://api.pagerduty.com", token: "env:PD"}
zendesk: {url: "https://acme.zendesk.com", email: ana@example.com, token: "env:ZD"}
)";

}  // namespace

TEST_CASE("within a drill the settings of the environment do not count") {
    FakeWorld world;
    enter_drill(world, "/dev/null");
    // FakeWorld's environment names https://pd and https://zd, with tokens.
    CHECK(world.run({"list"}) == 4);
    CHECK_THAT(world.err(), Catch::Contains("is not set"));
    CHECK(world.network.sent.empty());
}

TEST_CASE("within a drill nothing is sent to real accounts, even if its configuration names them") {
    const Written config(real_accounts);
    FakeWorld world;
    enter_drill(world, config.path());
    world.environment["PD"] = "pd-secret";
    world.environment["ZD"] = "zd-secret";
    CHECK(world.run({"list"}) == 9);
    CHECK_THAT(world.err(), Catch::Contains("reaches its own sandbox only"));
    CHECK(world.run({"ack", "Q0EMERG0000001"}) == 9);
    CHECK(world.run({"api", "pagerduty", "GET", "/users/me"}) == 9);
    CHECK(world.run({"doctor"}) != 0);
    CHECK(world.network.sent.empty());
}

TEST_CASE("within a drill no other configuration and no profile may be asked for") {
    const Written config(real_accounts);
    FakeWorld world;
    enter_drill(world, "/dev/null");
    CHECK(world.run({"list", "--config", config.path()}) == 9);
    CHECK(world.run({"list", "--profile", "gov"}) == 9);
    CHECK_THAT(world.err(), Catch::Contains("a configuration of its own"));
    CHECK(world.network.sent.empty());
}

TEST_CASE("a drill's report is asked of its sandbox, and may tell by the exit code") {
    FakeWorld world;
    enter_drill(world, "/dev/null");
    const auto report = [](const char* in_time) {
        return std::string(R"({"drill":"answer","title":"T","at":"2026-03-10T04:00:00Z",)") +
               R"("over":false,"in_time":)" + in_time + R"(,"findings":[],"troubles":[]})";
    };
    world.network.expect("GET http://127.0.0.1:4007/drill", answer(200, report("false")));
    world.network.expect("GET http://127.0.0.1:4007/drill", answer(200, report("false")));
    world.network.expect("GET http://127.0.0.1:4007/drill", answer(200, report("true")));
    CHECK(world.run({"drill", "report", "--json=drill,in_time"}) == 0);
    CHECK(world.out() == "{\"drill\":\"answer\",\"in_time\":false}\n");
    CHECK(world.run({"drill", "report", "--exit-code"}) == 9);
    CHECK(world.run({"drill", "report", "--exit-code"}) == 0);
}

TEST_CASE("outside of a drill there is no report and no time to skip") {
    FakeWorld world;
    CHECK(world.run({"drill", "report"}) == 9);
    CHECK(world.run({"drill", "skip", "15m"}) == 9);
    CHECK_THAT(world.err(), Catch::Contains("this is no drill"));
}
