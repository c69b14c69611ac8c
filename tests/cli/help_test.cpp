#include "apps/emerg/help.h"

#include "tests/fakes/fake_world.h"

#include <catch2/catch.hpp>

using namespace emerg;

TEST_CASE("every command has help with two examples and a man page") {
    for (const auto& verb : verbs()) {
        INFO(verb.name);
        CHECK(verb.examples.size() >= 2);
        FakeWorld world;
        CHECK(world.run({"help", std::string(verb.name)}) == 0);
        CHECK_THAT(world.out(),
                   Catch::Contains(std::string(verb.examples[0])) && Catch::Contains("Exit codes"));
        CHECK_THAT(scdoc_of(std::string(verb.name)), Catch::Contains("# EXIT STATUS"));
        CHECK_THAT(overview(), Catch::Contains(std::string(verb.summary)));
    }
}

TEST_CASE("help is asked for in any of the usual ways") {
    for (const auto& words :
         std::vector<std::vector<std::string>>{{}, {"help"}, {"--help"}, {"-h"}}) {
        FakeWorld world;
        CHECK(world.run(words) == 0);
        CHECK(world.out() == overview());
    }
    FakeWorld world;
    CHECK(world.run({"ack", "--help"}) == 0);
    CHECK(world.out() == help_of(*verb_of("ack")));
}

TEST_CASE("every topic has its page, and an unknown one a suggestion") {
    for (const auto& name : topics()) {
        CHECK(!topic(name).empty());
    }
    FakeWorld world;
    CHECK(world.run({"help", "exit-code"}) == 2);
    CHECK_THAT(world.err(), Catch::Contains("did you mean exit-codes?"));
}

TEST_CASE("help, version and completion touch neither network nor configuration") {
    FakeWorld world;
    world.environment = {{"EMERG_CONFIG", "/no/such/file"}};
    CHECK(world.run({"help"}) == 0);
    CHECK(world.run({"--version"}) == 0);
    CHECK(world.run({"completion", "bash"}) == 0);
    CHECK(world.run({"prompt"}) == 0);
    CHECK(world.out() == "\n");
    CHECK(world.network.sent.empty());
}

TEST_CASE("what subcommands take is in help, man page and completion") {
    const auto help = help_of(*verb_of("sandbox"));
    CHECK_THAT(help,
               Catch::Contains("Usage: emerg sandbox serve|exec|scenario [options] [COMMAND]") &&
                   Catch::Contains("--scenario") && Catch::Contains("--tls"));
    CHECK_THAT(scdoc_of("sandbox"), Catch::Contains("*--scenario*"));
    CHECK_THAT(completion_of("bash"), Catch::Contains("sandbox) flags+=\" serve --scenario"));
    CHECK_THAT(
        completion_of("zsh"),
        Catch::Contains(
            "schedule) flags+=(now next mine show audit export override sync-groups --rotation"));
    CHECK_THAT(completion_of("fish"),
               Catch::Contains("__fish_seen_subcommand_from config' -a path"));
}

TEST_CASE("completion knows every command and every flag of the tree") {
    for (const auto* shell : {"bash", "zsh", "fish"}) {
        const auto script = completion_of(shell);
        for (const auto& verb : verbs()) {
            CHECK_THAT(script, Catch::Contains(std::string(verb.name)));
        }
        CHECK_THAT(script, Catch::Contains("unacked") && Catch::Contains("dry-run"));
    }
}
