#include "libemergency/message/document.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using emergency::message::render_document;
using Json = nlohmann::ordered_json;

namespace {

std::string rendered(const std::string& text, const Json& object) {
    const auto whole = render_document(text, object);
    return whole ? *whole : "error: " + whole.error().message;
}

}  // namespace

TEST_CASE("a document's parts are named with dots, lists are repeated") {
    const Json one{{"id", "Q1"},
                   {"ticket", {{"id", 7}, {"tags", {"a", "b"}}}},
                   {"clocks", {{{"name", "x"}}, {{"name", "y"}}}}};
    CHECK(rendered("{{id}} {{ticket.id}} {{#clocks}}<{{name}}>{{/clocks}}", one) == "Q1 7 <x><y>");
    CHECK(rendered("{{#ticket.tags}}{{.}} {{/ticket.tags}}", one) == "a b ");
    CHECK(rendered("{{#ticket}}{{id}}{{/ticket}}{{nothing.there}}", one) == "7");
}

TEST_CASE("null, false and an empty text are absent; a number and true are there") {
    const Json one{{"a", nullptr}, {"b", false}, {"c", ""}, {"d", 0}, {"e", true}};
    CHECK(rendered("{{a}}{{b}}{{c}}{{#a}}a{{/a}}{{#b}}b{{/b}}{{#c}}c{{/c}}", one).empty());
    CHECK(rendered("{{d}} {{e}} {{#d}}d{{/d}}{{#e}}e{{/e}}", one) == "0 true de");
}

TEST_CASE("a value is inserted as printable text: not escaped, not expanded, no cursor moved") {
    const Json one{{"subject", "<b>&\"{{id}}\x1b[2J"}, {"id", "Q1"}};
    CHECK(rendered("{{subject}}|{{{subject}}}|{{&subject}}", one) ==
          "<b>&\"{{id}}|<b>&\"{{id}}|<b>&\"{{id}}");
}

TEST_CASE("a malformed template is a usage error") {
    const auto malformed = render_document("{{#open", Json::object());
    REQUIRE_FALSE(malformed);
    CHECK(malformed.error().kind == emergency::ErrorKind::usage);
}
