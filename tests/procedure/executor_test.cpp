#include "tests/procedure/executor_bench.h"

using namespace bench;

TEST_CASE("an effect is journalled as intended before it is sent, and as done after") {
    Bench bench;
    bench.network.expect("PUT " + ticket, answer(200, updated("k", "2026-03-10T04:01:00Z")));

    const auto outcome = bench.execute({comment("k")});

    CHECK(outcome.steps.at(0).fate == Fate::done);
    const auto entries = bench.journal.entries({});
    REQUIRE(entries);
    REQUIRE(entries->size() == 2);
    CHECK(entries->at(0).mark == Mark::intent);
    CHECK(entries->at(1).mark == Mark::done);
}

TEST_CASE("a lost answer is settled by reading back, not by sending again") {
    Bench bench;
    bench.network.expect("PUT " + ticket, lost);
    bench.network.expect("GET " + audits_of_it, answer(200, audits("k", "ana@example.com laptop")));

    CHECK(bench.execute({comment("k")}).steps.at(0).fate == Fate::already);
    CHECK(bench.last_mark("k") == Mark::found);
}

TEST_CASE("a request that proof shows never happened is sent again") {
    Bench bench;
    bench.network.expect("PUT " + ticket, lost);
    bench.network.expect("GET " + audits_of_it, answer(200, no_audits));
    bench.network.expect("PUT " + ticket, answer(200, updated("k", "2026-03-10T04:01:00Z")));

    CHECK(bench.execute({comment("k")}).steps.at(0).fate == Fate::done);
}

TEST_CASE("when reading back fails too, it is uncertain and not guessed") {
    Bench bench;
    bench.network.expect("PUT " + ticket, lost);
    bench.network.expect("GET " + audits_of_it, lost);

    CHECK(bench.execute({comment("k")}).steps.at(0).fate == Fate::uncertain);
    CHECK(bench.last_mark("k") == Mark::uncertain);
}

TEST_CASE("an intent that an earlier run left asks for proof before the first try") {
    Bench bench;
    REQUIRE(bench.journal.write({.key = "k", .case_id = "Q0", .mark = Mark::intent}));
    bench.network.expect("GET " + audits_of_it, answer(200, audits("k", "ana@example.com laptop")));

    CHECK(bench.execute({comment("k")}).steps.at(0).fate == Fate::already);
}

TEST_CASE("a claim whose lowest audit is another's makes everything after it stand down") {
    Bench bench;
    bench.network.expect("PUT " + ticket, answer(200, updated("c", "2026-03-10T04:01:00Z")));
    bench.network.expect("GET " + audits_of_it, answer(200, audits("c", "bo@example.com desktop")));
    auto after = comment("k");
    after.needs = {"c"};
    auto wish = comment("w");
    wish.needs = {"c"};
    wish.is_own_wish = true;

    const auto outcome = bench.execute({claim("c"), after, wish});

    CHECK(outcome.steps.at(0).fate == Fate::stood_down);
    CHECK(outcome.steps.at(0).by == "bo@example.com desktop");
    CHECK(outcome.steps.at(1).fate == Fate::stood_down);
    CHECK(outcome.steps.at(2).fate == Fate::queued);
}

TEST_CASE("what another machine may be at is looked for, and queued if it is not there") {
    Bench bench;
    auto contested = comment("k");
    contested.criticality = procedure::Criticality::side;
    contested.proof = procedure::Proof::before_first;
    contested.contested_until = bench.clock.now() + 1s;
    bench.network.expect("GET " + audits_of_it, answer(200, no_audits));
    CHECK(bench.execute({contested}).steps.at(0).fate == Fate::queued);
    bench.network.expect("GET " + audits_of_it, answer(200, audits("k", "bo@example.com desktop")));
    CHECK(bench.execute({contested}).steps.at(0).fate == Fate::already);
}

TEST_CASE("what another machine may be at is done once it has had its time") {
    Bench bench;
    auto contested = comment("k");
    contested.proof = procedure::Proof::before_first;
    contested.contested_until = bench.clock.now();
    bench.network.expect("GET " + audits_of_it, answer(200, no_audits));
    bench.network.expect("PUT " + ticket, answer(200, updated("k", "2026-03-10T04:01:00Z")));
    CHECK(bench.execute({contested}).steps.at(0).fate == Fate::done);
}

TEST_CASE("a claim that another process of this machine wrote first makes what follows be proven") {
    Bench bench;
    auto ours = updated("c", "2026-03-10T04:01:00Z");
    ours.replace(ours.find("\"id\":7,"), 7, "\"id\":8,");  // Ours is the second audit with the key.
    bench.network.expect("PUT " + ticket, answer(200, ours));
    bench.network.expect("GET " + audits_of_it, answer(200, audits("c", "ana@example.com laptop")));
    bench.network.expect("GET " + audits_of_it, answer(200, audits("c", "ana@example.com laptop")));
    bench.network.expect("GET " + audits_of_it, answer(200, audits("k", "ana@example.com laptop")));
    auto after = comment("k");
    after.needs = {"c"};

    const auto outcome = bench.execute({claim("c"), after});

    CHECK(outcome.steps.at(0).fate == Fate::already);
    CHECK(outcome.steps.at(1).fate == Fate::already);
}

TEST_CASE("a claim that lost gives the ticket back to whoever won") {
    Bench bench;
    auto taking = claim("ZD-400123/ack/1");
    std::get<zendesk::TicketUpdate>(taking.change).assignee_id = 9002;
    auto ours = updated(taking.key, "2026-03-10T04:01:00Z");
    ours.replace(ours.find("\"id\":7,"), 7, "\"id\":8,");
    const auto theirs = answer(200, audits(taking.key, "bo@example.com desk"));
    bench.network.expect("PUT " + ticket, answer(200, ours));
    bench.network.expect("GET " + audits_of_it, theirs);
    bench.network.expect("GET " + audits_of_it, theirs);
    bench.network.expect("PUT " + ticket, answer(200, updated("", "2026-03-10T04:01:00Z")));

    CHECK(bench.execute({taking}).steps.at(0).fate == Fate::stood_down);
    CHECK_THAT(bench.network.sent.back().body, Catch::Contains("\"assignee_id\":9001"));
}

TEST_CASE("what waits for something that no plan holds is told as left out, not forgotten") {
    Bench bench;
    auto lonely = comment("k");
    lonely.needs = {"another"};
    const auto outcome = bench.execute({lonely});
    REQUIRE(outcome.steps.size() == 1);
    CHECK(outcome.steps[0].fate == Fate::skipped);
}

TEST_CASE(
    "a claim that lost puts back every step's tag that it took away, not its own step's only") {
    Bench bench;
    auto lost_claim = claim("ZD-1/region/1/amer/claim/1");
    auto& update = std::get<zendesk::TicketUpdate>(lost_claim.change);
    update.comment.reset();
    update.tags = std::vector<std::string>{"plain", "emerg_ack_1", "emerg_region_1_amer_claim_1"};
    auto ours = updated("ZD-1/region/1/amer/claim/1", "2026-03-10T04:01:00Z");
    ours.replace(ours.find("\"id\":7,"), 7, "\"id\":8,");
    const auto record = [](int id, const std::string& key) {
        return R"({"id":)" + std::to_string(id) +
               R"(,"ticket_id":400123,"author_id":9001,"created_at":"2026-03-10T04:01:00Z","metadata":{"custom":{"emerg_key":")" +
               key + R"(","emerg_by":"bo@example.com desk"}},"events":[]})";
    };
    const auto all = R"({"audits":[)" + record(5, "ZD-1/ack/1") + "," +
                     record(6, "ZD-1/overload/1") + "," + record(7, "ZD-1/region/1/amer/claim/1") +
                     R"(],"meta":{"has_more":false},"links":{}})";
    bench.network.expect("PUT " + ticket, answer(200, ours));
    bench.network.expect("GET " + audits_of_it, answer(200, all));
    bench.network.expect("GET " + audits_of_it, answer(200, all));
    bench.network.expect("PUT https://zd/api/v2/tickets/400123/tags.json",
                         answer(200, R"({"tags":[]})"));

    CHECK(bench.execute({lost_claim}).steps.at(0).fate == Fate::stood_down);
    CHECK(bench.network.sent.back().body == R"({"tags":["emerg_overload_1"]})");
}
