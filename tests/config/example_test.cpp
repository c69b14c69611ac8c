#include "libemergency/config/load.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace emergency;

namespace {

std::string example() {
    std::ifstream file(EXAMPLE_CONFIG);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the example configuration is accepted as it stands") {
    const auto loaded = load_config({.files = {{"config.example.yaml", example()}}});
    REQUIRE(loaded);
    CHECK(!loaded->config.rotations.empty());
    CHECK(loaded->config.channels.size() > 1);
}

TEST_CASE("the example configuration has every setting") {
    const auto loaded = load_config({.files = {{"config.example.yaml", example()}}});
    REQUIRE(loaded);
    for (const auto& [key, origin] : loaded->origins) {
        INFO(key);
        CHECK(origin.starts_with("config.example.yaml:"));
    }
    for (const auto* section :
         {"channels:", "rotations:", "messages:", "cards:", "links:", "aliases:", "hooks:",
          "roles:", "regions:", "groups:", "duties:", "call_roles:", "profiles:"}) {
        CHECK(example().find(section) != std::string::npos);
    }
}
