#include "apps/emerg/schemas.h"

#include "apps/emerg/help.h"
#include "apps/emerg/schema_texts.h"
#include "tests/fakes/fake_world.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

using namespace emerg;

namespace {

bool has_document(const std::string& words) {
    const auto all = documents();
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& document) { return document.words == words; });
}

/// What a schema refers to.
std::set<std::string> references_in(const Json& part) {
    std::set<std::string> all;
    if (!part.is_structured()) {
        return all;
    }
    for (const auto& [key, value] : part.items()) {
        if (key == "$ref") {
            all.insert(value.get<std::string>());
        } else {
            all.merge(references_in(value));
        }
    }
    return all;
}

}  // namespace

TEST_CASE("every command has a schema, and so has each of its words, but for a known few") {
    std::vector<std::string> without;
    for (const auto& verb : verbs()) {
        const std::string name(verb.name);
        const bool is_one_for_all = name == "api" || name == "card" || name == "completion";
        if (!has_document(name) && verb.words.empty()) {
            without.push_back(name);
        }
        for (const auto& word : verb.words) {
            if (!is_one_for_all && !has_document(name + ' ' + word)) {
                without.push_back(name + ' ' + word);
            }
        }
    }
    CHECK(without == std::vector<std::string>{"sandbox", "drill", "help"});
}

TEST_CASE("the schema of a document is whole: it refers to itself, or to the language") {
    for (const auto& document : documents()) {
        INFO(document.words);
        const auto schema = schema_of(document.words);
        REQUIRE(schema);
        for (const auto& reference : references_in(*schema)) {
            INFO(reference);
            const bool is_of_language = reference.starts_with("https://json-schema.org/") ||
                                        reference.starts_with("http://json-schema.org/");
            CHECK((is_of_language || schema->contains(Json::json_pointer(reference.substr(1)))));
        }
    }
}

TEST_CASE("no schema calls something of its own as the shared ones are called") {
    const auto definitions_of = [](const SchemaText& file) {
        return Json::parse(file.text).value("$defs", Json::object());
    };
    const auto all = schema_texts();
    const auto common = std::find_if(all.begin(), all.end(),
                                     [](const auto& each) { return each.name == "common"; });
    REQUIRE(common != all.end());
    const auto shared = definitions_of(*common);
    REQUIRE(shared.contains("case"));
    for (const auto& each : all) {
        INFO(each.name);
        const auto own = definitions_of(each);
        for (const auto& [name, definition] : own.items()) {
            CHECK((each.name == "common" || !shared.contains(name)));
        }
    }
}

TEST_CASE("a schema is printed without configuration, and in every format") {
    FakeWorld world;
    world.environment = {{"EMERG_CONFIG", "/no/such/file"}};
    CHECK(world.run({"schema", "call", "role"}) == 0);
    const auto laid_out = world.out();
    CHECK(Json::parse(laid_out) == *schema_of("call role"));
    CHECK_THAT(laid_out, Catch::Contains("\n  \"title\": "));
    CHECK(world.run({"schema", "call", "role", "--json"}) == 0);
    CHECK(Json::parse(world.out()) == Json::parse(laid_out));
    CHECK(world.run({"schema", "--json=document"}) == 0);
    CHECK(Json::parse(world.out()).size() == documents().size());
    CHECK(world.run({"config", "schema"}) == 0);
    CHECK(Json::parse(world.out()).contains("properties"));
    CHECK(world.network.sent.empty());
}

TEST_CASE("what has no schema is refused with what was meant") {
    FakeWorld world;
    CHECK(world.run({"schema", "lst"}) == 2);
    CHECK_THAT(world.err(), Catch::Contains("did you mean list?"));
    CHECK(world.run({"schema", "call"}) == 2);
    CHECK_THAT(world.err(), Catch::Contains("there is: call start, call role, "));
    CHECK(world.run({"schema", "help"}) == 2);
    CHECK(world.out().empty());
}

TEST_CASE("completion knows what has a schema") {
    CHECK_THAT(completion_of("bash"), Catch::Contains("schema) flags+=\" list show "));
    for (const auto& word : document_words()) {
        CHECK_THAT(completion_of("fish"),
                   Catch::Contains("__fish_seen_subcommand_from schema' -a " + word));
    }
}
