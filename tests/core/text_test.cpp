#include "libemergency/core/text.h"

#include <catch2/catch.hpp>

#include <utility>

using namespace emergency;

TEST_CASE("untrusted text cannot move the cursor, set the title, or turn the line around") {
    const auto [hostile, safe] = GENERATE(table<std::string, std::string>({
        {"a\x1b[2Jb", "ab"},
        {"a\x1b]0;pwned\x07"
         "b",
         "ab"},
        {"a\x1b]8;;https://evil.example\x1b\\b", "ab"},
        {"a\x1bPq\x1b\\b", "ab"},
        {"a\x1b", "a"},
        {"a\x1b(Bb", "ab"},
        {"a\x1bé", "aé"},
        {"a\x1b\nb", "a\nb"},
        {"a\x1b[31", "a"},
        {"a\rb\bc\x7f", "abc"},
        {"a\xC2\x9B[31mb", "a[31mb"},
        {"a\xE2\x80\xAE"
         "b",
         "ab"},
        {"a\xE2\x81\xA6"
         "b",
         "ab"},
        {"a\xE2\x80\xA8"
         "b",
         "ab"},
        {"a\xFF"
         "b",
         "a\xEF\xBF\xBD"
         "b"},
        {"Zoë 502 für alle\n\tok", "Zoë 502 für alle\n\tok"},
    }));
    CHECK(printable(hostile) == safe);
}

TEST_CASE("one line has no breaks and no gaps at its ends") {
    CHECK(one_line("  a\n\n b\tc  ") == "a b c");
    CHECK(one_line("\n\t ").empty());
}

TEST_CASE("columns are counted as a terminal shows them") {
    CHECK(columns("abc") == 3);
    CHECK(columns("日本") == 4);
    CHECK(columns("e\xCC\x81") == 1);
    CHECK(columns("🚨") == 2);
    CHECK(columns("") == 0);
}

TEST_CASE("shortened text fits, and shows that something is missing") {
    CHECK(shortened("abcdef", 6) == "abcdef");
    CHECK(shortened("abcdefg", 6) == "abcde…");
    CHECK(columns(shortened("日本語日本語", 5)) <= 5);
    CHECK(shortened("abc", 0).empty());
}

TEST_CASE("the nearest word is a likely slip, not any word") {
    const std::vector<std::string> known{"list", "show", "contact", "followup"};
    CHECK(nearest("lsit", known) == "list");
    CHECK(nearest("folowup", known) == "followup");
    CHECK(nearest("zzzzzzz", known).empty());
}

TEST_CASE("splitting keeps empty parts, trimming takes white space only") {
    CHECK(split("a,,b", ',') == std::vector<std::string>{"a", "", "b"});
    CHECK(split("", ',') == std::vector<std::string>{""});
    CHECK(trimmed(" \t a b \n") == "a b");
    CHECK(lower("ABC Ä") == "abc Ä");
}

TEST_CASE("JSON for a terminal says the same, without characters that move its cursor") {
    CHECK(harmless_json(R"({"a":"日本 é 🚨 \n"})") == R"({"a":"日本 é 🚨 \n"})");
    CHECK(harmless_json("\"\u009b2J\u202e\x7f\u2028\"") == R"("\u009b2J\u202e\u007f\u2028")");
    CHECK(harmless_json("\"\U000E0041\"") == R"("\udb40\udc41")");
}
