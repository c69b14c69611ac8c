#include "libemergency/record/timeline_page.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using record::Event;
using record::Origin;
using record::timeline_page;
using namespace std::chrono_literals;

namespace {

std::string timeline_drawn(const std::vector<Event>& events,
                           const std::string& title = "#400123: down") {
    const auto page = timeline_page(
        {.title = title, .zone = "Europe/Madrid", .as_of = CaseBuilder::night}, events);
    REQUIRE(page);
    return *page;
}

bool stands_in(const std::string& page, const std::string& part) {
    return page.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the first event stands at the left end of the picture, the last at the right") {
    const auto page = timeline_drawn(
        {{.at = CaseBuilder::night, .origin = Origin::pagerduty},
         {.at = CaseBuilder::night + 30min, .origin = Origin::zendesk, .is_public = true},
         {.at = CaseBuilder::night + 60min, .origin = Origin::slack}});
    CHECK(stands_in(page, R"(<circle class="l0" cx="90.00" cy="43.00" r="5">)"));
    CHECK(stands_in(page, R"(<circle class="public" cx="590.00" cy="77.00" r="8">)"));
    CHECK(stands_in(page, R"(<circle class="l2" cx="1090.00" cy="111.00" r="5">)"));
    CHECK(stands_in(page,
                    R"(<tr class="seen"><td class="at"><time datetime="2026-03-10T04:30:00Z">)"));
}

TEST_CASE("one event or none is a page all the same") {
    CHECK(stands_in(timeline_drawn({{.at = CaseBuilder::night, .origin = Origin::journal}}),
                    R"(<circle class="l3" cx="90.00")"));
    CHECK(stands_in(timeline_drawn({}), "Nothing has happened yet."));
}

TEST_CASE("text from outside is text, and an address that could run is no link") {
    const auto page = timeline_drawn({{.at = CaseBuilder::night,
                                       .origin = Origin::zendesk,
                                       .who = "<b>Dora</b>",
                                       .text = "<script>alert(1)</script> {{title}}",
                                       .url = "javascript:alert(1)"}},
                                     "<img src=x>");
    CHECK_FALSE(stands_in(page, "<script"));
    CHECK_FALSE(stands_in(page, "<b>"));
    CHECK_FALSE(stands_in(page, "<img"));
    CHECK_FALSE(stands_in(page, "javascript"));
    CHECK(stands_in(page, "{{title}}"));
}
