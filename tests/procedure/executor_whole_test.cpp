#include "tests/procedure/executor_bench.h"

#include <fmt/format.h>

using namespace bench;

namespace {

constexpr const char* whole_overrides = "https://pd/schedules/PSCH001/overrides";
constexpr const char* none_there = R"({"overrides":[]})";
constexpr const char* override_refused = R"([{"status":400,"errors":["User does not exist"]}])";

TimePoint at_hour(int hours) {
    return std::chrono::sys_days{std::chrono::year{2026} / 3 / 10} + std::chrono::hours(hours);
}

std::string shown_override(const std::string& id, const std::string& user, int from, int until) {
    return fmt::format(
        R"({{"id":"{}","start":"2026-03-10T{:02}:00:00Z","end":"2026-03-10T{:02}:00:00Z",
        "user":{{"id":"{}"}}}})",
        id, from, until, user);
}

std::string made_override(const std::string& id, const std::string& user, int from, int until) {
    return R"([{"status":201,"override":)" + shown_override(id, user, from, until) + "}]";
}

std::string standing_override(const std::string& id, const std::string& user, int from, int until) {
    return R"({"overrides":[)" + shown_override(id, user, from, until) + "]}";
}

std::string look_line(int from, int until) {
    return fmt::format(
        "GET {}?since=2026-03-10T{:02}%3A00%3A00Z&until=2026-03-10T{:02}%3A00%3A00Z"
        "&overflow=true",
        whole_overrides, from, until);
}

Effect override_effect(const std::string& key, const std::string& user, int from, int until) {
    return {.key = key,
            .description = key,
            .proof = procedure::Proof::before_first,
            .change = pagerduty::NewOverride{.schedule_id = "PSCH001",
                                             .user_id = user,
                                             .start = at_hour(from),
                                             .end = at_hour(until)}};
}

/// Bo has Ana's morning, Ana has Bo's evening, or all stays as it is.
std::vector<Effect> exchange() {
    auto evening = override_effect("evening", "PANA001", 16, 20);
    evening.needs = {"morning"};
    Effect back{
        .key = "back",
        .description = "back",
        .needs = {"morning"},
        .unless = {"evening"},
        .change = pagerduty::OverrideRemoval{.schedule_id = "PSCH001",
                                             .override_id = procedure::late("morning", "id"),
                                             .start = at_hour(8),
                                             .end = at_hour(12)}};
    return {override_effect("morning", "PBOL001", 8, 12), evening, back};
}

const std::string make_line = std::string("POST ") + whole_overrides;

/// The override is made, and no other machine made the same one meanwhile.
void expect_made(Bench& bench, const std::string& id, const std::string& user, int from,
                 int until) {
    bench.network.expect(make_line, answer(201, made_override(id, user, from, until)));
    bench.network.expect(look_line(from, until),
                         answer(200, standing_override(id, user, from, until)));
}

}  // namespace

TEST_CASE("a whole whose parts all happened needs no way back") {
    Bench bench;
    bench.network.expect(look_line(8, 12), answer(200, none_there));
    expect_made(bench, "Q1", "PBOL001", 8, 12);
    bench.network.expect(look_line(16, 20), answer(200, none_there));
    expect_made(bench, "Q2", "PANA001", 16, 20);
    const auto outcome = bench.execute(exchange());
    REQUIRE(outcome.steps.size() == 2);
    CHECK(outcome.steps[1].fate == Fate::done);
    CHECK_FALSE(outcome.taken_back);
}

TEST_CASE("when the second part is refused, within a 201, the first is taken back") {
    Bench bench;
    bench.network.expect(look_line(8, 12), answer(200, none_there));
    expect_made(bench, "Q1", "PBOL001", 8, 12);
    bench.network.expect(look_line(16, 20), answer(200, none_there));
    bench.network.expect(make_line, answer(201, override_refused));
    bench.network.expect(std::string("DELETE ") + whole_overrides + "/Q1", answer(204));
    const auto outcome = bench.execute(exchange());
    REQUIRE(outcome.steps.size() == 3);
    CHECK(outcome.steps[0].fate == Fate::done);
    CHECK(outcome.steps[1].fate == Fate::failed);
    CHECK(outcome.steps[2].fate == Fate::done);
    CHECK(outcome.taken_back);
}

TEST_CASE("when it is not known whether the second part happened, the first stays") {
    Bench bench;
    bench.network.expect(look_line(8, 12), answer(200, none_there));
    expect_made(bench, "Q1", "PBOL001", 8, 12);
    bench.network.expect(look_line(16, 20), answer(200, none_there));
    bench.network.expect(make_line, lost);
    bench.network.expect(look_line(16, 20), lost);
    const auto outcome = bench.execute(exchange());
    REQUIRE(outcome.steps.size() == 2);
    CHECK(outcome.steps[1].fate == Fate::uncertain);
    CHECK_FALSE(outcome.taken_back);
}

TEST_CASE("when the first part is refused nothing else is begun, and nothing told of a way back") {
    Bench bench;
    bench.network.expect(look_line(8, 12), answer(200, none_there));
    bench.network.expect(make_line, answer(201, override_refused));
    const auto outcome = bench.execute(exchange());
    REQUIRE(outcome.steps.size() == 2);
    CHECK(outcome.steps[0].fate == Fate::failed);
    CHECK(outcome.steps[1].fate == Fate::skipped);
}

TEST_CASE("what somebody else had made is not taken back, what this machine had made is") {
    for (const bool is_ours : {false, true}) {
        INFO(is_ours);
        Bench bench;
        if (is_ours) {
            REQUIRE(bench.journal.write({.key = "morning",
                                         .case_id = "Q0",
                                         .service = "PagerDuty",
                                         .mark = Mark::done,
                                         .result = "Q1"}));
        }
        bench.network.expect(look_line(8, 12),
                             answer(200, standing_override("Q1", "PBOL001", 8, 12)));
        bench.network.expect(look_line(16, 20), answer(200, none_there));
        bench.network.expect(make_line, answer(201, override_refused));
        if (is_ours) {  // What follows something found is looked for first.
            bench.network.expect(look_line(8, 12),
                                 answer(200, standing_override("Q1", "PBOL001", 8, 12)));
            bench.network.expect(std::string("DELETE ") + whole_overrides + "/Q1", answer(204));
        }
        const auto outcome = bench.execute(exchange());
        CHECK(outcome.steps[0].fate == Fate::already);
        CHECK(outcome.taken_back == is_ours);
    }
}

TEST_CASE("an override that this machine made and somebody took back is made again") {
    Bench bench;
    REQUIRE(bench.journal.write(
        {.key = "morning", .case_id = "Q0", .service = "PagerDuty", .mark = Mark::done}));
    bench.network.expect(look_line(8, 12), answer(200, none_there));
    expect_made(bench, "Q2", "PBOL001", 8, 12);
    const auto outcome = bench.execute({override_effect("morning", "PBOL001", 8, 12)});
    CHECK(outcome.steps[0].fate == Fate::done);
    CHECK(outcome.steps[0].id == "Q2");
}

TEST_CASE("a lost answer about an override is settled by reading the schedule's overrides") {
    Bench bench;
    bench.network.expect(look_line(8, 12), answer(200, none_there));
    bench.network.expect(make_line, lost);
    bench.network.expect(look_line(8, 12), answer(200, standing_override("Q1", "PBOL001", 8, 12)));
    const auto outcome = bench.execute({override_effect("morning", "PBOL001", 8, 12)});
    CHECK(outcome.steps[0].fate == Fate::already);
    CHECK(outcome.steps[0].id == "Q1");
}

TEST_CASE("of the same override, made by several machines at once, the first by id stays") {
    const auto [ours, theirs] = GENERATE(std::pair("Q2", "Q1"), std::pair("Q1", "Q2"));
    Bench bench;
    const auto both = R"({"overrides":[)" + shown_override(ours, "PBOL001", 8, 12) + "," +
                      shown_override(theirs, "PBOL001", 8, 12) + "," +
                      shown_override("Q0", "PANA001", 8, 12) + "]}";
    bench.network.expect(look_line(8, 12), answer(200, none_there));
    bench.network.expect(make_line, answer(201, made_override(ours, "PBOL001", 8, 12)));
    bench.network.expect(look_line(8, 12), answer(200, both));
    bench.network.expect(std::string("DELETE ") + whole_overrides + "/Q2", answer(204));
    const auto outcome = bench.execute({override_effect("morning", "PBOL001", 8, 12)});
    CHECK(outcome.steps[0].fate == (ours == std::string("Q1") ? Fate::done : Fate::already));
    CHECK(outcome.steps[0].id == "Q1");
    CHECK((*bench.journal.last(outcome.steps[0].key + "/second"))->result == "Q2");
}

TEST_CASE("an override that began before is another one, though it ends at the same time") {
    Bench bench;
    const auto earlier = R"({"id":"Q0","start":"2026-03-10T07:59:30Z","end":"2026-03-10T12:00:00Z",
        "user":{"id":"PBOL001"}})";
    bench.network.expect(look_line(8, 12), answer(200, none_there));
    bench.network.expect(make_line, answer(201, made_override("Q2", "PBOL001", 8, 12)));
    bench.network.expect(look_line(8, 12),
                         answer(200, std::string(R"({"overrides":[)") + earlier + "," +
                                         shown_override("Q2", "PBOL001", 8, 12) + "]}"));
    const auto outcome = bench.execute({override_effect("morning", "PBOL001", 8, 12)});
    CHECK(outcome.steps[0].fate == Fate::done);
    CHECK(outcome.steps[0].id == "Q2");
}

TEST_CASE("what stays is another machine's, and is not taken back when our second part fails") {
    Bench bench;
    bench.network.expect(look_line(8, 12), answer(200, none_there));
    bench.network.expect(make_line, answer(201, made_override("Q2", "PBOL001", 8, 12)));
    bench.network.expect(look_line(8, 12),
                         answer(200, R"({"overrides":[)" + shown_override("Q1", "PBOL001", 8, 12) +
                                         "," + shown_override("Q2", "PBOL001", 8, 12) + "]}"));
    bench.network.expect(std::string("DELETE ") + whole_overrides + "/Q2", answer(204));
    bench.network.expect(look_line(16, 20), answer(200, none_there));
    bench.network.expect(make_line, answer(201, override_refused));
    const auto outcome = bench.execute(exchange());
    REQUIRE(outcome.steps.size() == 2);
    CHECK(outcome.steps[0].fate == Fate::already);
    CHECK(outcome.steps[1].fate == Fate::failed);
    CHECK_FALSE(outcome.taken_back);
}
