#include "libemergency/record/markdown.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using record::markdown_of;
using record::markdown_text;
using record::Origin;
using namespace std::chrono_literals;

TEST_CASE("nothing in a text is markup") {
    CHECK(markdown_text("*bold* [x](javascript:y) <b> `c` a|b ~~d~~ &amp; _e_ \\") ==
          R"(\*bold\* \[x\](javascript:y) \<b\> \`c\` a\|b \~\~d\~\~ \&amp; \_e\_ \\)");
    CHECK(markdown_text("# no heading - nor list") == "\\# no heading - nor list");
    CHECK(markdown_text("two\nlines\x1b[2J") == "two lines");
}

TEST_CASE("a day is a heading, an event a line, what was said a quotation") {
    const auto text = markdown_of({.title = "#400123: down",
                                   .customer = "Example Corp",
                                   .zone = "Europe/Madrid",
                                   .as_of = CaseBuilder::night},
                                  {{.at = CaseBuilder::night + 22h,
                                    .origin = Origin::zendesk,
                                    .who = "Ana Ortiz",
                                    .what = "public comment",
                                    .text = "We are on it.\n# soon",
                                    .is_public = true,
                                    .url = "https://acme.zendesk.com/agent/tickets/400123> x"},
                                   {.at = CaseBuilder::night + 23h,
                                    .origin = Origin::journal,
                                    .who = "ana",
                                    .what = "queued",
                                    .text = ""}});
    CHECK(text ==
          "# \\#400123: down\n\nExample Corp  \n"
          "As of 2026-03-10 05:00:00 CET, times in Europe/Madrid\n"
          "\n## Wed 11 Mar 2026\n\n"
          "- **03:00:00 CET** [Zendesk](<https://acme.zendesk.com/agent/tickets/400123 x>), "
          "Ana Ortiz: public comment (**the customer sees it**)\n"
          "  > We are on it.  \n  > \\# soon  \n"
          "- **04:00:00 CET** journal, ana: queued\n");
}
