#include "tests/procedure/executor_bench.h"

using namespace bench;

namespace {

const std::string key = "ZD-400123/ack/1/thread";
const std::string roots =
    "GET https://sl/conversations.history?channel=C1&oldest=1773115200.000000&inclusive=true"
    "&include_all_metadata=true&limit=999";

std::string root(const std::string& ts, const std::string& its_key) {
    return R"({"type":"message","ts":")" + ts + R"(","user":"U1","text":"t","metadata":)" +
           R"({"event_type":"emerg","event_payload":{"key":")" + its_key + R"("}}})";
}

struct SlackBench : Bench {
    slack::Client slack{network, "https://sl", Secret("t")};
    procedure::Executor executor{
        {pagerduty, zendesk, &slack}, journal, clock, "ana@example.com laptop", {}};

    void execute() {
        const procedure::Standing thread{
            .id = "5.0",
            .effect = {.key = key,
                       .since = TimePoint(std::chrono::seconds(1773115200)),
                       .change = slack::Post{.channel = "C1"}}};
        REQUIRE(executor.execute({.case_id = "Q0", .standing = thread}));
    }
    void wrote(Mark mark, const std::string& ts = {}) {
        REQUIRE(journal.write({.key = key, .case_id = "Q0", .mark = mark, .result = ts}));
    }
};

}  // namespace

TEST_CASE("a thread that this machine never began, or began itself, is not asked about") {
    SlackBench bench;
    bench.execute();
    bench.wrote(Mark::done, "5.0");
    bench.execute();
    CHECK(bench.network.sent.empty());
}

TEST_CASE("a second root of this machine is taken back, and others are left alone") {
    SlackBench bench;
    SECTION("of a try without an outcome") {
        bench.wrote(Mark::intent);
    }
    SECTION("of a process that was cut off before it looked for an older one") {
        bench.wrote(Mark::done, "7.0");
    }
    bench.network.expect(roots, answer(200, R"({"ok":true,"messages":[)" + root("9.0", "other") +
                                                "," + root("7.0", key) + "," + root("5.0", key) +
                                                R"(],"has_more":false})"));
    bench.network.expect("POST https://sl/chat.delete", answer(200, R"({"ok":true})"));
    bench.execute();
    CHECK_THAT(bench.network.sent.back().body, Catch::Contains("7.0"));
    CHECK(bench.last_mark(key) == Mark::found);
}

TEST_CASE("while Slack is away a second root stays a question, and the plan is done all the same") {
    SlackBench bench;
    bench.wrote(Mark::intent);
    bench.network.expect(roots, lost);
    bench.execute();
    CHECK(bench.last_mark(key) == Mark::intent);
}

TEST_CASE("a line that a killed process wrote beside the one that stands is taken back") {
    SlackBench bench;
    bench.wrote(Mark::intent);
    const std::string replies =
        "GET "
        "https://sl/conversations.replies?channel=C1&ts=1.0&include_all_metadata=true&limit=999";
    const auto both = answer(200, R"({"ok":true,"messages":[)" + root("5.0", key) + "," +
                                      root("7.0", key) + R"(],"has_more":false})");
    bench.network.expect(replies, both);
    bench.network.expect(replies, both);
    bench.network.expect("POST https://sl/chat.delete", answer(200, R"({"ok":true})"));
    const procedure::Effect line{
        .key = key,
        .criticality = procedure::Criticality::side,
        .proof = procedure::Proof::before_first,
        .change = slack::Post{.channel = "C1", .text = "t", .thread_ts = "1.0"}};

    const auto outcome = bench.executor.execute({.case_id = "Q0", .effects = {line}});

    REQUIRE(outcome);
    CHECK(outcome->steps.at(0).fate == Fate::already);
    CHECK(outcome->steps.at(0).id == "5.0");
    CHECK_THAT(bench.network.sent.back().body, Catch::Contains("7.0"));
}
