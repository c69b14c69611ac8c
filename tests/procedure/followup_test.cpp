#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <utility>

using namespace emergency;
using namespace std::chrono_literals;

namespace {

const Config& followup_config() {
    static const auto shipped = shipped_config();
    return shipped;
}

Result<procedure::Plan> planned_followup(CaseBuilder& builder, const std::string& text = {}) {
    static const auto actor = ana_at_work();
    return procedure::plan_followup({builder.value(), followup_config(), actor}, {.text = text});
}

/// Contacted by Ana at 04:05, with a bridge and a thread.
CaseBuilder contacted() {
    CaseBuilder builder;
    builder.after(5min).public_comment_by(CaseBuilder::ana).with_thread();
    builder.value().bridge = "https://zoom.example.com/j/400123";
    return builder;
}

const procedure::Effect* for_customer(const procedure::Plan& plan) {
    const auto found =
        std::find_if(plan.effects.begin(), plan.effects.end(), procedure::seen_by_customer);
    return found == plan.effects.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("nothing is followed up once the customer is in the call, in the ticket or by --joined") {
    static const auto actor = ana_at_work();
    auto builder = contacted();
    const auto plan = procedure::plan_joined({builder.value(), followup_config(), actor});
    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/joined/1", "ZD-400123/joined/1/thread"});

    for (const auto* key : {"ZD-400123/joined/1", "ZD-400123/call/1"}) {
        auto joined = contacted();
        joined.after(5min).audit(key, "bo@example.com desktop").after(20min);
        CHECK(cases::stage_of(joined.value(), "emerg") == cases::Stage::engaged);
        CHECK_FALSE(procedure::followup_due(joined.value(), followup_config()));
        CHECK(planned_followup(joined)->effects.empty());
    }
    CaseBuilder unasked;
    CHECK(procedure::plan_joined({unasked.value(), followup_config(), actor}).error().kind ==
          ErrorKind::policy);
}

TEST_CASE("before fifteen minutes the follow-up says when it is due, and does nothing") {
    auto builder = contacted();
    builder.after(14min);
    const auto plan = planned_followup(builder);

    REQUIRE(plan);
    CHECK(plan->effects.empty());
    CHECK(plan->remarks.front() == "the follow-up on #400123 is due at 04:20 UTC, in 1m");
}

TEST_CASE("at fifteen minutes without an answer the four points go out") {
    auto builder = contacted();
    builder.after(15min);
    const auto plan = planned_followup(builder);

    REQUIRE(plan);
    const auto* sent = for_customer(*plan);
    REQUIRE(sent != nullptr);
    CHECK(sent->key == "ZD-400123/followup/1");
    const auto& update = std::get<zendesk::TicketUpdate>(sent->change);
    CHECK_THAT(update.comment->body, Catch::Contains("https://zoom.example.com/j/400123"));
    CHECK_THAT(update.comment->body, Catch::Contains("15"));
    CHECK(!update.priority);
}

TEST_CASE(
    "fifteen minutes after the four points the bridge closes, the priority drops, all are told") {
    auto builder = contacted();
    builder.after(15min)
        .audit("ZD-400123/followup/1", "ana@example.com laptop")
        .public_comment_by(CaseBuilder::ana);

    builder.after(14min);
    CHECK(for_customer(*planned_followup(builder)) == nullptr);

    builder.after(1min);
    const auto plan = planned_followup(builder);
    REQUIRE(plan);
    const auto* sent = for_customer(*plan);
    REQUIRE(sent != nullptr);
    const auto& update = std::get<zendesk::TicketUpdate>(sent->change);
    CHECK(sent->key == "ZD-400123/closing/1");
    CHECK(update.priority == "high");
    CHECK(update.metadata.at("emerg_bridge") == "closed");
    CHECK(plan->effects.back().key == "ZD-400123/closing/1/thread");
}

TEST_CASE("an answer by the customer at any moment stops it") {
    auto builder = contacted();
    builder.after(10min).public_comment_by(CaseBuilder::dora).after(60min);
    const auto plan = planned_followup(builder);

    REQUIRE(plan);
    CHECK(plan->effects.empty());
    CHECK_THAT(plan->remarks.front(), Catch::Contains("answered"));
}

TEST_CASE("what the customer wrote before the contact is no answer to it") {
    CaseBuilder builder;
    builder.after(1min)
        .public_comment_by(CaseBuilder::dora)
        .after(4min)
        .public_comment_by(CaseBuilder::ana);
    builder.value().bridge = "https://zoom.example.com/j/400123";
    builder.after(15min);

    CHECK(for_customer(*planned_followup(builder)) != nullptr);
}

TEST_CASE("a follow-up hours late still sends the four points first") {
    auto builder = contacted();
    builder.after(5h);

    CHECK(for_customer(*planned_followup(builder))->key == "ZD-400123/followup/1");
}

TEST_CASE("without a contact there is nothing to follow up") {
    CaseBuilder builder;
    builder.after(60min);

    CHECK(planned_followup(builder).error().kind == ErrorKind::policy);
}

TEST_CASE("four points of one's own must still be four") {
    auto builder = contacted();
    builder.after(15min);

    CHECK(planned_followup(builder, "Are you there? {{bridge}}").error().kind == ErrorKind::policy);
}

TEST_CASE("the closing comes once") {
    auto builder = contacted();
    builder.audit("ZD-400123/followup/1", "bo@example.com laptop", CaseBuilder::bo)
        .audit("ZD-400123/closing/1", "bo@example.com laptop", CaseBuilder::bo)
        .after(120min);
    const auto plan = planned_followup(builder);

    REQUIRE(plan);
    CHECK(plan->effects.empty());
}

TEST_CASE("a closing cut off before the thread's line tells the thread the same later") {
    const auto line_of = [](const Result<procedure::Plan>& plan) {
        REQUIRE(plan);
        REQUIRE_FALSE(plan->effects.empty());
        REQUIRE(plan->effects.back().key == "ZD-400123/closing/1/thread");
        return std::get<slack::Post>(plan->effects.back().change).text;
    };
    auto builder = contacted();
    builder.audit("ZD-400123/followup/1", ana_at_work().by).after(31min);
    const auto whole = line_of(planned_followup(builder));
    CHECK_THAT(whole, Catch::Contains("the bridge is closed"));

    builder.audit("ZD-400123/closing/1", ana_at_work().by);
    builder.value().closed_bridge = std::exchange(builder.value().bridge, {});
    CHECK(line_of(planned_followup(builder)) == whole);
}

TEST_CASE("the due time follows the services' timestamps") {
    auto builder = contacted();
    CHECK(procedure::followup_due(builder.value(), followup_config()) ==
          CaseBuilder::night + 20min);
    builder.public_comment_by(CaseBuilder::dora);
    CHECK(procedure::followup_due(builder.value(), followup_config()) == std::nullopt);
}
