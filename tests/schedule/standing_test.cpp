#include "libemergency/schedule/standing.h"

#include "tests/fakes/fake_clock.h"
#include "tests/fakes/scripted_transport.h"
#include "tests/schedule/rosters.h"

#include <fmt/format.h>

#include <numeric>

using namespace emergency;
using namespace std::chrono_literals;

namespace {

const schedule::Stretch night{moment("2026-03-10T00:00:00Z"), moment("2026-03-10T08:00:00Z")};
constexpr const char* window =
    "since=2026-03-10T00%3A00%3A00Z&until=2026-03-10T08%3A00%3A00Z&overflow=true";

std::string entry(const std::string& id, const std::string& user) {
    return fmt::format(R"({{"id":"{}","start":"2026-03-10T00:00:00Z","end":"2026-03-10T08:00:00Z",
        "user":{{"id":"{}"}}}})",
                       id, user);
}

void expect_duty(ScriptedTransport& network, const std::string& user) {
    network.expect(fmt::format("GET https://pd/schedules/PSCH001?{}", window),
                   answer(200, fmt::format(R"({{"schedule":{{"id":"PSCH001","name":"CEOC",
        "time_zone":"UTC","final_schedule":{{"rendered_schedule_entries":[{}]}}}}}})",
                                           entry("", user))));
}

void expect_overrides(ScriptedTransport& network, const std::string& entries) {
    network.expect(fmt::format("GET https://pd/schedules/PSCH001/overrides?{}", window),
                   answer(200, R"({"overrides":[)" + entries + "]}"));
}

Result<std::vector<schedule::Standing>> read(ScriptedTransport& network, Clock& clock) {
    const pagerduty::Client client(network, "https://pd", Secret("t0ken"), "ana@example.com");
    return schedule::read_standing(client, clock, {.name = "ceoc", .schedules = {"PSCH001"}},
                                   {night});
}

/// A look in which the overrides change while who is on call is read.
void expect_restless_look(ScriptedTransport& network, const std::string& id) {
    expect_overrides(network, "");
    expect_duty(network, "PANA001");
    expect_overrides(network, entry(id, "PBOL001"));
}

}  // namespace

TEST_CASE("who is on call is read between two looks at the overrides") {
    ScriptedTransport network;
    FakeClock clock;
    expect_overrides(network, entry("Q1", "PBOL001"));
    expect_duty(network, "PBOL001");
    expect_overrides(network, entry("Q1", "PBOL001"));
    const auto all = read(network, clock);
    REQUIRE(all);
    REQUIRE(all->size() == 1);
    CHECK(all->front().schedule_name == "CEOC");
    CHECK(all->front().duties.size() == 1);
    CHECK(all->front().overrides.size() == 1);
    CHECK(clock.slept == std::vector{0ms});
}

TEST_CASE("an override that is made between the looks is not half in the answer") {
    ScriptedTransport network;
    FakeClock clock;
    expect_restless_look(network, "Q1");
    expect_overrides(network, entry("Q1", "PBOL001"));
    expect_duty(network, "PBOL001");
    expect_overrides(network, entry("Q1", "PBOL001"));
    const auto all = read(network, clock);
    REQUIRE(all);
    CHECK(all->front().duties.front().user.id == "PBOL001");
}

TEST_CASE("a schedule that never stands still is waited for, and not changed on a guess") {
    ScriptedTransport network;
    FakeClock clock;
    for (const auto* id : {"Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8"}) {
        expect_restless_look(network, id);
    }
    const auto all = read(network, clock);
    REQUIRE_FALSE(all);
    CHECK(all.error().kind == ErrorKind::conflict);
    CHECK(std::accumulate(clock.slept.begin(), clock.slept.end(), 0ms) == 5600ms);
}
