#include "libemergency/cases/call_roles.h"
#include "libemergency/procedure/call.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::Colleague;
using procedure::keys_of;
using procedure::Plan;
using procedure::Situation;
using Keys = std::vector<std::string>;

namespace {

constexpr const char* role_machine = "ana@example.com laptop";
constexpr const char* role_elsewhere = "bo@example.com laptop";

const CallRole note_taker{.name = "notes", .title = "note taker", .is_held_by_one = true};
const CallRole shadow{.name = "shadow", .title = "shadow", .is_shadow = true};
const Colleague bo{.address = "bo@example.com", .name = "Bo Lind", .mention = "<@UBOL001>"};
const Colleague mel{.address = "mel@example.com", .name = "Mel Ito", .mention = "<@UMEL001>"};

Result<Plan> planned_role(CaseBuilder& builder, const CallRole& role, const Colleague& colleague) {
    static const auto shipped = shipped_config();
    static const auto actor = ana_at_work();
    return plan_call_role({builder.value(), shipped, actor}, role, colleague);
}

Result<Plan> planned_release(CaseBuilder& builder, const Colleague& colleague) {
    static const auto shipped = shipped_config();
    static const auto actor = ana_at_work();
    return plan_call_release({builder.value(), shipped, actor}, colleague);
}

/// What the plan's claim leaves on the ticket, as if it had been carried out.
void carried_out(CaseBuilder& builder, const Result<Plan>& plan, const char* by) {
    REQUIRE(plan);
    const auto& update = std::get<zendesk::TicketUpdate>(plan->effects.front().change);
    builder.after(1min).audit(plan->effects.front().key, by);
    for (const auto& [name, value] : update.metadata) {
        builder.value().audits.back().custom.emplace(name, value);
    }
}

CaseBuilder call_with_thread() {
    CaseBuilder builder;
    builder.with_thread().audit("ZD-400123/call/1", role_machine);
    return builder;
}

std::string thread_text(const Result<Plan>& plan) {
    return std::get<slack::Post>(plan->effects.back().change).text;
}

}  // namespace

TEST_CASE("a role is given by a claim of its own, and told in the thread after it") {
    auto builder = call_with_thread();
    const auto plan = planned_role(builder, note_taker, bo);

    REQUIRE(plan);
    CHECK(keys_of(plan->effects) ==
          Keys{"ZD-400123/call/1/role/notes/1", "ZD-400123/call/1/role/notes/1/thread"});
    CHECK(plan->effects[0].part == procedure::Part::claim);
    CHECK(plan->effects[1].needs == Keys{"ZD-400123/call/1/role/notes/1"});
    const auto& update = std::get<zendesk::TicketUpdate>(plan->effects[0].change);
    CHECK(!update.comment);
    CHECK(update.metadata.at("emerg_role") == "notes");
    CHECK(update.metadata.at("emerg_helper") == "bo@example.com");
    CHECK_THAT(thread_text(plan), Catch::StartsWith("<@UBOL001> "));
    CHECK_THAT(thread_text(plan), Catch::Contains("note taker"));
    CHECK_THAT(thread_text(plan), !Catch::Contains("in place of"));
}

TEST_CASE("the same role given twice is recognised; this machine finishes what it began") {
    auto builder = call_with_thread();
    carried_out(builder, planned_role(builder, note_taker, bo), role_machine);
    const auto again = planned_role(builder, note_taker, bo);
    REQUIRE(again);
    CHECK(keys_of(again->effects) == Keys{"ZD-400123/call/1/role/notes/1/thread"});
    CHECK(again->effects[0].proof == procedure::Proof::before_first);
    CHECK_THAT(again->remarks.front(), Catch::Contains("Bo Lind is note taker"));

    auto theirs = call_with_thread();
    carried_out(theirs, planned_role(theirs, note_taker, bo), role_elsewhere);
    CHECK(planned_role(theirs, note_taker, bo)->effects.empty());
}

TEST_CASE("what one alone holds moves, and the thread reads from whom") {
    auto builder = call_with_thread();
    carried_out(builder, planned_role(builder, note_taker, bo), role_elsewhere);
    const auto moved = planned_role(builder, note_taker, mel);
    REQUIRE(moved);
    CHECK(moved->effects.front().key == "ZD-400123/call/1/role/notes/2");
    CHECK_THAT(thread_text(moved), Catch::Contains("in place of Bo Lind"));

    carried_out(builder, moved, role_machine);
    const auto helpers = cases::helpers_now(builder.value());
    REQUIRE(helpers.size() == 1);
    CHECK(helpers.front().name == "Mel Ito");
    CHECK_THAT(thread_text(planned_role(builder, note_taker, mel)),
               Catch::Contains("in place of Bo Lind"));
}

TEST_CASE("what several may have is settled for each of them, and a shadow is told to watch") {
    auto builder = call_with_thread();
    const auto first = planned_role(builder, shadow, bo);
    const auto second = planned_role(builder, shadow, mel);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->effects.front().key != second->effects.front().key);
    CHECK_THAT(thread_text(first), Catch::Contains("neither acknowledges nor resolves"));

    carried_out(builder, first, role_machine);
    carried_out(builder, second, role_elsewhere);
    CHECK(cases::helpers_now(builder.value()).size() == 2);
}

TEST_CASE("whoever is released is thanked once, and has nothing any more") {
    auto builder = call_with_thread();
    carried_out(builder, planned_role(builder, note_taker, bo), role_elsewhere);
    carried_out(builder, planned_role(builder, shadow, mel), role_elsewhere);
    const auto plan = planned_release(builder, bo);
    REQUIRE(plan);
    CHECK_THAT(thread_text(plan), Catch::Contains("Thank you, <@UBOL001> (note taker)"));

    carried_out(builder, plan, role_machine);
    const auto helpers = cases::helpers_now(builder.value());
    REQUIRE(helpers.size() == 1);
    CHECK(helpers.front().name == "Mel Ito");
    const auto again = planned_release(builder, bo);
    REQUIRE(again);
    CHECK(keys_of(again->effects) == Keys{plan->effects.front().key + "/thread"});
    CHECK_THAT(thread_text(again), Catch::Contains("(note taker)"));

    carried_out(builder, planned_role(builder, note_taker, bo), role_machine);
    const auto once_more = planned_release(builder, bo);
    REQUIRE(once_more);
    CHECK(once_more->effects.front().key != plan->effects.front().key);
}

TEST_CASE("whoever has no role may be asked to step back as well") {
    auto builder = call_with_thread();
    const auto plan = planned_release(builder, mel);
    REQUIRE(plan);
    CHECK_THAT(thread_text(plan), Catch::StartsWith("Thank you, <@UMEL001>: you may step back"));
}

TEST_CASE("of two records with one key the lower counts") {
    auto builder = call_with_thread();
    const auto first = planned_role(builder, note_taker, bo);
    const auto second = planned_role(builder, note_taker, mel);
    carried_out(builder, first, role_machine);
    carried_out(builder, second, role_elsewhere);
    const auto helpers = cases::helpers_now(builder.value());
    REQUIRE(helpers.size() == 1);
    CHECK(helpers.front().name == "Bo Lind");
}

TEST_CASE("without a call that runs there is no role in it") {
    CaseBuilder none;
    CHECK(planned_role(none, note_taker, bo).error().kind == ErrorKind::policy);
    auto over = call_with_thread();
    carried_out(over, planned_role(over, note_taker, bo), role_machine);
    over.audit("ZD-400123/call/1/ended", role_machine);
    CHECK(planned_release(over, bo).error().kind == ErrorKind::policy);
    CHECK(cases::helpers_now(over.value()).empty());
}

TEST_CASE("a name cannot ping the channel, and Slack that does not answer is left to sync") {
    auto builder = call_with_thread();
    carried_out(
        builder,
        planned_role(builder, note_taker,
                     {.address = "x@example.com", .name = "<!channel> & co", .mention = "x"}),
        role_elsewhere);
    CHECK_THAT(thread_text(planned_role(builder, note_taker, bo)),
               Catch::Contains("&lt;!channel&gt; &amp; co"));

    auto unanswered = bo;
    unanswered.postponed = "Slack did not answer";
    const auto plan = planned_role(builder, note_taker, unanswered);
    REQUIRE(plan);
    CHECK(plan->effects.size() == 1);
    CHECK(plan->postponed.size() == 1);
}
