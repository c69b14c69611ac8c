#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using procedure::keys_of;
using procedure::Take;
using Keys = std::vector<std::string>;

namespace {

constexpr const char* bo_at_work = "bo@example.com laptop";

Result<procedure::Plan> planned_accept(CaseBuilder& builder, Take take = Take::no) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return procedure::plan_accept({builder.value(), config, actor}, {.take = take});
}

/// Bo handed it over, and the ticket is now `owner`'s.
CaseBuilder handed_to(zendesk::Id owner, const std::string& pagerduty_id = "PANA001") {
    CaseBuilder builder;
    builder.with_thread()
        .audit("ZD-400123/handoff/1", bo_at_work, CaseBuilder::bo)
        .assigned_to(owner);
    builder.value().audits.back().custom["emerg_to"] = pagerduty_id;
    return builder;
}

}  // namespace

TEST_CASE("the successor accepts by a claim, and says so in the thread") {
    auto builder = handed_to(CaseBuilder::ana);
    const auto plan = planned_accept(builder);

    REQUIRE(plan);
    CHECK(keys_of(plan->effects) ==
          Keys{"ZD-400123/handoff/1/accepted", "ZD-400123/handoff/1/accepted/thread"});
    CHECK(plan->effects[0].part == procedure::Part::claim);
    const auto& update = std::get<zendesk::TicketUpdate>(plan->effects[0].change);
    CHECK(!update.assignee_id);
    CHECK(!update.comment);
    CHECK(update.tags->back() == "emerg_handoff_1_accepted");
    CHECK_THAT(std::get<slack::Post>(plan->effects[1].change).text,
               Catch::Contains("I have it: Ana Ortiz"));
}

TEST_CASE("what was handed to somebody else is refused, and taken with --take") {
    constexpr zendesk::Id francesca = 9003;
    auto builder = handed_to(francesca, "PFRA001");
    CHECK(planned_accept(builder).error().kind == ErrorKind::policy);

    const auto plan = planned_accept(builder, Take::yes);
    REQUIRE(plan);
    CHECK(std::get<zendesk::TicketUpdate>(plan->effects[0].change).assignee_id == CaseBuilder::ana);
}

TEST_CASE("a successor whom Zendesk does not know is told by PagerDuty") {
    auto mine = handed_to(CaseBuilder::bo);
    CHECK(planned_accept(mine));
    auto theirs = handed_to(CaseBuilder::bo, "PFRA001");
    CHECK(planned_accept(theirs).error().kind == ErrorKind::policy);
}

TEST_CASE("an acceptance is recognised, and its line finished by the machine that accepted") {
    auto builder = handed_to(CaseBuilder::ana);
    builder.audit("ZD-400123/handoff/1/accepted", "ana@example.com laptop");
    const auto plan = planned_accept(builder);
    REQUIRE(plan);
    CHECK(keys_of(plan->effects) == Keys{"ZD-400123/handoff/1/accepted/thread"});
    CHECK_THAT(plan->remarks.front(), Catch::Contains("already accepted"));

    auto elsewhere = handed_to(CaseBuilder::ana);
    elsewhere.audit("ZD-400123/handoff/1/accepted", "ana@example.com desktop");
    CHECK(planned_accept(elsewhere)->effects.empty());
}

TEST_CASE("there is nothing to accept where nothing was handed over, or all is over") {
    CaseBuilder nothing;
    CHECK(planned_accept(nothing).error().kind == ErrorKind::policy);
    auto solved = handed_to(CaseBuilder::ana);
    solved.value().ticket->status = "solved";
    CHECK(planned_accept(solved).error().kind == ErrorKind::policy);
    CaseBuilder page;
    page.without_ticket();
    CHECK(planned_accept(page).error().kind == ErrorKind::policy);
}

TEST_CASE("each handover is accepted for itself") {
    auto builder = handed_to(CaseBuilder::bo);
    builder.audit("ZD-400123/handoff/1/accepted", "ana@example.com laptop")
        .audit("ZD-400123/handoff/2", bo_at_work, CaseBuilder::bo)
        .assigned_to(CaseBuilder::ana);
    const auto plan = planned_accept(builder);

    REQUIRE(plan);
    CHECK(plan->effects.front().key == "ZD-400123/handoff/2/accepted");
}
