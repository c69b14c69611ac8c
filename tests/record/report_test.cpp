#include "libemergency/record/report.h"

#include "libemergency/core/time_zone.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using record::Course;
using record::course_of;
using record::Grouping;
using record::loads_of;

namespace {

constexpr auto report_night = CaseBuilder::night;

schedule::Roster on_call(const std::string& rotation, const std::string& user, TimePoint from,
                         TimePoint to) {
    return {.rotation = {.name = rotation},
            .duties = {{.user = {.id = user, .name = user}, .start = from, .end = to}}};
}

pagerduty::LogEntry logged(const std::string& type, const std::string& who, TimePoint at) {
    return {.id = type, .type = type, .who_id = who, .at = at};
}

Course course_after(TimePoint paged, std::optional<std::chrono::seconds> acknowledged,
                    const std::string& region = {}) {
    Course course{.region = region, .paged = paged};
    if (acknowledged) {
        course.acknowledged = paged + *acknowledged;
    }
    return course;
}

}  // namespace

TEST_CASE("a course is told from the page: who had duty acknowledged, contacted, was answered") {
    CaseBuilder builder;
    builder.after(2min).public_comment_by(CaseBuilder::ana, "We are on it.");
    builder.after(7min).public_comment_by(CaseBuilder::dora, "Thanks");
    const auto course =
        course_of({.one = builder.value(),
                   .log = {logged("acknowledge_log_entry", "PBO", report_night + 5min),
                           logged("unacknowledge_log_entry", "PANA", report_night + 10s),
                           logged("acknowledge_log_entry", "PANA", report_night + 1min)}},
                  {on_call("manager", "PBO", report_night, report_night + 8h),
                   on_call("early", "PANA", report_night - 8h, report_night + 1min),
                   on_call("ceoc", "PANA", report_night, report_night + 8h)},
                  {});
    CHECK(course.paged == report_night);
    CHECK(course.acknowledged == report_night + 1min);
    CHECK(course.rotation == "ceoc");
    CHECK(course.contacted == report_night + 2min);
    CHECK(course.engaged == report_night + 9min);
    CHECK(course.handovers == 0);
}

TEST_CASE("what did not happen is nothing, not zero") {
    const auto course = course_of({.one = CaseBuilder().value()}, {}, {});
    CHECK_FALSE(course.acknowledged);
    CHECK_FALSE(course.contacted);
    CHECK_FALSE(course.engaged);
    CHECK(course.rotation.empty());
    const auto loads = loads_of({course}, Grouping::week, "UTC");
    REQUIRE(loads.size() == 1);
    CHECK(loads.front().cases == 1);
    CHECK(loads.front().acknowledge.count == 0);
}

TEST_CASE("a call engages, and each handover since the page counts once") {
    CaseBuilder builder;
    builder.after(10min).audit("ZD-400123/call/1", "ana");
    builder.after(20min).audit("ZD-400123/handoff/1", "ana");
    builder.after(21min).audit("ZD-400123/handoff/1/accepted", "bo", CaseBuilder::bo);
    const auto course = course_of({.one = builder.value()}, {}, {});
    CHECK(course.engaged == report_night + 10min);
    CHECK(course.handovers == 1);
}

TEST_CASE("weeks are those of the zone, and the median is one of the spans") {
    const TimePoint sunday = *parse_rfc3339("2026-03-08T23:30:00Z");
    const std::vector<Course> courses{course_after(sunday, 60s), course_after(sunday + 1h, 120s),
                                      course_after(sunday + 2h, 600s),
                                      course_after(sunday + 3h, std::nullopt)};
    const auto by_utc = loads_of(courses, Grouping::week, "UTC");
    REQUIRE(by_utc.size() == 2);
    CHECK(by_utc.front().group == "2026-W10");
    CHECK(by_utc.front().acknowledge.median == 60s);
    CHECK(by_utc.back().group == "2026-W11");
    CHECK(by_utc.back().cases == 3);
    CHECK(by_utc.back().acknowledge.count == 2);
    CHECK(by_utc.back().acknowledge.median == 600s);
    const auto in_madrid = loads_of(courses, Grouping::week, "Europe/Madrid");
    REQUIRE(in_madrid.size() == 1);
    CHECK(in_madrid.front().acknowledge.median == 120s);
    CHECK(in_madrid.front().acknowledge.longest == 600s);
}

TEST_CASE("a clock that ran ahead makes no span shorter than nothing") {
    const TimePoint paged = *parse_rfc3339("2026-03-10T04:00:00Z");
    const auto loads = loads_of({course_after(paged, -5s, "EMEA")}, Grouping::region, "UTC");
    CHECK(loads.front().group == "EMEA");
    CHECK(loads.front().acknowledge.longest == 0s);
}
