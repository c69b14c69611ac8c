#include "libemergency/config/config_schema.h"

#include "libemergency/config/condition.h"
#include "libemergency/config/settings.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>

using namespace emergency;

namespace {

nlohmann::ordered_json value_of(const nlohmann::ordered_json& schema, const std::string& key) {
    const auto dot = key.find('.');
    return schema.at("definitions")
        .at("section_" + key.substr(0, dot))
        .at("properties")
        .value(key.substr(dot + 1), nlohmann::ordered_json());
}

}  // namespace

TEST_CASE("the schema has every setting, with what it is for and its variable") {
    const auto schema = config_schema();
    for (const auto& setting : settings()) {
        INFO(setting.key);
        const auto value = value_of(schema, std::string(setting.key));
        REQUIRE(value.is_object());
        const auto told = value.at("description").get<std::string>();
        CHECK(told.find(setting.doc) != std::string::npos);
        CHECK(told.find(setting.variable) != std::string::npos);
    }
}

TEST_CASE("a file may hold what a profile may, and profiles") {
    auto schema = config_schema();
    auto& file = schema.at("properties");
    CHECK(file.erase("profile") == 1);
    CHECK(file.erase("profiles") == 1);
    CHECK(file == schema.at("definitions").at("profile").at("properties"));
    CHECK(schema.at("additionalProperties") == false);
}

TEST_CASE("the words of limits and conditions are those that the reader knows") {
    const auto definitions = config_schema().at("definitions");
    CHECK(definitions.at("limit").at("enum").size() == limit_names.size());
    const auto pattern = definitions.at("condition").at("pattern").get<std::string>();
    for (const auto& word : condition_words()) {
        CHECK(condition_of(word));
        CHECK(pattern.find(word) != std::string::npos);
    }
}
