#include "apps/emerg/config_files.h"
#include "apps/emerg/exit_code.h"
#include "tests/fakes/fake_world.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace {

const std::string no_incidents =
    R"({"incidents":[],"limit":100,"offset":0,"more":false,"total":null})";
const std::string pages =
    "GET "
    "https://pd/"
    "incidents?statuses[]=triggered&statuses[]=acknowledged&date_range=all&include[]=first_trigger_"
    "log_entries&sort_by=created_at%3Adesc&limit=100";
const std::string search =
    "GET https://zd/api/v2/search.json?query=type%3Aticket%20priority%3Aurgent%20status%3Csolved";

void expect_nothing_open(FakeWorld& world) {
    world.network.expect(pages, answer(200, no_incidents));
    world.network.expect(search, answer(200, R"({"results":[],"count":0,"next_page":null})"));
}

}  // namespace

TEST_CASE("nothing open is an empty array, and an exit code where asked") {
    FakeWorld world;
    expect_nothing_open(world);
    CHECK(world.run({"list", "--json"}) == 0);
    CHECK(world.out() == "[]\n");

    expect_nothing_open(world);
    CHECK(world.run({"list", "--exit-code"}) == 10);
}

TEST_CASE("an outage does not look like silence") {
    FakeWorld world;
    world.network.expect(pages, answer(404, ""));
    world.network.expect(search, answer(200, R"({"results":[],"count":0,"next_page":null})"));
    CHECK(world.run({"list", "--json"}) == 3);
    CHECK(world.out().empty());
}

TEST_CASE("flags may stand anywhere, and a bare --json never takes the next word") {
    FakeWorld world;
    expect_nothing_open(world);
    CHECK(world.run({"--json", "list"}) == 0);
    CHECK(world.out() == "[]\n");
    expect_nothing_open(world);
    CHECK(world.run({"-o", "csv", "list", "--mine=false"}) == 0);
}

TEST_CASE("an unknown command is a usage error with the likely one") {
    FakeWorld world;
    CHECK(world.run({"contcat"}) == 2);
    CHECK(world.err() == "emerg: there is no command 'contcat'\nhint: did you mean contact?\n");
    CHECK(world.run({"--quiet"}) == 2);
}

TEST_CASE("an error is text for people and an object for scripts") {
    FakeWorld world;
    CHECK(world.run({"show", "nonsense words"}) == 2);
    CHECK_THAT(world.err(),
               Catch::StartsWith("emerg: show: 'nonsense words' names no case\nhint: "));
    CHECK(world.run({"show", "nonsense words", "--json"}) == 2);
    CHECK_THAT(world.err(),
               Catch::StartsWith(R"({"error":{"code":2,"kind":"usage","command":"show")"));
}

TEST_CASE("an error is an object however JSON was asked for, with the keys that scripts look at") {
    FakeWorld world;
    for (const auto* format : {"--json", "--json=id", "-ojson", "--output=json"}) {
        CHECK(world.run({"list", format, "--nonsense"}) == 2);
        CHECK_THAT(world.err(), Catch::StartsWith(R"({"error":{"code":2)"));
    }
    const auto error = nlohmann::json::parse(world.err()).at("error");
    for (const auto* key : {"code", "kind", "message", "hint", "service", "http_status",
                            "request_id", "retryable", "case", "steps"}) {
        CHECK(error.contains(key));
    }
    CHECK(world.run({"sandbox", "--nonsense", "--", "emerg", "list", "--json"}) == 2);
    CHECK_THAT(world.err(), Catch::StartsWith("emerg: sandbox: "));
}

TEST_CASE("fields may be picked in YAML and JSON Lines too") {
    FakeWorld world;
    CHECK(world.run({"config", "-o", "yaml", "--json=key"}) == 0);
    CHECK_THAT(world.out(), Catch::StartsWith("- \"key\": ") && !Catch::Contains("origin"));
    CHECK(world.run({"config", "-o", "jsonl", "--json=key"}) == 0);
    CHECK_THAT(world.out(), Catch::StartsWith("{\"key\":") && !Catch::Contains("origin"));
}

TEST_CASE("an answer that cannot be written is a failure") {
    FakeWorld world;
    world.output_is_full = true;
    CHECK(world.run({"version"}) == 1);
    CHECK_THAT(world.err(), Catch::Contains("cannot be written"));
}

TEST_CASE("the journal needs neither tokens nor a network") {
    FakeWorld world;
    world.environment = {{"EMERG_CONFIG", "/dev/null"}};
    CHECK(world.run({"journal", "--json"}) == 0);
    CHECK(world.out() == "[]\n");
}

TEST_CASE("what is not configured is named, with its variable") {
    FakeWorld world;
    world.environment.erase("EMERG_ZENDESK_TOKEN");
    CHECK(world.run({"list"}) == 4);
    CHECK_THAT(world.err(), Catch::Contains("zendesk.token is not set") &&
                                Catch::Contains("EMERG_ZENDESK_TOKEN"));
}

TEST_CASE("cases come from standard input as lines, JSON Lines and arrays") {
    for (const auto* input : {"#1\nnot a case\n", "{\"id\":\"#1\"}\n{\"id\":\"not a case\"}\n",
                              R"([{"id":"#1"},{"incident":{"id":"not a case"}}])"}) {
        FakeWorld world;
        world.typed = input;
        CHECK(world.run({"show", "-"}) == 2);
        CHECK_THAT(world.err(), Catch::Contains("'not a case' names no case"));
    }
    FakeWorld world;
    world.typed = R"([{"name":"x"}])";
    CHECK(world.run({"show", "-"}) == 2);
}

TEST_CASE("no output ever holds a token") {
    FakeWorld world;
    for (const auto& words :
         std::vector<std::vector<std::string>>{{"config", "show", "--origin", "--json"},
                                               {"config", "get", "slack.token"},
                                               {"list", "-v"}}) {
        if (words.front() == "list") {
            expect_nothing_open(world);
        }
        world.run(words);
        CHECK_THAT(world.out() + world.err(),
                   !Catch::Contains("pd-secret") && !Catch::Contains("zd-secret"));
    }
}

TEST_CASE("a forced resolve needs its reason, and a reason its force") {
    FakeWorld world;
    CHECK(world.run({"resolve", "Q0EMERG0000001", "--force"}) == 2);
    CHECK(world.run({"resolve", "Q0EMERG0000001", "--reason", "x"}) == 2);
}

TEST_CASE("a time limit that is no duration is refused before anything is sent") {
    FakeWorld world;
    CHECK(world.run({"list", "--timeout", "soon"}) == 2);
}

TEST_CASE("a machine-readable error's kind is read back; what is none is this machine's") {
    for (const auto kind : {emergency::ErrorKind::usage, emergency::ErrorKind::unauthorized,
                            emergency::ErrorKind::interrupted, emergency::ErrorKind::local}) {
        CHECK(emerg::kind_named(emerg::word(kind)) == kind);
    }
    CHECK(emerg::kind_named("") == emergency::ErrorKind::local);
}

TEST_CASE("who has no HOME has the home folder of the password database, and asks no more of it") {
    const auto there = std::filesystem::temp_directory_path().string();
    const auto no_question = []() -> std::string { throw std::logic_error("asked"); };
    emergency::Environment environment{{"HOME", "/home/ana"}};
    CHECK(emerg::settle_home(environment, no_question).empty());
    CHECK(emerg::state_folder(environment) == "/home/ana/.local/state/emerg");
    for (const auto* home : {"", "/", "/nonexistent"}) {
        environment = {{"HOME", home}};
        CHECK(emerg::settle_home(environment, [&] { return there; }).empty());
        CHECK(emerg::state_folder(environment) == there + "/.local/state/emerg");
        CHECK(emerg::config_paths({}, environment).back() == there + "/.config/emerg/config.yaml");
    }
}

TEST_CASE(
    "who has no home folder at all keeps the state below the temporary one, if nowhere else") {
    const auto own = "/scratch/emerg-" + std::to_string(geteuid());
    for (const auto* home : {"", "/", "/nonexistent", "/dev/null"}) {
        const auto found = [&] { return std::string(home); };
        emergency::Environment environment{{"TMPDIR", "/scratch"}};
        CHECK(emerg::settle_home(environment, found) == own);
        CHECK(emerg::state_folder(environment) == own + "/emerg");
        CHECK(emerg::config_paths({}, environment) ==
              std::vector<std::string>{"/etc/emerg/config.yaml"});
        for (const auto* variable : {"EMERG_STATE", "XDG_STATE_HOME"}) {
            environment = {{variable, "/var/state/emerg"}};
            CHECK(emerg::settle_home(environment, found).empty());
            CHECK_THAT(emerg::state_folder(environment), Catch::StartsWith("/var/state/emerg"));
        }
    }
}

TEST_CASE("a folder in a place that all share is mine alone, or not used") {
    std::string place = std::filesystem::temp_directory_path() / "emerg-test-XXXXXX";
    REQUIRE(mkdtemp(place.data()) != nullptr);
    const auto folder = place + "/own";
    CHECK_FALSE(emerg::check_private(folder));
    CHECK(emerg::make_private(folder));
    CHECK(emerg::make_private(folder));
    CHECK(emerg::check_private(folder));
    struct stat facts = {};
    REQUIRE(stat(folder.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777U) == 0700U);
    std::filesystem::create_symlink(folder, place + "/link");
    CHECK_FALSE(emerg::make_private(place + "/link"));
    chmod(folder.c_str(), 0750);
    const auto open_to_others = emerg::make_private(folder);
    REQUIRE_FALSE(open_to_others);
    CHECK_THAT(open_to_others.error().hint, Catch::Contains("EMERG_STATE"));
    CHECK_FALSE(emerg::make_private(place + "/none/own"));
    std::filesystem::remove_all(place);
}
