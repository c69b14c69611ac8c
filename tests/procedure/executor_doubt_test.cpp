#include "tests/procedure/executor_bench.h"

using namespace bench;

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

TEST_CASE("a claim after an update keeps the tags that the update has set") {
    Bench bench;
    auto step = comment("step");
    std::get<zendesk::TicketUpdate>(step.change).tags = {"self_managed", "emerg_manager_1"};
    auto claiming = claim("claim");
    std::get<zendesk::TicketUpdate>(claiming.change).tags = {"self_managed",
                                                             "emerg_page_1_claim_1"};
    claiming.after = {"step"};
    bench.network.expect("PUT " + ticket, answer(200, updated("step", "2026-03-10T04:01:00Z")));
    bench.network.expect("PUT " + ticket, answer(200, updated("claim", "2026-03-10T04:01:01Z")));
    bench.network.expect("GET " + audits_of_it,
                         answer(200, audits("claim", "ana@example.com laptop")));
    bench.execute({step, claiming});
    CHECK(bench.network.sent.at(1).body.find(
              R"("tags":["self_managed","emerg_manager_1","emerg_page_1_claim_1"])") !=
          std::string::npos);
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

TEST_CASE("a page that rings again is acknowledged again, whatever this machine once did") {
    Bench bench;
    REQUIRE(bench.journal.write({.key = "p", .case_id = "Q0", .mark = Mark::done}));
    const auto page_that = [](const std::string& status) {
        return answer(200, R"({"incident":{"id":"Q0","incident_number":1,"title":"t","status":")" +
                               status + R"(","created_at":"2026-03-10T04:00:00Z"}})");
    };
    bench.network.expect("GET https://pd/incidents/Q0?include[]=first_trigger_log_entries",
                         page_that("triggered"));
    bench.network.expect("PUT https://pd/incidents/Q0", page_that("acknowledged"));
    const Effect page{.key = "p",
                      .proof = procedure::Proof::before_first,
                      .change = pagerduty::StatusChange{"Q0", pagerduty::Status::acknowledged}};

    CHECK(bench.execute({page}).steps.at(0).fate == Fate::done);
}

TEST_CASE("what another machine did a moment ago it goes on with, so its message is left to it") {
    Bench bench;
    auto written = comment("k");
    written.proof = procedure::Proof::before_first;
    const Effect line{
        .key = "line",
        .criticality = procedure::Criticality::side,
        .needs = {"k"},
        .change = slack::Post{.channel = "C1", .text = "contacted", .thread_ts = "1.0"}};
    bench.network.expect("GET " + audits_of_it, answer(200, audits("k", "bo@example.com desk")));

    const auto outcome = bench.execute({written, line});

    CHECK(outcome.steps.at(0).fate == Fate::already);
    CHECK(outcome.steps.at(1).fate == Fate::queued);
}

TEST_CASE("a process that was suspended within its plan looks before it goes on") {
    Bench bench;
    bench.network.expect("PUT " + ticket, answer(200, updated("first", "2026-03-10T04:01:00Z")));
    bench.network.expect("GET " + audits_of_it, answer(200, audits("second", "bo@example.com")));
    auto second = comment("second");
    second.needs = {"first"};
    procedure::Executor executor{
        {bench.pagerduty, bench.zendesk, nullptr},
        bench.journal,
        bench.clock,
        "ana@example.com",
        [&](const procedure::Step&) { bench.clock.sleep(std::chrono::minutes(4)); }};

    const auto outcome = executor.execute({.case_id = "Q0", .effects = {comment("first"), second}});

    REQUIRE(outcome);
    CHECK(outcome->steps.at(1).fate == Fate::already);
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

namespace {

/// Two roots with the same key in one channel: theirs is older.
struct TwoRoots {
    Bench bench;
    slack::Client slack{bench.network, "https://slack", Secret("t")};
    procedure::Executor executor{{bench.pagerduty, bench.zendesk, &slack},
                                 bench.journal,
                                 bench.clock,
                                 "ana@example.com",
                                 {}};
    const std::string looking =
        "GET https://slack/conversations.history?channel=C1&oldest=0.000000&inclusive=true&"
        "include_all_metadata=true&limit=999";
    const std::string theirs =
        R"({"type":"message","ts":"1773115200.000100","user":"UBO","text":"t","metadata":{"event_type":"emerg","event_payload":{"key":"k"}}})";
    const std::string ours =
        R"({"type":"message","ts":"1773115201.000200","user":"UANA","text":"t","metadata":{"event_type":"emerg","event_payload":{"key":"k"}}})";
    const Effect root{
        .key = "k",
        .proof = procedure::Proof::before_first,
        .change = slack::Post{.channel = "C1", .text = "t", .payload = {{"key", "k"}}}};

    void expect_history(const std::string& messages) {
        bench.network.expect(looking, answer(200, R"({"ok":true,"messages":[)" + messages +
                                                      R"(],"has_more":false})"));
    }
    void expect_removal() {
        bench.network.expect("POST https://slack/chat.delete",
                             answer(200, R"({"ok":true,"channel":"C1","ts":"1773115201.000200"})"));
    }
    void expect_permalink() {
        bench.network.expect(
            "GET https://slack/chat.getPermalink?channel=C1&message_ts=1773115200.000100",
            answer(200, R"({"ok":true,"permalink":"https://acme.slack.com/archives/C1/p1"})"));
    }
    void check_theirs_stays() {
        const auto outcome = executor.execute({.case_id = "Q0", .effects = {root}});
        REQUIRE(outcome);
        CHECK(outcome->steps.at(0).fate == Fate::already);
        CHECK(outcome->steps.at(0).id == "1773115200.000100");
        const auto removal = bench.journal.last("k/second");
        REQUIRE(*removal);
        CHECK((*removal)->result == "1773115201.000200");
        CHECK(bench.last_mark("k") == Mark::found);
    }
};

}  // namespace

TEST_CASE("of two threads that were started at once the older stays, and ours is taken back") {
    TwoRoots roots;
    roots.expect_history("");
    roots.bench.network.expect(
        "POST https://slack/chat.postMessage",
        answer(200, R"({"ok":true,"channel":"C1","ts":"1773115201.000200"})"));
    roots.expect_history(roots.ours + "," + roots.theirs);
    roots.expect_removal();
    roots.expect_permalink();
    roots.check_theirs_stays();
}

TEST_CASE("ours is taken back, too, where its answer was lost and the look finds the older one") {
    TwoRoots roots;
    roots.expect_history("");
    roots.bench.network.expect("POST https://slack/chat.postMessage", answer(200, R"({"ok":tr)"));
    roots.expect_history(roots.ours + "," + roots.theirs);
    roots.expect_history(roots.ours + "," + roots.theirs);
    SECTION("at once") {
        roots.expect_removal();
        roots.expect_permalink();
        CHECK(roots.executor.execute({.case_id = "Q0", .effects = {roots.root}})->steps.at(0).id ==
              "1773115200.000100");
        CHECK(roots.bench.last_mark("k") == Mark::found);
        CHECK_THAT(roots.bench.network.sent.at(4).body, Catch::Contains("1773115201.000200"));
    }
    SECTION("or with the next command, if Slack does not let it go now") {
        roots.bench.network.expect("POST https://slack/chat.delete",
                                   answer(200, R"({"ok":false,"error":"cant_delete_message"})"));
        roots.expect_permalink();
        REQUIRE(roots.executor.execute({.case_id = "Q0", .effects = {roots.root}}));
        CHECK(roots.bench.last_mark("k") == Mark::uncertain);
    }
}

TEST_CASE("a second thread that an earlier run could not take back is taken back by the next") {
    TwoRoots roots;
    REQUIRE(roots.bench.journal.write(
        {.key = "k", .case_id = "Q0", .mark = Mark::done, .result = "1773115201.000200"}));
    roots.expect_history(roots.ours + "," + roots.theirs);
    roots.expect_history(roots.ours + "," + roots.theirs);
    roots.expect_removal();
    roots.expect_permalink();
    roots.check_theirs_stays();
}
