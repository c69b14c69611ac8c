#include "libemergency/schedule/duty_page.h"

#include "libemergency/core/weekly_window.h"
#include "libemergency/schedule/duty_chart.h"
#include "tests/schedule/rosters.h"

#include <catch2/catch.hpp>

using namespace emergency;
using schedule::gaps_in;

namespace {

const auto page_now = moment("2026-03-10T06:00:00Z");
const auto page_end = moment("2026-04-10T06:00:00Z");

std::string page_of(std::vector<pagerduty::Duty> duties,
                    const std::string& zone = "Europe/Madrid") {
    const auto page =
        schedule::duty_page({roster_in(zone, std::move(duties))},
                            {.zone = "Europe/Madrid", .as_of = page_now, .until = page_end});
    REQUIRE(page);
    return *page;
}

std::size_t times_in(const std::string& text, const std::string& part) {
    std::size_t times = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++times;
    }
    return times;
}

}  // namespace

TEST_CASE("gaps are what nobody has, whoever overlaps") {
    const auto hour = [](int hours) {
        return moment("2026-03-10T00:00:00Z") + std::chrono::hours(hours);
    };
    const std::vector duties{duty_of("ana", "2026-03-10T02:00:00Z", "2026-03-10T08:00:00Z"),
                             duty_of("bo", "2026-03-10T04:00:00Z", "2026-03-10T06:00:00Z"),
                             duty_of("cy", "2026-03-10T09:00:00Z", "2026-03-10T12:00:00Z")};
    const auto gaps = gaps_in(duties, {hour(0), hour(14)});
    REQUIRE(gaps.size() == 3);
    CHECK(gaps[0].until == hour(2));
    CHECK(gaps[1].since == hour(8));
    CHECK(gaps[1].until == hour(9));
    CHECK(gaps[2].since == hour(12));
    CHECK(gaps_in(duties, {hour(2), hour(8)}).empty());
    CHECK(gaps_in({}, {hour(0), hour(1)}).size() == 1);
}

TEST_CASE("the days that are off are those of the calendar") {
    const auto shaded = [](Calendar calendar) {
        const auto page = schedule::duty_page(
            {roster_in("Europe/Madrid", {})},
            {.as_of = page_now, .until = page_end, .calendar = std::move(calendar)});
        REQUIRE(page);
        return times_in(*page, "class=\"off\"");
    };
    CHECK(shaded({}) == 8);
    CHECK(shaded({.weekend = {"friday"}, .holidays = {"2026-03-17"}}) == 5);
    CHECK(shaded({.weekend = {}}) == 0);
}

TEST_CASE("the page says who is on, who is next, and draws a bar for each duty") {
    auto next = duty_of("Bo Lind", "2026-03-10T12:00:00Z", "2026-04-11T00:00:00Z");
    next.from_override = true;
    const auto page =
        page_of({duty_of("Ana Ortiz", "2026-03-10T04:00:00Z", "2026-03-10T12:00:00Z"), next});
    CHECK(page.find("<p class=\"name\">Ana Ortiz</p>") != std::string::npos);
    CHECK(page.find("Tue 10 Mar 13:00 CET</time> (for 6h00m)") != std::string::npos);
    CHECK(page.find("<p class=\"name\">Bo Lind</p>") != std::string::npos);
    CHECK(page.find("Bo Lind (override), Tue 10 Mar 13:00 CET to") != std::string::npos);
    CHECK(times_in(page, "rx=\"3\"") == 3);  // With the hours of today before Ana's.
    CHECK(times_in(page, "class=\"day\"") == 2 * 31);
    CHECK(page.find("Nobody from") == std::string::npos);
}

TEST_CASE("a hole is told in words, not by colour alone") {
    const auto page = page_of({duty_of("Ana", "2026-03-10T04:00:00Z", "2026-03-10T12:00:00Z")});
    CHECK(page.find("Nobody from <time datetime=\"2026-03-10T12:00:00Z\">") != std::string::npos);
    CHECK(page.find("class=\"gap\"") != std::string::npos);
    CHECK(page_of({}).find("Nobody is on call in this time.") != std::string::npos);
}

TEST_CASE("what nobody has is a hole only where somebody was promised") {
    const auto page_at_hour = [](const std::string& now) {
        auto roster =
            roster_in("UTC", {duty_of("Ana", "2026-03-10T05:00:00Z", "2026-03-10T17:00:00Z"),
                              duty_of("Ana", "2026-03-11T05:00:00Z", "2026-03-11T16:00:00Z")});
        roster.rotation.coverage = {{.hours = {*parse_weekly_window("daily 05:00-17:00 UTC")}}};
        const auto page = schedule::duty_page(
            {roster}, {.as_of = moment(now), .until = moment("2026-03-12T00:00:00Z")});
        REQUIRE(page);
        return *page;
    };
    const auto by_night = page_at_hour("2026-03-10T18:00:00Z");
    CHECK(times_in(by_night, "Nobody from") == 1);
    CHECK(by_night.find("Nobody from <time datetime=\"2026-03-11T16:00:00Z\">") !=
          std::string::npos);
    CHECK(by_night.find("nor is anybody promised at this hour") != std::string::npos);
    const auto in_the_hole = page_at_hour("2026-03-11T16:30:00Z");
    CHECK(in_the_hole.find("nor is anybody promised") == std::string::npos);
    CHECK(in_the_hole.find("class=\"card nobody\"") != std::string::npos);
}

TEST_CASE("names cannot bring markup, templates or scripts into the page") {
    const auto page = page_of({duty_of("<script>alert(1)</script>{{title}}\"'&\x1b[2J",
                                       "2026-03-10T04:00:00Z", "2026-04-12T12:00:00Z")});
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt;{{title}}&quot;") != std::string::npos);
    CHECK(page.find('\x1b') == std::string::npos);
}

TEST_CASE(
    "the page needs nothing from elsewhere and can be walked through without sight or mouse") {
    const auto page = page_of({duty_of("Ana", "2026-03-10T04:00:00Z", "2026-03-10T12:00:00Z")});
    for (const std::string part :
         {"<html lang=\"en\">", "<header>", "<main id=\"main\"", "<nav aria-label=", "<caption",
          "scope=\"col\"", "scope=\"row\"",
          "role=\"img\" aria-label=", "prefers-color-scheme: dark", "width=device-width",
          "class=\"skip\" href=\"#main\"", "default-src 'none'"}) {
        INFO(part);
        CHECK(page.find(part) != std::string::npos);
    }
    for (const std::string part : {"http://", "https://", "url(", "@import", "src=", "onclick"}) {
        INFO(part);
        CHECK(page.find(part) == std::string::npos);
    }
}
