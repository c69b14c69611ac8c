#include "apps/emerg/other_words.h"

#include "tests/fakes/fake_world.h"

#include <catch2/catch.hpp>

using namespace emerg;

namespace {

std::string refusal_of(const Aliases& aliases) {
    const auto sound = check_aliases(aliases);
    return sound ? "" : sound.error().message;
}

}  // namespace

TEST_CASE("an alias is replaced where it stands, and what it stands for again") {
    const Aliases aliases{{"mine", {"list", "--mine"}}, {"m", {"mine", "--json"}}};
    CHECK(*without_aliases({"-p", "x", "m", "--due"}, 2, aliases) ==
          std::vector<std::string>{"-p", "x", "list", "--mine", "--json", "--due"});
    CHECK(*without_aliases({"list"}, 0, aliases) == std::vector<std::string>{"list"});
}

TEST_CASE("no alias shadows a command or leads back to itself") {
    CHECK(refusal_of({{"ack", {"list"}}}) == "the alias ack would shadow a command");
    CHECK(refusal_of({{"a", {"a"}}}) == "the alias a leads back to itself");
    CHECK_THAT(refusal_of({{"a", {"b"}}, {"b", {"c"}}, {"c", {"b"}}}),
               Catch::EndsWith("leads back to itself"));
    CHECK(refusal_of({{"a", {"b"}}, {"b", {"list"}}}).empty());
}

TEST_CASE("the command comes after the options of the whole program") {
    CHECK(place_of_command({"--config", "x", "-v", "--json=id", "list"}) == 4);
    CHECK(place_of_command({"--jq", ".", "--template"}) == 3);
    CHECK(place_of_command({"--hyperlink", "never", "--trace", "x.har", "list"}) == 4);
    CHECK(place_of_command({}) == 0);
}

TEST_CASE("an extension is told which configuration and profile, and no token") {
    const auto told = extension_environment({"--config=/x", "-p", "eu"}, {{"A", "1"}});
    CHECK(told.at("EMERG_CONFIG") == "/x");
    CHECK(told.at("EMERG_PROFILE") == "eu");
    CHECK(told.at("A") == "1");
    CHECK(told.contains("EMERG_BIN"));
    CHECK(told.size() == 4);
}

TEST_CASE("an extension is looked for by name only, and in whole paths only") {
    CHECK(extension_path("../x", {{"PATH", "/bin"}}).empty());
    CHECK(extension_path("foo", {{"PATH", "bin:.:"}}).empty());
    CHECK(extension_path("foo", {}).empty());
}
