#include "libemergency/schedule/rotation.h"

#include "tests/fakes/scripted_transport.h"

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <tuple>
#include <vector>

using emergency::ErrorKind;
using emergency::Rotation;
using emergency::Secret;
using emergency::TimePoint;
using emergency::pagerduty::Client;
using emergency::pagerduty::Duty;
using emergency::schedule::duties_of;
using emergency::schedule::merged;
using emergency::schedule::next_duty;
using emergency::schedule::on_duty;

namespace {

const TimePoint midnight = std::chrono::sys_days{std::chrono::year{2026} / 3 / 10};

TimePoint hour(int hours) {
    return midnight + std::chrono::hours(hours);
}

Duty duty(const std::string& person, int start, int end, const std::string& schedule = "PSCH001") {
    return {.schedule_id = schedule,
            .user = {.id = person, .name = person},
            .start = hour(start),
            .end = hour(end)};
}

using Piece = std::tuple<std::string, int, int>;

std::vector<Piece> plain(const std::vector<Duty>& duties) {
    const auto hours = [](TimePoint moment) {
        return static_cast<int>(
            std::chrono::duration_cast<std::chrono::hours>(moment - midnight).count());
    };
    std::vector<Piece> pieces;
    for (const auto& each : duties) {
        pieces.emplace_back(each.user.id, hours(each.start), hours(each.end));
    }
    return pieces;
}

std::string entry(const std::string& person, int start, int end) {
    return fmt::format(R"({{"start":"2026-03-10T{:02}:00:00Z","end":"2026-03-10T{:02}:00:00Z",
        "user":{{"id":"{}","summary":"{}"}}}})",
                       start, end, person, person);
}

std::string schedule_answer(const std::string& id, const std::string& entries) {
    return fmt::format(
        R"({{"schedule":{{"id":"{}","name":"{}","time_zone":"UTC","final_schedule":{{
        "rendered_schedule_entries":[{}]}}}}}})",
        id, id, entries);
}

std::string schedule_line(const std::string& id) {
    return fmt::format(
        "GET https://pd/schedules/{}?since=2026-03-10T00%3A00%3A00Z&until=2026-03-"
        "10T12%3A00%3A00Z",
        id);
}

const Rotation emea{.name = "emea", .schedules = {"PSCH001", "PSCH002"}};

}  // namespace

TEST_CASE("pieces of one person that touch become one") {
    CHECK(plain(merged({duty("ana", 0, 4), duty("ana", 4, 8), duty("bo", 8, 12)})) ==
          std::vector<Piece>{{"ana", 0, 8}, {"bo", 8, 12}});
}

TEST_CASE("pieces of one person that overlap or contain each other become one") {
    CHECK(plain(merged({duty("ana", 0, 5), duty("ana", 3, 8)})) ==
          std::vector<Piece>{{"ana", 0, 8}});
    CHECK(plain(merged({duty("ana", 0, 8), duty("ana", 2, 3)})) ==
          std::vector<Piece>{{"ana", 0, 8}});
}

TEST_CASE("pieces of one person with time between them stay two") {
    CHECK(plain(merged({duty("ana", 0, 4), duty("ana", 5, 8)})) ==
          std::vector<Piece>{{"ana", 0, 4}, {"ana", 5, 8}});
}

TEST_CASE("pieces of one person become one though somebody else's begins between them") {
    CHECK(plain(merged({duty("ana", 0, 4), duty("bo", 2, 6), duty("ana", 4, 8)})) ==
          std::vector<Piece>{{"ana", 0, 8}, {"bo", 2, 6}});
}

TEST_CASE("pieces of different persons never become one") {
    CHECK(plain(merged({duty("ana", 0, 8), duty("bo", 0, 8)})) ==
          std::vector<Piece>{{"ana", 0, 8}, {"bo", 0, 8}});
}

TEST_CASE("pieces come in order of their start, however they are given") {
    CHECK(plain(merged({duty("bo", 8, 12), duty("cy", 12, 16), duty("ana", 0, 8)})) ==
          std::vector<Piece>{{"ana", 0, 8}, {"bo", 8, 12}, {"cy", 12, 16}});
    CHECK(merged({}).empty());
}

TEST_CASE("a person in two schedules has one duty") {
    CHECK(plain(merged({duty("ana", 0, 4, "PSCH001"), duty("ana", 2, 8, "PSCH002")})) ==
          std::vector<Piece>{{"ana", 0, 8}});
}

TEST_CASE("a duty that is an override in part says so") {
    auto taken = duty("ana", 4, 8);
    taken.from_override = true;

    const auto pieces = merged({duty("ana", 0, 4), taken});

    REQUIRE(pieces.size() == 1);
    CHECK(pieces[0].from_override);
    CHECK_FALSE(merged({duty("ana", 0, 4)})[0].from_override);
}

TEST_CASE("a duty begins with its first moment and has ended at its last") {
    const std::vector<Duty> duties{duty("ana", 0, 8), duty("bo", 8, 12)};

    CHECK(plain(on_duty(duties, hour(0))) == std::vector<Piece>{{"ana", 0, 8}});
    CHECK(plain(on_duty(duties, hour(8) - std::chrono::milliseconds(1))) ==
          std::vector<Piece>{{"ana", 0, 8}});
    CHECK(plain(on_duty(duties, hour(8))) == std::vector<Piece>{{"bo", 8, 12}});
    CHECK(on_duty(duties, hour(12)).empty());
    CHECK(on_duty(duties, hour(-1)).empty());
}

TEST_CASE("everybody whose shift overlaps has duty") {
    const std::vector<Duty> duties{duty("ana", 0, 8), duty("bo", 7, 12)};

    CHECK(plain(on_duty(duties, hour(7))) == std::vector<Piece>{{"ana", 0, 8}, {"bo", 7, 12}});
}

TEST_CASE("next is the first whose duty begins later") {
    const std::vector<Duty> duties{duty("ana", 0, 8), duty("bo", 8, 12), duty("cy", 12, 16)};

    const auto next = next_duty(duties, hour(3), "");

    REQUIRE(next);
    CHECK(next->user.id == "bo");
}

TEST_CASE("a duty that begins this very moment is not the next one") {
    const std::vector<Duty> duties{duty("ana", 0, 8), duty("bo", 8, 12), duty("cy", 12, 16)};

    CHECK(next_duty(duties, hour(8), "")->user.id == "cy");
}

TEST_CASE("who leaves does not follow herself") {
    const std::vector<Duty> duties{duty("ana", 0, 8), duty("ana", 9, 12), duty("bo", 12, 16)};

    CHECK(next_duty(duties, hour(3), "ana")->user.id == "bo");
    CHECK(next_duty(duties, hour(3), "")->user.id == "ana");
}

TEST_CASE("nobody follows when no duty begins later") {
    CHECK_FALSE(next_duty({duty("ana", 0, 8)}, hour(3), ""));
    CHECK_FALSE(next_duty({}, hour(3), ""));
    CHECK_FALSE(next_duty({duty("ana", 0, 8), duty("ana", 9, 12)}, hour(3), "ana"));
}

TEST_CASE("a rotation's duties are those of all its schedules, merged") {
    ScriptedTransport network;
    network.expect(schedule_line("PSCH001"),
                   answer(200, schedule_answer("PSCH001", entry("PANA001", 0, 4) + "," +
                                                              entry("PCY0001", 4, 12))));
    network.expect(schedule_line("PSCH002"),
                   answer(200, schedule_answer("PSCH002", entry("PANA001", 4, 8) + "," +
                                                              entry("PBO0001", 8, 12))));
    const Client client(network, "https://pd", Secret("t0ken"), "ana@example.com");

    const auto duties = duties_of(client, emea, hour(0), hour(12));

    REQUIRE(duties);
    CHECK(plain(*duties) ==
          std::vector<Piece>{{"PANA001", 0, 8}, {"PCY0001", 4, 12}, {"PBO0001", 8, 12}});
}

TEST_CASE("a rotation with a schedule that is not there fails and names it") {
    ScriptedTransport network;
    network.expect(schedule_line("PSCH001"), answer(200, schedule_answer("PSCH001", "")));
    network.expect(schedule_line("PSCH002"), answer(404, R"({"error":{"message":"Not Found"}})"));
    const Client client(network, "https://pd", Secret("t0ken"), "ana@example.com");

    const auto duties = duties_of(client, emea, hour(0), hour(12));

    REQUIRE_FALSE(duties);
    CHECK(duties.error().kind == ErrorKind::not_found);
    CHECK_THAT(duties.error().message, Catch::Contains("PSCH002"));
}

TEST_CASE("a rotation without schedules has no duties") {
    ScriptedTransport network;
    const Client client(network, "https://pd", Secret("t0ken"), "ana@example.com");

    const auto duties = duties_of(client, {.name = "empty"}, hour(0), hour(12));

    REQUIRE(duties);
    CHECK(duties->empty());
    CHECK(network.sent.empty());
}
