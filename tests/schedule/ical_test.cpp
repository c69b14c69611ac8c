#include "libemergency/schedule/ical.h"

#include "tests/schedule/rosters.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;

namespace {

/// The text with folded lines put together, without carriage returns.
std::string unfolded(std::string text) {
    std::erase(text, '\r');
    for (auto fold = text.find("\n "); fold != std::string::npos; fold = text.find("\n ")) {
        text.erase(fold, 2);
    }
    return text;
}

std::string exported(const std::vector<schedule::Roster>& rosters, const std::string& as_of,
                     const std::string& previous = {}) {
    return schedule::ical(rosters, {.name = "On call",
                                    .as_of = moment(as_of),
                                    .until = moment("2027-03-10T00:00:00Z"),
                                    .previous = previous});
}

bool ical_holds(const std::string& text, const std::string& part) {
    return unfolded(text).find(part) != std::string::npos;
}

std::string line_of(const std::string& text, const std::string& name) {
    const auto whole = unfolded(text);
    const auto at = whole.find("\n" + name);
    return at == std::string::npos ? std::string()
                                   : whole.substr(at + 1, whole.find('\n', at + 1) - at - 1);
}

const auto ical_shift = duty_of("Ana Ortiz", "2026-03-10T05:00:00Z", "2026-03-10T13:00:00Z");

}  // namespace

TEST_CASE("a shift is an event in the rotation's zone that leaves the day free") {
    const auto text =
        exported({roster_in("America/Los_Angeles", {ical_shift})}, "2026-03-09T00:00:00Z");
    CHECK(ical_holds(text, "DTSTART;TZID=America/Los_Angeles:20260309T220000"));
    CHECK(ical_holds(text, "DTEND;TZID=America/Los_Angeles:20260310T060000"));
    CHECK(ical_holds(text, "TRANSP:TRANSPARENT"));
    CHECK(ical_holds(text, "SUMMARY:ceoc: Ana Ortiz"));
    CHECK(ical_holds(text, "UID:ceoc-PSCH001-20260310T050000Z@emerg"));
    CHECK(ical_holds(text, "BEGIN:VTIMEZONE\nTZID:America/Los_Angeles"));
    CHECK(ical_holds(text, "TZOFFSETTO:-0700"));
}

TEST_CASE("an hour that clocks show twice is told in UTC") {
    const auto text =
        exported({roster_in("Europe/Madrid",
                            {duty_of("ana", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")})},
                 "2026-10-24T00:00:00Z");
    CHECK(ical_holds(text, "DTSTART:20261025T003000Z"));
    CHECK(ical_holds(text, "DTEND:20261025T013000Z"));
}

TEST_CASE("in UTC there is no zone to describe") {
    const auto text = exported({roster_in("UTC", {ical_shift})}, "2026-03-09T00:00:00Z");
    CHECK(ical_holds(text, "DTSTART:20260310T050000Z"));
    CHECK_FALSE(ical_holds(text, "VTIMEZONE"));
}

TEST_CASE("what does not change stays as it is to the byte") {
    const std::vector rosters{roster_in("Europe/Madrid", {ical_shift})};
    const auto first = exported(rosters, "2026-03-09T00:00:00Z");
    CHECK(exported(rosters, "2026-03-09T06:00:00Z", first) == first);
}

TEST_CASE("another person has the same event, with a later sequence") {
    const auto first = exported({roster_in("Europe/Madrid", {ical_shift})}, "2026-03-09T00:00:00Z");
    auto given = ical_shift;
    given.user = {.id = "PBOL001", .name = "Bo Lind"};
    given.from_override = true;
    const auto second =
        exported({roster_in("Europe/Madrid", {given})}, "2026-03-09T06:00:00Z", first);
    CHECK(line_of(second, "UID") == line_of(first, "UID"));
    CHECK(line_of(second, "SUMMARY") == "SUMMARY:ceoc: Bo Lind");
    CHECK(line_of(second, "DTSTAMP") == "DTSTAMP:20260309T060000Z");
    const auto number = [](const std::string& line) { return std::stol(line.substr(9)); };
    CHECK(number(line_of(second, "SEQUENCE")) == number(line_of(first, "SEQUENCE")) + 360);
}

TEST_CASE("a shift that is no more is cancelled, and stays so, until its time has passed") {
    const auto first = exported({roster_in("Europe/Madrid", {ical_shift})}, "2026-03-09T00:00:00Z");
    const auto second = exported({roster_in("Europe/Madrid", {})}, "2026-03-09T06:00:00Z", first);
    CHECK(line_of(second, "STATUS") == "STATUS:CANCELLED");
    CHECK(line_of(second, "UID") == line_of(first, "UID"));
    CHECK(exported({roster_in("Europe/Madrid", {})}, "2026-03-09T07:00:00Z", second) == second);
    CHECK_FALSE(ical_holds(exported({}, "2026-03-10T13:00:00Z", second), "VEVENT"));
}

TEST_CASE("names cannot add lines or properties, and broken files are no previous ones") {
    const auto text =
        exported({roster_in("UTC", {duty_of("Eve\r\nEND:VEVENT, or; not", "2026-03-10T05:00:00Z",
                                            "2026-03-10T13:00:00Z")})},
                 "2026-03-09T00:00:00Z", "no calendar at all");
    CHECK(ical_holds(text, "SUMMARY:ceoc: Eve END:VEVENT\\, or\\; not"));
    const auto whole = unfolded(text);
    CHECK(std::count(whole.begin(), whole.end(), '\n') > 10);
    CHECK(whole.find("\nEND:VEVENT", whole.find("\nEND:VEVENT") + 1) == std::string::npos);
}
