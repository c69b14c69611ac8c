#include "libemergency/message/message.h"

#include <catch2/catch.hpp>

using namespace emergency;
using message::Gate;

namespace {

Gate gate() {
    return {.points = {{"the bridge", {"{{bridge}}"}},
                       {"a new emergency", {"new emergency", "another emergency"}}},
            .placeholders = {R"(\{\{|\}\})", R"(\[[A-Z][A-Z _-]{2,}\])", R"(\bTODO\b)"},
            .internal = {R"(\.internal\b)", R"(slack\.com/archives)"},
            .values = {{"bridge", "https://zoom.example.com/j/1"}, {"requester", "Dora"}}};
}

}  // namespace

TEST_CASE("values are inserted as they are, never escaped for HTML and never expanded again") {
    CHECK(*message::render("{{a}} & {{{a}}}", {{"a", "<b> {{b}}"}, {"b", "x"}}) ==
          "<b> {{b}} & <b> {{b}}");
}

TEST_CASE("a section is there only if its variable has a value") {
    CHECK(*message::render("a{{#cc}} cc {{cc}}{{/cc}}", {{"cc", "Bo"}}) == "a cc Bo");
    CHECK(*message::render("a{{#cc}} cc {{cc}}{{/cc}}", {{"cc", ""}}) == "a");
}

TEST_CASE("a template that is malformed is an error") {
    CHECK(message::render("{{#a}}", {}).error().kind == ErrorKind::configuration);
}

TEST_CASE("what others wrote is one line without controls, and opens no template") {
    CHECK(message::quoted("a\n\x1b[2Jb {{x}} }}") == "a b { {x} } } }");
    CHECK(message::quoted(std::string(1'000, 'a')).size() < 300);
}

TEST_CASE("a text that says all it must goes through") {
    const auto text = message::for_customer(
        "Hello {{requester}}, join {{bridge}}, or open a  NEW\nemergency.", gate());
    REQUIRE(text);
    CHECK_THAT(*text, Catch::Contains("Hello Dora, join https://zoom.example.com/j/1"));
}

TEST_CASE("every point that is missing is named") {
    const auto refused = message::for_customer("Hello.", gate());
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::policy);
    CHECK_THAT(refused.error().message,
               Catch::Contains(R"(the bridge ("https://zoom.example.com/j/1"), a new emergency)"));
}

TEST_CASE("blanks, unknown variables, internal places and empty texts are refused") {
    const std::string fine = " {{bridge}} new emergency";
    CHECK_THAT(message::for_customer("Dear [CUSTOMER NAME]" + fine, gate()).error().message,
               Catch::Contains("[CUSTOMER NAME]"));
    CHECK_THAT(message::for_customer("TODO" + fine, gate()).error().message,
               Catch::Contains("TODO"));
    CHECK_THAT(message::for_customer("{{brigde}}" + fine, gate()).error().message,
               Catch::Contains("brigde"));
    CHECK_THAT(message::for_customer("see db1.internal" + fine, gate()).error().message,
               Catch::Contains("internal"));
    CHECK(!message::for_customer(" \n", gate()));
    CHECK(!message::for_customer(std::string(100'000, 'a') + fine, gate()));
}

TEST_CASE("a customer may be called like a blank or a variable") {
    auto hostile = gate();
    hostile.values["requester"] = message::quoted("[CUSTOMER NAME] TODO {{x}}");
    CHECK(message::for_customer("Hello {{requester}}, {{bridge}}, new emergency", hostile));
}

TEST_CASE("a point whose variable is empty is never made") {
    auto without = gate();
    without.values["bridge"] = "";
    CHECK(!message::for_customer("{{bridge}} new emergency", without));
}

TEST_CASE("a pattern that is no regular expression is the configuration's fault") {
    auto broken = gate();
    broken.internal = {"("};
    CHECK(message::for_customer("{{bridge}} new emergency", broken).error().kind ==
          ErrorKind::configuration);
}
