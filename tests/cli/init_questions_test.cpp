#include "apps/emerg/commands/init_questions.h"

#include <catch2/catch.hpp>

using namespace emerg;

namespace {

using Texts = std::vector<std::string>;

const Texts there{"Customer Emergencies", "2nd", "support"};

}  // namespace

TEST_CASE("an answer picks by number or by name, and Enter takes what is likely") {
    CHECK(picked("1", there, {}) == Texts{"Customer Emergencies"});
    CHECK(picked(" 3 , customer emergencies", there, {}) ==
          Texts{"support", "Customer Emergencies"});
    CHECK(picked("#support", there, {}) == Texts{"support"});
    CHECK(picked("2nd", there, {}) == Texts{"2nd"});
    CHECK(picked("", there, {"support"}) == Texts{"support"});
    CHECK(picked("-", there, {"support"}) == Texts{});
}

TEST_CASE("what is none of them picks nothing") {
    CHECK(picked("0", there, {}) == std::nullopt);
    CHECK(picked("4", there, {}) == std::nullopt);
    CHECK(picked("1,", there, {}) == std::nullopt);
    CHECK(picked("1,nothing", there, {}) == std::nullopt);
    CHECK(picked("99999999999999999999999", there, {}) == std::nullopt);
}
