#include "libemergency/config/edit.h"

#include <catch2/catch.hpp>

using namespace emergency;

namespace {

const std::vector<std::string> slack_token{"slack", "token"};

std::string edited(const std::string& text, const std::string& value = "file:~/t",
                   const std::vector<std::string>& path = slack_token) {
    const auto changed = with_setting({"c.yaml", text}, path, value);
    return changed ? *changed : "error: " + changed.error().message;
}

constexpr const char* refused = "error: c.yaml cannot be changed without touching more";

}  // namespace

TEST_CASE("a setting is changed where it stands, and comments, order and all else stay") {
    CHECK(edited("# mine\nzendesk: {url: x}\nslack:   # the app\n  token: env:OLD  # soon gone\n"
                 "user: {email: a}\n") ==
          "# mine\nzendesk: {url: x}\nslack:   # the app\n  token: \"file:~/t\"  # soon gone\n"
          "user: {email: a}\n");
}

TEST_CASE("it may be written plainly, in quotes, or in braces") {
    CHECK(edited("slack: {url: u, token: \"env:A\", x: 1}") ==
          "slack: {url: u, token: \"file:~/t\", x: 1}");
    CHECK(edited("slack:\r\n  token: 'env:A'\r\n") == "slack:\r\n  token: \"file:~/t\"\r\n");
    CHECK(edited("\"slack\": {\"token\": \"\"}") == "\"slack\": {\"token\": \"file:~/t\"}");
    CHECK(edited("ü: ÄÖ\nslack: {ü: é, token: a}\n") ==
          "ü: ÄÖ\nslack: {ü: é, token: \"file:~/t\"}\n");
}

TEST_CASE("a section that is missing is added at the end") {
    CHECK(edited("user:\n  email: a  # me") ==
          "user:\n  email: a  # me\n\nslack:\n  token: \"file:~/t\"\n");
    CHECK(edited("") == "slack:\n  token: \"file:~/t\"\n");
    CHECK(edited("# nothing yet\n") == "# nothing yet\n\nslack:\n  token: \"file:~/t\"\n");
}

TEST_CASE("a profile's setting is changed, and no profile is made") {
    const std::vector<std::string> of_profile{"profiles", "eu", "slack", "token"};
    CHECK(edited("slack: {token: a}\nprofiles: {eu: {slack: {token: a}}}\n", "b", of_profile) ==
          "slack: {token: a}\nprofiles: {eu: {slack: {token: \"b\"}}}\n");
    CHECK(edited("slack: {token: a}\n", "b", of_profile) == refused);
}

TEST_CASE("what would take more than that is refused") {
    CHECK(edited("slack: {url: x}\n") == refused);                // No such line yet.
    CHECK(edited("slack: {token: [a]}\n") == refused);            // No text.
    CHECK(edited("slack:\n  token: >\n    env:A\n") == refused);  // Folded over lines.
    CHECK(edited("slack: {token: \"env\\x3aA\"}\n") == refused);  // Escaped.
    CHECK(edited("{user: {email: a}}\n") == refused);             // Braces to the end.
    CHECK_THAT(edited("user: {email: a}\n---\nslack: {}\n"), Catch::Contains("a second document"));
    CHECK(edited("a: &t env:A\nslack: {token: *t}\n") == refused);  // It stands elsewhere.
    CHECK(edited("- a\n") == refused);
    CHECK(edited("slack: &s {token: env:A}\nother: *s\n") == refused);  // It would change two.
}

TEST_CASE("whatever the value holds, it is read as that value") {
    CHECK(edited("slack: {token: a}\n", "file:/tmp/a \"b\": #c\\d") ==
          "slack: {token: \"file:/tmp/a \\\"b\\\": #c\\\\d\"}\n");
}

TEST_CASE("the lines to write by hand are YAML") {
    CHECK(setting_lines({"slack", "token"}, "keyring:emerg/slack") ==
          "slack:\n  token: \"keyring:emerg/slack\"\n");
}
