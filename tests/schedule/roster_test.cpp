#include "libemergency/schedule/roster.h"

#include "libemergency/schedule/hours.h"
#include "tests/fakes/scripted_transport.h"
#include "tests/schedule/rosters.h"

#include <fmt/format.h>

using namespace emergency;
using schedule::Stretch;
using schedule::windows_of;

namespace {

constexpr std::chrono::days one_year{365};
const auto first_day = moment("2026-03-10T00:00:00Z");

pagerduty::Client client_on(ScriptedTransport& network) {
    return {network, "https://pd", Secret("t0ken"), "ana@example.com"};
}

void expect_schedule(ScriptedTransport& network, const std::string& id, const std::string& window,
                     const std::string& entries) {
    network.expect(fmt::format("GET https://pd/schedules/{}?{}&overflow=true", id, window),
                   answer(200, fmt::format(R"({{"schedule":{{"id":"{}","name":"S","time_zone":"UTC",
        "final_schedule":{{"rendered_schedule_entries":[{}]}}}}}})",
                                           id, entries)));
}

constexpr const char* first_window =
    "since=2026-03-10T00%3A00%3A00Z&until=2026-06-08T00%3A00%3A00Z";
constexpr const char* second_window =
    "since=2026-06-08T00%3A00%3A00Z&until=2026-06-10T00%3A00%3A00Z";
constexpr const char* long_duty =
    R"({"start":"2026-06-01T00:00:00Z","end":"2026-06-20T00:00:00Z","user":{"id":"PANA001"}})";

}  // namespace

TEST_CASE("a year is cut into as few windows as the service allows, without a gap") {
    const auto windows = windows_of({first_day, first_day + one_year});
    REQUIRE(windows.size() == 5);
    CHECK(windows.front().since == first_day);
    CHECK(windows.back().until == first_day + one_year);
    for (std::size_t i = 1; i < windows.size(); ++i) {
        CHECK(windows[i].since == windows[i - 1].until);
        CHECK(windows[i - 1].until - windows[i - 1].since == schedule::longest_window);
    }
    CHECK(windows_of({first_day, first_day + schedule::longest_window}).size() == 1);
    CHECK(windows_of({first_day, first_day}).empty());
}

TEST_CASE("a duty across two windows is one, and a schedule of two rotations is read once") {
    ScriptedTransport network;
    expect_schedule(network, "PSCH001", first_window, long_duty);
    expect_schedule(network, "PSCH001", second_window, long_duty);
    const Rotation ceoc{.name = "ceoc", .schedules = {"PSCH001"}};
    const Rotation all{.name = "all", .schedules = {"PSCH001"}};
    std::vector<std::size_t> heard;
    const auto rosters = schedule::read_rosters(
        client_on(network), {ceoc, all}, {first_day, moment("2026-06-10T00:00:00Z")},
        [&](std::size_t answered, std::size_t of) { heard.push_back(answered * 10 + of); });
    REQUIRE(rosters);
    REQUIRE(rosters->size() == 2);
    for (const auto& roster : *rosters) {
        REQUIRE(roster.duties.size() == 1);
        CHECK(roster.duties.front().start == moment("2026-06-01T00:00:00Z"));
        CHECK(roster.duties.front().end == moment("2026-06-20T00:00:00Z"));
    }
    CHECK(heard == std::vector<std::size_t>{12, 22});
}

TEST_CASE("hours are read window by window, and a duty across two of them counts once") {
    ScriptedTransport network;
    expect_schedule(network, "PSCH001", first_window, long_duty);
    expect_schedule(network, "PSCH001", second_window, long_duty);
    const Rotation ceoc{.name = "ceoc", .schedules = {"PSCH001"}};
    std::vector<std::size_t> heard;
    const auto hours = schedule::read_hours(
        client_on(network),
        {{.rotation = ceoc, .stretch = {first_day, moment("2026-06-10T00:00:00Z")}}}, {},
        [&](std::size_t answered, std::size_t of) { heard.push_back(answered * 10 + of); });
    REQUIRE(hours);
    REQUIRE(hours->size() == 1);
    CHECK(hours->front().month == "2026-06");
    CHECK(hours->front().user_id == "PANA001");
    CHECK(hours->front().total() == std::chrono::days(9));
    CHECK(heard == std::vector<std::size_t>{12, 22});
}

TEST_CASE("a schedule that is not there fails the whole, by name") {
    ScriptedTransport network;
    network.expect(fmt::format("GET https://pd/schedules/PSCH009?{}&overflow=true", first_window),
                   answer(404, "{}"));
    const auto rosters = schedule::read_rosters(
        client_on(network), {{.name = "gone", .schedules = {"PSCH009"}}},
        {first_day, first_day + schedule::longest_window}, [](std::size_t, std::size_t) {});
    REQUIRE_FALSE(rosters);
    CHECK(rosters.error().message.find("PSCH009") != std::string::npos);
}

TEST_CASE("of one person only what is theirs is left") {
    const auto left = schedule::rosters_of(
        "ana", {roster_in("UTC", {duty_of("ana", "2026-03-10T00:00:00Z", "2026-03-10T08:00:00Z"),
                                  duty_of("bo", "2026-03-10T08:00:00Z", "2026-03-10T16:00:00Z")}),
                roster_in("UTC", {duty_of("bo", "2026-03-10T00:00:00Z", "2026-03-10T08:00:00Z")})});
    REQUIRE(left.size() == 1);
    CHECK(left.front().duties.size() == 1);
}

TEST_CASE(
    "whoever has left PagerDuty, or comes under another id, is known by the id that was asked") {
    ScriptedTransport network;
    network.expect("GET https://pd/users/PGONE01", answer(404, R"({"error":{"code":2100}})"));
    network.expect("GET https://pd/users/PBOL001",
                   answer(200, R"({"user":{"id":"POTHER","name":"Bo","email":"bo@example.com"}})"));
    const auto people = schedule::people_with(client_on(network), {"PGONE01", "PBOL001"});
    REQUIRE(people);
    CHECK(people->at("PGONE01").name == "PGONE01");
    CHECK(people->at("PBOL001").email == "bo@example.com");
}
