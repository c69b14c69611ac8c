#include "libemergency/schedule/hours.h"

#include "tests/schedule/rosters.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using schedule::DayKind;
using schedule::DutyHours;

namespace {

const schedule::Stretch whole_year{moment("2026-01-01T00:00:00Z"), moment("2027-01-01T00:00:00Z")};

std::vector<DutyHours> counted(const std::string& zone, std::vector<pagerduty::Duty> duties,
                               const Calendar& calendar = {},
                               schedule::Stretch stretch = whole_year) {
    return hours_of(roster_in(zone, std::move(duties)), calendar, stretch);
}

}  // namespace

TEST_CASE("hours are told by weekday, weekend and holiday of the rotation's zone") {
    const Calendar calendar{.holidays = {"2026-03-10"}};
    // From Sunday 12:00 to Tuesday 06:00 in Madrid, Tuesday being a holiday.
    const auto rows =
        counted("Europe/Madrid", {duty_of("ana", "2026-03-08T11:00:00Z", "2026-03-10T05:00:00Z")},
                calendar);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].month == "2026-03");
    CHECK(rows[0].rotation == "ceoc");
    CHECK(rows[0].of(DayKind::weekend) == 12h);
    CHECK(rows[0].of(DayKind::weekday) == 24h);
    CHECK(rows[0].of(DayKind::holiday) == 6h);
    CHECK(rows[0].total() == 42h);
}

TEST_CASE("a holiday on a weekend counts as a holiday, once") {
    const auto rows =
        counted("UTC", {duty_of("ana", "2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z")},
                {.holidays = {"2026-03-08"}});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].of(DayKind::holiday) == 24h);
    CHECK(rows[0].total() == 24h);
}

TEST_CASE("the days on which clocks are changed have 23 and 25 hours") {
    const auto spring =
        counted("Europe/Madrid", {duty_of("ana", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")});
    REQUIRE(spring.size() == 1);
    CHECK(spring[0].of(DayKind::weekend) == 23h);
    CHECK(spring[0].total() == 23h);
    const auto autumn =
        counted("Europe/Madrid", {duty_of("ana", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")});
    REQUIRE(autumn.size() == 1);
    CHECK(autumn[0].of(DayKind::weekend) == 25h);
}

TEST_CASE("only what lies in the stretch counts, by month and person") {
    const auto rows = counted("UTC",
                              {duty_of("ana", "2026-02-27T00:00:00Z", "2026-03-02T00:00:00Z"),
                               duty_of("bo", "2026-03-02T00:00:00Z", "2026-05-01T00:00:00Z")},
                              {}, {moment("2026-02-28T00:00:00Z"), moment("2026-03-03T00:00:00Z")});
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].month + rows[0].user_id == "2026-02ana");
    CHECK(rows[0].total() == 24h);
    CHECK(rows[1].month + rows[1].user_id == "2026-03ana");
    CHECK(rows[1].total() == 24h);
    CHECK(rows[2].month + rows[2].user_id == "2026-03bo");
    CHECK(rows[2].total() == 24h);
}

TEST_CASE("whatever the zone and its clocks do, no second of duty is lost or counted twice") {
    for (const std::string zone :
         {"UTC", "Europe/Madrid", "America/Los_Angeles", "Australia/Lord_Howe", "Africa/Cairo",
          "Asia/Kathmandu", "Pacific/Apia", "Pacific/Chatham", "America/Sao_Paulo", "Asia/Tokyo"}) {
        INFO(zone);
        std::chrono::seconds sum{0};
        for (const auto& row :
             counted(zone, {duty_of("ana", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")})) {
            sum += row.total();
        }
        CHECK(sum == std::chrono::days(365));
    }
}
