#include "libemergency/schedule/audit.h"

#include "tests/schedule/rosters.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace emergency::schedule;
using pagerduty::Duty;

namespace {

const Stretch march{moment("2026-03-01T00:00:00Z"), moment("2026-03-20T00:00:00Z")};

PromisedShift promised(const std::string& name, const std::string& hours) {
    return {.name = name, .hours = {*parse_weekly_window(hours)}};
}

pagerduty::Reachability reachable(const std::string& id) {
    return {.user = {.id = id, .name = id, .email = id + "@example.com"},
            .url = "https://acme.pagerduty.com/users/" + id,
            .methods = {"email", "phone"},
            .rung_by = {"phone"}};
}

/// One rotation in a zone, promised for the whole of each day, with these duties in one schedule.
Audited one_rotation(const std::string& zone, std::vector<Duty> duties) {
    return {.stretch = march,
            .rotations = {{.rotation = {.name = "ceoc",
                                        .schedules = {"PSCH001"},
                                        .time_zone = zone,
                                        .coverage = {promised("", "daily 00:00-24:00 " + zone)}},
                           .schedules = {{.id = "PSCH001",
                                          .name = "CEOC",
                                          .time_zone = zone,
                                          .url = "https://acme.pagerduty.com/schedules/PSCH001",
                                          .duties = std::move(duties)}}}},
            .policies = {},
            .others = {},
            .people = {{"ana", reachable("ana")}, {"bo", reachable("bo")}}};
}

/// The same, with nothing wrong.
Audited in_order() {
    return one_rotation("UTC", {duty_of("ana", "2026-02-28T00:00:00Z", "2026-03-10T00:00:00Z"),
                                duty_of("bo", "2026-03-10T00:00:00Z", "2026-03-21T00:00:00Z")});
}

/// A duty of each day, from one time to another in UTC.
std::vector<Duty> each_day(const std::string& person, const std::string& first, int days,
                           int hours) {
    std::vector<Duty> all;
    for (int day = 0; day < days; ++day) {
        const auto start = moment(first) + std::chrono::days(day);
        all.push_back({.schedule_id = "PSCH001",
                       .user = {.id = person, .name = person},
                       .start = start,
                       .end = start + std::chrono::hours(hours)});
    }
    return all;
}

std::vector<Finding> of_kind(FindingKind kind, const Audited& audited) {
    auto found = audit(audited);
    std::erase_if(found, [&](const Finding& each) { return each.kind != kind; });
    return found;
}

}  // namespace

TEST_CASE("a schedule that keeps its promise has no findings") {
    CHECK(audit(in_order()).empty());
}

TEST_CASE("a second without anybody is a gap, and the hint is where it is filled") {
    auto audited = in_order();
    audited.rotations.front().schedules.front().duties.back().start += std::chrono::seconds(1);
    const auto found = audit(audited);
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == FindingKind::gap);
    CHECK(utc_text(found[0].when.since) == "2026-03-10T00:00:00Z");
    CHECK(utc_text(found[0].when.until) == "2026-03-10T00:00:01Z");
    CHECK(found[0].hint == "https://acme.pagerduty.com/schedules/PSCH001");
}

TEST_CASE("nobody is missed where nobody is promised") {
    auto audited = one_rotation("UTC", each_day("ana", "2026-02-28T05:00:00Z", 25, 12));
    audited.rotations.front().rotation.coverage = {promised("day", "daily 05:00-17:00 UTC")};
    CHECK(audit(audited).empty());
}

TEST_CASE("two at once are an overlap unless they are meant") {
    auto audited = in_order();
    audited.rotations.front().schedules.front().duties.front().end += std::chrono::minutes(5);
    const auto found = audit(audited);
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == FindingKind::overlap);
    CHECK(found[0].says.find("ana, bo") != std::string::npos);
    audited.rotations.front().rotation.at_most = 2;
    CHECK(audit(audited).empty());
}

TEST_CASE("one person in two schedules of a rotation is one") {
    auto audited = in_order();
    auto second = audited.rotations.front().schedules.front();
    second.id = "PSCH002";
    audited.rotations.front().schedules.push_back(second);
    CHECK(audit(audited).empty());
}

TEST_CASE("without a promise neither gaps nor overlaps nor zones are judged") {
    auto audited =
        one_rotation("UTC", {duty_of("ana", "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z"),
                             duty_of("bo", "2026-03-02T00:00:00Z", "2026-03-03T00:00:00Z")});
    audited.rotations.front().rotation.coverage.clear();
    audited.rotations.front().schedules.front().time_zone = "Asia/Tokyo";
    CHECK(audit(audited).empty());
}

TEST_CASE("a stretch that is too long is one though it is in pieces") {
    auto audited = in_order();
    audited.rotations.front().rotation.longest_duty = std::chrono::days(10);
    const auto found = audit(audited);
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == FindingKind::long_duty);
    CHECK(found[0].user.id == "bo");
    CHECK(found[0].hint.find("--from 2026-03-20T00:00:00Z") != std::string::npos);
}

TEST_CASE("a person in two rotations at once is found, but not for a schedule that both have") {
    auto audited = in_order();
    audited.rotations.push_back(audited.rotations.front());
    audited.rotations.back().rotation.name = "manager";
    CHECK(audit(audited).empty());
    audited.rotations.back().schedules.front().id = "PSCH010";
    const auto found = of_kind(FindingKind::two_rotations, audited);
    REQUIRE(found.size() == 2);
    CHECK(found[0].user.id == "ana");
    CHECK(utc_text(found[0].when.since) == "2026-03-01T00:00:00Z");
    CHECK(found[0].says == "ana is on call in ceoc and in manager");
}

TEST_CASE("a schedule is in another zone if its clocks are others, not if its zone's name is") {
    auto audited = in_order();
    audited.rotations.front().schedules.front().time_zone = "Etc/UTC";
    CHECK(audit(audited).empty());
    audited.rotations.front().schedules.front().time_zone = "Europe/London";  // The same in winter.
    const auto found = audit(audited);
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == FindingKind::other_zone);
    CHECK(found[0].hint == "https://acme.pagerduty.com/schedules/PSCH001");
    audited.rotations.front().schedules.front().time_zone = "Pacific Time (US & Canada)";
    CHECK(of_kind(FindingKind::other_zone, audited).size() == 1);
}

TEST_CASE("shifts that follow UTC move when the promised zone's clocks change") {
    auto audited =
        one_rotation("America/Los_Angeles", each_day("ana", "2026-02-20T13:00:00Z", 40, 12));
    const auto found = of_kind(FindingKind::moved_by_clocks, audited);
    REQUIRE(found.size() == 1);
    CHECK(
        found[0].says ==
        "the shifts of CEOC move when the clocks of America/Los_Angeles change: 05:00 PST becomes "
        "06:00 PDT");
    // An hour in which the wrong person, or nobody, is on call.
    CHECK(found[0].when.until - found[0].when.since == std::chrono::hours(1));
}

TEST_CASE("shifts that follow the clocks do not move") {
    std::vector<Duty> duties = each_day("ana", "2026-02-20T13:00:00Z", 16, 12);  // To 7 March
    const auto summer = each_day("ana", "2026-03-08T12:00:00Z", 30, 12);
    duties.insert(duties.end(), summer.begin(), summer.end());
    CHECK(
        of_kind(FindingKind::moved_by_clocks, one_rotation("America/Los_Angeles", duties)).empty());
}

TEST_CASE("an override that ends inside a shift gives the rest back, and is found") {
    auto audited = in_order();
    auto& schedule = audited.rotations.front().schedules.front();
    schedule.layers = {duty_of("ana", "2026-02-28T00:00:00Z", "2026-03-21T00:00:00Z")};
    schedule.overrides = {duty_of("bo", "2026-03-10T00:00:00Z", "2026-03-12T06:00:00Z")};
    schedule.duties = {duty_of("ana", "2026-02-28T00:00:00Z", "2026-03-10T00:00:00Z"),
                       duty_of("bo", "2026-03-10T00:00:00Z", "2026-03-12T06:00:00Z"),
                       duty_of("ana", "2026-03-12T06:00:00Z", "2026-03-21T00:00:00Z")};
    const auto found = audit(audited);
    REQUIRE(found.size() == 1);
    CHECK(found[0].kind == FindingKind::override_ends_inside);
    CHECK(utc_text(found[0].when.since) == "2026-03-12T06:00:00Z");
    CHECK(found[0].hint ==
          "emerg schedule override give --rotation ceoc --person ana@example.com --from "
          "2026-03-12T06:00:00Z --until 2026-03-21T00:00:00Z --to ADDRESS");
    SECTION("not if it ends with the shift") {
        schedule.layers.front().end = moment("2026-03-12T06:00:00Z");
        schedule.layers.push_back(duty_of("ana", "2026-03-12T06:00:00Z", "2026-03-21T00:00:00Z"));
        CHECK(audit(audited).empty());
    }
    SECTION("not if somebody else's override follows") {
        schedule.duties.back().user.id = "bo";
        CHECK(audit(audited).empty());
    }
}

TEST_CASE("who cannot be woken is found once, with their page to mend it") {
    auto audited = in_order();
    audited.people["ana"].methods = {"email"};
    audited.people["bo"].rung_by = {"email"};
    const auto found = audit(audited);
    REQUIRE(found.size() == 2);
    CHECK(found[0].says ==
          "ana has no contact method that wakes (phone, sms, push_notification, whatsapp)");
    CHECK(found[0].hint == "https://acme.pagerduty.com/users/ana");
    CHECK(found[1].says == "bo has no notification rule that rings such a contact method");
    audited.rotations.front().rotation.reached_by = {"email"};
    CHECK(audit(audited).size() == 1);  // Bo's phone does not count then, nor Ana's silence.
}

TEST_CASE("a level of an escalation policy that nobody fills is found") {
    auto audited = in_order();
    audited.policies = {{.id = "PPOL001",
                         .name = "Emergencies",
                         .url = "https://acme.pagerduty.com/escalation_policies/PPOL001",
                         .levels = {{.schedules = {"PSCH001"}, .users = {}},
                                    {.schedules = {}, .users = {"mel"}},
                                    {.schedules = {"PSCH099"}, .users = {}},
                                    {}}}};
    audited.others = {{.id = "PSCH099"}};
    const auto found = audit(audited);
    REQUIRE(found.size() == 2);
    CHECK(found[0].says == "level 3 of the escalation policy Emergencies names nobody");
    CHECK(found[1].says == "level 4 of the escalation policy Emergencies names nobody");
}

TEST_CASE("names of people and schedules do not move the cursor") {
    auto audited = in_order();
    audited.rotations.front().schedules.front().name = "CE\x1b[2JOC";
    audited.rotations.front().schedules.front().time_zone = "Asia/Tokyo";
    CHECK(audit(audited).front().says.find('\x1b') == std::string::npos);
}
