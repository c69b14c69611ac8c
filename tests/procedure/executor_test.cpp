#include "libemergency/procedure/executor.h"

#include "tests/fakes/fake_clock.h"
#include "tests/fakes/scripted_transport.h"

#include <catch2/catch.hpp>

using namespace emergency;
using procedure::Effect;
using procedure::Fate;

namespace {

const std::string ticket = "https://zd/api/v2/tickets/400123.json";
const std::string audits_of_it = "https://zd/api/v2/tickets/400123/audits.json";

std::string updated(const std::string& key, const std::string& stamp) {
    return R"({"ticket":{"id":400123,"subject":"s","status":"open","created_at":"2026-03-10T04:00:00Z","updated_at":")" +
           stamp +
           R"(","tags":[]},"audit":{"id":7,"ticket_id":400123,"author_id":9001,"created_at":")" +
           stamp + R"(","metadata":{"system":{},"custom":{"emerg_key":")" + key +
           R"("}},"events":[]}})";
}

std::string audits(const std::string& key, const std::string& by) {
    return R"({"audits":[{"id":7,"ticket_id":400123,"author_id":9001,"created_at":"2026-03-10T04:01:00Z","metadata":{"system":{},"custom":{"emerg_key":")" +
           key + R"(","emerg_by":")" + by +
           R"("}},"events":[]}],"meta":{"has_more":false},"links":{}})";
}

const std::string no_audits = R"({"audits":[],"meta":{"has_more":false},"links":{}})";
const Error lost{.kind = ErrorKind::unanswered, .message = "timed out"};

Effect comment(const std::string& key) {
    return {.key = key,
            .description = "public comment",
            .change = zendesk::TicketUpdate{.ticket_id = 400123,
                                            .comment = zendesk::NewComment{"hello", true},
                                            .metadata = {{"emerg_key", key}},
                                            .updated_stamp = "2026-03-10T04:00:00Z"}};
}

Effect claim(const std::string& key) {
    auto effect = comment(key);
    effect.part = procedure::Part::claim;
    return effect;
}

/// An executor over scripted services and a store in memory.
struct Bench {
    ScriptedTransport network;
    FakeClock clock;
    Store store = *Store::in_memory();
    Journal journal{store};
    pagerduty::Client pagerduty{network, "https://pd", Secret("t"), "ana@example.com"};
    zendesk::Client zendesk{network, "https://zd", Secret("t"), "ana@example.com"};
    procedure::Executor executor{
        {pagerduty, zendesk, nullptr}, journal, clock, "ana@example.com laptop", {}};

    procedure::Outcome execute(std::vector<Effect> effects) {
        auto outcome = executor.execute({.case_id = "Q0", .effects = std::move(effects)});
        REQUIRE(outcome);
        return *outcome;
    }
    Mark last_mark(const std::string& key) { return (*journal.last(key))->mark; }
};

}  // namespace

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

    const auto outcome = bench.execute({claim("c"), after});

    CHECK(outcome.steps.at(0).fate == Fate::stood_down);
    CHECK(outcome.steps.at(0).by == "bo@example.com desktop");
    CHECK(outcome.steps.at(1).fate == Fate::stood_down);
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

TEST_CASE("what the journal has as done is looked for before it is done again") {
    Bench bench;
    REQUIRE(bench.journal.write({.key = "k", .case_id = "Q0", .mark = Mark::done}));
    bench.network.expect("GET " + audits_of_it, answer(200, audits("k", "ana@example.com laptop")));

    CHECK(bench.execute({comment("k")}).steps.at(0).fate == Fate::already);
}

TEST_CASE("a first look that fails leaves the effect undone, not uncertain") {
    Bench bench;
    bench.network.expect("GET " + audits_of_it, lost);
    auto effect = comment("k");
    effect.proof = procedure::Proof::before_first;

    CHECK(bench.execute({effect}).steps.at(0).fate == Fate::failed);
}

TEST_CASE("a page that somebody else holds is not yet taken over") {
    Bench bench;
    const std::string held = R"({"incident":{"id":"Q0","incident_number":1,"title":"t",)"
                             R"("status":"acknowledged","created_at":"2026-03-10T04:00:00Z",)"
                             R"("acknowledgements":[{"at":"2026-03-10T04:01:00Z",)"
                             R"("acknowledger":{"id":"PBO0001","summary":"Bo"}}]}})";
    bench.network.expect("GET https://pd/incidents/Q0?include[]=first_trigger_log_entries",
                         answer(200, held));
    bench.network.expect("PUT https://pd/incidents/Q0", answer(200, held));
    const Effect taking{
        .key = "p",
        .proof = procedure::Proof::before_first,
        .change = pagerduty::StatusChange{"Q0", pagerduty::Status::acknowledged, "PANA001"}};

    CHECK(bench.execute({taking}).steps.at(0).fate == Fate::done);
}

TEST_CASE("after its claim an update carries the claim's stamp") {
    Bench bench;
    bench.network.expect("PUT " + ticket, answer(200, updated("c", "2026-03-10T04:07:00Z")));
    bench.network.expect("GET " + audits_of_it, answer(200, audits("c", "ana@example.com laptop")));
    bench.network.expect("PUT " + ticket, answer(200, updated("k", "2026-03-10T04:07:01Z")));
    auto after = comment("k");
    after.needs = {"c"};

    const auto outcome = bench.execute({claim("c"), after});

    CHECK(outcome.steps.at(1).fate == Fate::done);
    CHECK_THAT(bench.network.sent.back().body, Catch::Contains("2026-03-10T04:07:00Z"));
}

TEST_CASE("a guarded update that is refused asks for a new plan and stops what needs it") {
    Bench bench;
    bench.network.expect("PUT " + ticket, answer(409, R"({"error":"UpdateConflict"})"));
    bench.network.expect("GET " + audits_of_it, answer(200, no_audits));
    auto after = comment("k");
    after.needs = {"c"};

    const auto outcome = bench.execute({claim("c"), after});

    CHECK(outcome.ticket_changed);
    CHECK(outcome.steps.at(1).fate == Fate::skipped);
}

TEST_CASE("what only comes after a failed effect is done, what needs it is skipped") {
    Bench bench;
    bench.network.expect("PUT " + ticket, answer(422, R"({"error":"RecordInvalid"})"));
    bench.network.expect(
        "PUT https://pd/incidents/Q0",
        answer(200, R"({"incident":{"id":"Q0","incident_number":1,"title":"t",)"
                    R"("status":"acknowledged","created_at":"2026-03-10T04:00:00Z"}})"));
    Effect page{.key = "p",
                .after = {"c"},
                .change = pagerduty::StatusChange{"Q0", pagerduty::Status::acknowledged}};
    auto needing = comment("k");
    needing.needs = {"c"};

    const auto outcome = bench.execute({comment("c"), page, needing});

    CHECK(outcome.steps.at(0).fate == Fate::failed);
    CHECK(outcome.steps.at(1).fate == Fate::done);
    CHECK(outcome.steps.at(2).fate == Fate::skipped);
}

TEST_CASE("a page that was resolved meanwhile is not acknowledged, for that would reopen it") {
    Bench bench;
    bench.network.expect(
        "GET https://pd/incidents/Q0?include[]=first_trigger_log_entries",
        answer(200, R"({"incident":{"id":"Q0","incident_number":1,"title":"t",)"
                    R"("status":"resolved","created_at":"2026-03-10T04:00:00Z"}})"));
    const Effect page{.key = "p",
                      .proof = procedure::Proof::before_first,
                      .change = pagerduty::StatusChange{"Q0", pagerduty::Status::acknowledged}};

    CHECK(bench.execute({page}).steps.at(0).fate == Fate::already);
}

TEST_CASE("an effect that expired is dropped without a request") {
    Bench bench;
    auto late = comment("k");
    late.expires = bench.clock.now() - std::chrono::minutes(1);

    CHECK(bench.execute({late}).steps.at(0).fate == Fate::expired);
}

TEST_CASE("a dry run shows every request in order and sends none") {
    Bench bench;
    auto after = comment("k");
    after.needs = {"c"};

    const auto shown = bench.executor.show({.case_id = "Q0", .effects = {claim("c"), after}});

    REQUIRE(shown.size() == 2);
    CHECK(shown[0].key == "c");
    CHECK(shown[1].request.method == "PUT");
    CHECK(shown[1].request.url == ticket);
    CHECK(bench.network.sent.empty());
}
