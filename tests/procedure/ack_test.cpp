#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::AckOptions;
using procedure::Take;

namespace {

const procedure::ThreadPlace support{
    .channel_id = "C001SM", .channel_name = "#support_self-managed", .cc = "<@UTAM001>"};

Result<procedure::Plan> planned_ack(CaseBuilder& builder,
                                    const AckOptions& options = {.thread = support}) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return plan_ack({builder.value(), config, actor}, options);
}

const procedure::Effect& effect(const procedure::Plan& plan, const std::string& key) {
    for (const auto& each : plan.effects) {
        if (each.key == key) {
            return each;
        }
    }
    FAIL("the plan has no effect " << key);
    return plan.effects.front();
}

}  // namespace

TEST_CASE(
    "ack claims the ticket, then acknowledges the page and starts the thread, then links it") {
    CaseBuilder builder;
    const auto plan = planned_ack(builder);

    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/ack/1", "ZD-400123/ack/1/page",
                                   "ZD-400123/ack/1/thread", "ZD-400123/ack/1/thread-note"});
    CHECK(effect(*plan, "ZD-400123/ack/1").part == procedure::Part::claim);
    CHECK(effect(*plan, "ZD-400123/ack/1/page").after ==
          std::vector<std::string>{"ZD-400123/ack/1"});
    CHECK(effect(*plan, "ZD-400123/ack/1/thread").needs ==
          std::vector<std::string>{"ZD-400123/ack/1"});
    CHECK(effect(*plan, "ZD-400123/ack/1/thread-note").needs ==
          std::vector<std::string>{"ZD-400123/ack/1/thread"});
}

TEST_CASE("the thread's root has the ticket's link and the account manager") {
    CaseBuilder builder;
    const auto plan = planned_ack(builder);

    REQUIRE(plan);
    const auto& post = std::get<slack::Post>(effect(*plan, "ZD-400123/ack/1/thread").change);
    CHECK_THAT(post.text, Catch::Contains("https://acme.zendesk.com/agent/tickets/400123"));
    CHECK_THAT(post.text, Catch::Contains("cc <@UTAM001>"));
    CHECK(post.payload.at("incident") == "Q0EMERG0000001");
}

TEST_CASE("a hostile subject cannot ping the channel from the thread's root") {
    CaseBuilder builder;
    builder.subject("$(reboot)\x1b[2J<!channel>{{x}}");
    const auto plan = planned_ack(builder);

    REQUIRE(plan);
    const auto& text = std::get<slack::Post>(effect(*plan, "ZD-400123/ack/1/thread").change).text;
    CHECK_THAT(text, !Catch::Contains("<!channel>"));
    CHECK_THAT(text, !Catch::Contains("\x1b"));
    CHECK_THAT(text, !Catch::Contains("{{x}}"));
}

TEST_CASE("ack never takes a page from under somebody else without being told to") {
    CaseBuilder builder;
    builder.acknowledged_by("PBO0001", "Bo Lind");

    const auto refused = planned_ack(builder);
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::policy);
    CHECK_THAT(refused.error().message, Catch::Contains("Bo Lind"));
    CHECK_THAT(refused.error().hint, Catch::Contains("--take"));

    const auto taken = planned_ack(builder, {.take = Take::yes, .thread = support});
    REQUIRE(taken);
    CHECK(taken->effects.front().key == "ZD-400123/ack/1/take/1");
}

TEST_CASE("a ticket that is assigned to a colleague is refused as well") {
    CaseBuilder builder;
    builder.assigned_to(CaseBuilder::bo);

    const auto refused = planned_ack(builder);
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::policy);
}

TEST_CASE("a resolved page is not acknowledged, for that would reopen it; its ticket is taken") {
    const std::vector<std::string> taken{"ZD-400123/ack/1", "ZD-400123/ack/1/thread",
                                         "ZD-400123/ack/1/thread-note"};
    CaseBuilder builder;
    builder.resolved();
    const auto plan = planned_ack(builder);

    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) == taken);
    CHECK_THAT(plan->remarks.back(), Catch::Contains("already resolved"));
}

TEST_CASE("of a page that is resolved a colleague's ticket is taken over only if that is said") {
    CaseBuilder builder;
    builder.resolved().assigned_to(CaseBuilder::bo);
    const auto left = planned_ack(builder);
    REQUIRE(left);
    CHECK(left->effects.empty());
    CHECK_THAT(left->remarks.back(), Catch::Contains("--take"));

    const auto taken = planned_ack(builder, {.take = Take::yes, .thread = support});
    REQUIRE(taken);
    CHECK(std::get<zendesk::TicketUpdate>(effect(*taken, "ZD-400123/ack/1/take/1").change)
              .assignee_id == CaseBuilder::ana);

    builder.value().ticket->status = "solved";
    CHECK(planned_ack(builder, {.take = Take::yes, .thread = support})->effects.empty());
}

TEST_CASE("a ticket that was lowered is urgent again when it is paged again") {
    CaseBuilder builder;
    builder.audit("ZD-400123/ack/1", "ana@example.com laptop").after(60min);
    builder.value().ticket->priority = "high";
    builder.value().incident->created_at = builder.value().as_of;
    const auto plan = planned_ack(builder);
    REQUIRE(plan);
    CHECK(std::get<zendesk::TicketUpdate>(effect(*plan, "ZD-400123/ack/2").change).priority ==
          "urgent");
}

TEST_CASE("ack again finishes what is missing, and looks before it posts") {
    CaseBuilder builder;
    builder.audit("ZD-400123/ack/1", "ana@example.com laptop")
        .assigned_to(CaseBuilder::ana)
        .acknowledged_by("PANA001", "Ana Ortiz");
    const auto plan = planned_ack(builder);

    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/ack/1/thread", "ZD-400123/ack/1/thread-note"});
    CHECK(effect(*plan, "ZD-400123/ack/1/thread").proof == procedure::Proof::before_first);
}

TEST_CASE("my other machine is given time to start the thread that it claimed") {
    CaseBuilder builder;
    builder.audit("ZD-400123/ack/1", "ana@example.com desktop")
        .assigned_to(CaseBuilder::ana)
        .acknowledged_by("PANA001", "Ana Ortiz");

    CHECK(planned_ack(builder)->effects.empty());
    builder.after(4min);
    CHECK(planned_ack(builder)->effects.size() == 2);
}

TEST_CASE("what this machine's claim began is finished though the case was handed over since") {
    CaseBuilder builder;
    builder.audit("ZD-400123/ack/1", "ana@example.com laptop").assigned_to(CaseBuilder::bo);
    const auto plan = planned_ack(builder);
    REQUIRE(plan);
    CHECK(keys_of(plan->effects) == std::vector<std::string>{"ZD-400123/ack/1/page",
                                                             "ZD-400123/ack/1/thread",
                                                             "ZD-400123/ack/1/thread-note"});

    builder.acknowledged_by("PANA001", "Ana Ortiz").with_thread();
    CHECK(planned_ack(builder).error().kind == ErrorKind::policy);
}

TEST_CASE("who lost the claim to this machine is at nothing: the thread is not waited for") {
    CaseBuilder builder;
    builder.audit("ZD-400123/ack/1", "ana@example.com laptop")
        .audit("ZD-400123/ack/1", "bo@example.com desk", CaseBuilder::bo)
        .assigned_to(CaseBuilder::ana);
    const auto plan = planned_ack(builder);
    REQUIRE(plan);
    CHECK(plan->postponed.empty());
    effect(*plan, "ZD-400123/ack/1/thread");
}

TEST_CASE(
    "an assignee whom the loser of the claim wrote last is put right, one set by hand is not") {
    CaseBuilder builder;
    builder.audit("ZD-400123/ack/1", "ana@example.com laptop")
        .audit("ZD-400123/ack/1", "bo@example.com desk", CaseBuilder::bo)
        .assigned_to(CaseBuilder::bo);
    auto& audits = builder.value().audits;
    audits.back().changes = {{.field = "assignee_id"}};
    const auto plan = planned_ack(builder);
    REQUIRE(plan);
    const auto& taking = effect(*plan, "ZD-400123/ack/1/take/1");
    CHECK(std::get<zendesk::TicketUpdate>(taking.change).assignee_id == CaseBuilder::ana);

    audits.push_back({.id = audits.back().id + 1, .changes = {{.field = "assignee_id"}}});
    const auto by_hand = planned_ack(builder);
    REQUIRE(by_hand);
    CHECK(procedure::keys_of(by_hand->effects).front() == "ZD-400123/ack/1/page");
}

TEST_CASE("a page without a ticket is acknowledged all the same, and says what is missing") {
    CaseBuilder builder;
    builder.without_ticket();
    const auto plan = planned_ack(builder);

    REQUIRE(plan);
    CHECK(plan->effects.front().key == "PD-Q0EMERG0000001/ack/1/page");
    CHECK_THAT(plan->remarks.front(), Catch::Contains("names no ticket"));
}

TEST_CASE("a page whose ticket is gone, or closed for good, is acknowledged all the same") {
    CaseBuilder builder;
    builder.without_ticket();
    builder.value().ticket_missing = "the page names #999, which Zendesk does not have";
    const auto plan = planned_ack(builder);
    REQUIRE(plan);
    CHECK(plan->effects.front().key == "PD-Q0EMERG0000001/ack/1/page");
    CHECK_THAT(plan->remarks.front(), Catch::Contains("#999"));

    CaseBuilder closed;
    closed.value().ticket->status = "closed";
    const auto beside = planned_ack(closed);
    REQUIRE(beside);
    REQUIRE(beside->effects.size() == 1);
    CHECK(beside->effects.front().key == "ZD-400123/ack/1/page");
    CHECK(beside->postponed.empty());
    CHECK_THAT(beside->remarks.front(), Catch::Contains("takes no more changes"));
}

TEST_CASE("a ticket that is paged a second time starts a new round of keys") {
    CaseBuilder builder;
    builder.audit("ZD-400123/ack/1", "bo@example.com laptop", CaseBuilder::bo);
    builder.value().incident->created_at += 24h;
    builder.after(24h);
    const auto plan = planned_ack(builder);

    REQUIRE(plan);
    CHECK(plan->effects.front().key == "ZD-400123/ack/2");
}
