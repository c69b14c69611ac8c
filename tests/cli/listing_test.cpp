#include "apps/emerg/terminal/listing.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace emerg;

namespace {

Listing people() {
    return {
        .fields = {"id", "name", "since"},
        .columns = {{"ID", "id"}, {"SINCE", "since", Cell::moment}, {"NAME", "name"}},
        .rows = {
            Json{{"id", "P1"}, {"name", "Ana,\t\"A\"\x1b[2J"}, {"since", "2026-03-10T03:57:00Z"}},
            Json{{"id", "P2"}, {"name", "=cmd()"}, {"since", nullptr}}}};
}

std::string written(const GlobalOptions& options, const TerminalFacts& facts = {},
                    const Listing& listing = people()) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    Terminal terminal(in, out, err, facts);
    const emergency::TimePoint now{std::chrono::sys_days{std::chrono::year{2026} / 3 / 10} +
                                   std::chrono::hours(4)};
    const auto result = write(listing, options, terminal, now);
    return result ? out.str() : "error: " + result.error().hint;
}

}  // namespace

TEST_CASE("into a pipe a table is tab-separated, without header, with full values") {
    CHECK(written({}) == "P1\t2026-03-10T03:57:00Z\tAna, \"A\"\nP2\t\t=cmd()\n");
}

TEST_CASE("on a terminal it has a header and ages") {
    CHECK(written({}, {.output_is_terminal = true, .width = 80}) ==
          "ID  SINCE   NAME\nP1  3m ago  Ana, \"A\"\nP2          =cmd()\n");
}

TEST_CASE("where there is colour, the header is bold and a deadline that passed is red") {
    auto listing = people();
    listing.columns[1].cell = Cell::deadline;
    const TerminalFacts facts{.output_is_terminal = true, .width = 80, .has_colour = true};
    CHECK(written({}, facts, listing) ==
          "\x1b[1mID  SINCE   NAME\x1b[0m\nP1  \x1b[31m3m ago  \x1b[0mAna, \"A\"\n"
          "P2          =cmd()\n");
    CHECK_THAT(written({.no_colour = true}, facts, listing), !Catch::Contains("\x1b"));
    CHECK_THAT(written({.format = Format::tsv}, facts, listing), !Catch::Contains("\x1b"));
}

TEST_CASE(
    "an id is a link where it is asked for, as wide as its text, and never to what is no address") {
    Listing listing{.fields = {"id", "url"},
                    .columns = {{"ID", "id", Cell::text, {}, {"gone", "url"}}, {"N", "n"}},
                    .rows = {Json{{"id", "P1"}, {"n", "x"}, {"url", "https://pd/P1"}},
                             Json{{"id", "P20"}, {"n", "y"}, {"url", "javascript:alert(1)"}},
                             Json{{"id", "P3"}, {"n", "z"}, {"url", "https://pd/\x1b]8;;\x07"}},
                             Json{{"id", "P4"}, {"n", "z"}, {"url", nullptr}}}};
    const TerminalFacts facts{.output_is_terminal = true, .has_links = true};
    const std::string linked = "\x1b]8;;https://pd/P1\x1b\\P1\x1b]8;;\x1b\\";
    CHECK(written({}, facts, listing) == "ID   N\n" + linked + "   x\nP20  y\nP3   z\nP4   z\n");
    CHECK_THAT(written({.hyperlink = Hyperlink::never}, facts, listing), !Catch::Contains("\x1b"));
    CHECK_THAT(written({}, {.output_is_terminal = true}, listing), !Catch::Contains("\x1b"));
    CHECK_THAT(written({.format = Format::tsv}, facts, listing), !Catch::Contains("\x1b"));
    const GlobalOptions always{.format = Format::table, .hyperlink = Hyperlink::always};
    CHECK_THAT(written(always, {}, listing), Catch::Contains(linked));
    listing.shape = Listing::Shape::one;
    CHECK_THAT(written({}, facts, listing), Catch::Contains("ID  " + linked + "\nN   x\n"));
}

TEST_CASE("a field that is null may have another in its place, and lists read as lists") {
    Listing listing{
        .fields = {"title", "other", "states"},
        .columns = {{"TITLE", "ticket.title", Cell::text, "other"}, {"S", "states"}},
        .rows = {Json{{"ticket", nullptr}, {"other", "x"}, {"states", {"a", "b"}}},
                 Json{{"ticket", {{"title", "y"}}}, {"other", "x"}, {"states", Json::array()}}}};
    CHECK(written({}, {}, listing) == "x\ta, b\ny\t\n");
}

TEST_CASE("only the last column is cut, an id never") {
    const auto text = written({}, {.output_is_terminal = true, .width = 5});
    CHECK_THAT(text, Catch::Contains("P1") && Catch::Contains("P2"));
}

TEST_CASE("JSON is whole, or the fields that were asked for") {
    CHECK_THAT(written({.format = Format::json}), Catch::Contains(R"(\u001b[2J)"));
    CHECK(written({.format = Format::json, .fields = {"id"}}) ==
          "[{\"id\":\"P1\"},{\"id\":\"P2\"}]\n");
    CHECK(written({.format = Format::jsonl, .fields = {"id"}}) ==
          "{\"id\":\"P1\"}\n{\"id\":\"P2\"}\n");
    CHECK(written({.format = Format::json, .fields = {"nme"}}) == "error: fields: id, name, since");
}

TEST_CASE("CSV is quoted, and no formula for a spreadsheet") {
    CHECK_THAT(
        written({.format = Format::csv}),
        Catch::Contains(R"(P1,2026-03-10T03:57:00Z,"Ana, ""A""")") && Catch::Contains("'=cmd()"));
}

TEST_CASE("no sign that a spreadsheet takes for a formula begins a cell of CSV") {
    for (const std::string sign : {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
        INFO(sign);
        std::istringstream nothing;
        std::ostringstream out;
        Terminal terminal(nothing, out, out, {});
        const Listing listing{.fields = {"name"},
                              .columns = {{"NAME", "name"}},
                              .rows = {{{"name", " " + sign + "cmd();x"}}}};
        REQUIRE(write(listing, {.format = Format::csv}, terminal, {}));
        CHECK(out.str() == "name\n\"'" + sign + "cmd();x\"\n");
    }
}

TEST_CASE("YAML quotes every text") {
    CHECK_THAT(written({.format = Format::yaml}), Catch::Contains("\"id\": \"P1\""));
}
