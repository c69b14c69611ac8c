#include "libemergency/procedure/status.h"

#include "libemergency/procedure/guard.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::Plan;
using procedure::StatusOptions;
using procedure::StatusTo;

namespace {

constexpr const char* status_machine = "ana@example.com laptop";
constexpr const char* status_elsewhere = "bo@example.com laptop";

const Config& status_config() {
    static const auto shipped = shipped_config();
    return shipped;
}

Result<Plan> planned_status(CaseBuilder& builder, const StatusOptions& options) {
    static const auto actor = ana_at_work();
    return plan_status({builder.value(), status_config(), actor}, options);
}

StatusOptions answers(StatusTo to = StatusTo::thread) {
    return {.to = to,
            .impact = "502 for <all>",
            .done = "rolled back",
            .then = "we watch gitaly",
            .every = 30min,
            .channel_id = "C009EXEC",
            .channel_name = "#exec-updates"};
}

CaseBuilder case_with_thread() {
    CaseBuilder builder;
    builder.with_thread();
    return builder;
}

/// What the plan leaves on the ticket, as if it had been carried out.
void carried_out_status(CaseBuilder& builder, const Result<Plan>& plan, const char* by) {
    REQUIRE(plan);
    for (const auto& effect : plan->effects) {
        const auto* update = std::get_if<zendesk::TicketUpdate>(&effect.change);
        if (update == nullptr) {
            continue;
        }
        builder.audit(effect.key, by);
        for (const auto& [name, value] : update->metadata) {
            builder.value().audits.back().custom.emplace(name, value);
        }
    }
}

const slack::Post& status_post(const Result<Plan>& plan) {
    return std::get<slack::Post>(plan->effects.back().change);
}

std::optional<TimePoint> promised(CaseBuilder& builder) {
    for (const auto& deadline : cases::deadlines_of(builder.value(), status_config())) {
        if (deadline.name == "status update") {
            return deadline.due;
        }
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("a status update is claimed, promises the next one, and has its shape") {
    auto builder = case_with_thread();
    const auto plan = planned_status(builder, answers());

    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 2);
    CHECK(plan->effects[0].part == procedure::Part::claim);
    CHECK(std::get<zendesk::TicketUpdate>(plan->effects[0].change).metadata.at("emerg_update") ==
          "2026-03-10T04:30:00Z");
    CHECK(plan->effects[1].needs == procedure::keys_of({plan->effects[0]}));
    CHECK(plan->effects[1].criticality == procedure::Criticality::core);
    CHECK(status_post(plan).thread_ts == "1773115200.000100");
    CHECK(status_post(plan).text ==
          "*Status of #400123* by Ana Ortiz\n"
          "*Impact:* 502 for &lt;all&gt;\n"
          "*Done:* rolled back\n"
          "*Next:* we watch gitaly\n"
          "*Next update:* 04:30 UTC\n");
}

TEST_CASE("a customer sees no status update") {
    auto builder = case_with_thread();
    for (const auto to : {StatusTo::thread, StatusTo::ticket, StatusTo::executives}) {
        const auto plan = planned_status(builder, answers(to));
        REQUIRE(plan);
        CHECK(
            std::none_of(plan->effects.begin(), plan->effects.end(), procedure::seen_by_customer));
    }
}

TEST_CASE("executives read whose it is and where the thread is, in their own channel") {
    auto builder = case_with_thread();
    const auto plan = planned_status(builder, answers(StatusTo::executives));
    REQUIRE(plan);
    CHECK(status_post(plan).channel == "C009EXEC");
    CHECK(status_post(plan).thread_ts.empty());
    CHECK_THAT(status_post(plan).text, Catch::Contains("Dora Ek"));
    CHECK_THAT(status_post(plan).text, Catch::Contains("acme.slack.com"));
}

TEST_CASE("the next update is due until somebody says how it stands") {
    auto builder = case_with_thread();
    CHECK(!promised(builder));
    carried_out_status(builder, planned_status(builder, answers()), status_machine);
    CHECK(promised(builder) == CaseBuilder::night + 30min);

    builder.after(20min);
    auto later = answers(StatusTo::ticket);
    later.next = CaseBuilder::night + 2h;
    carried_out_status(builder, planned_status(builder, later), status_elsewhere);
    CHECK(promised(builder) == CaseBuilder::night + 2h);
    builder.value().ticket->status = "solved";
    CHECK(!promised(builder));
}

TEST_CASE("the same words within a moment are one update, later they are the next") {
    auto builder = case_with_thread();
    const auto first = planned_status(builder, answers());
    carried_out_status(builder, first, status_machine);
    builder.after(4min);
    const auto again = planned_status(builder, answers());
    REQUIRE(again);
    REQUIRE(again->effects.size() == 1);
    CHECK(again->effects.front().key == first->effects.back().key);
    CHECK(again->effects.front().proof == procedure::Proof::before_first);
    CHECK_THAT(status_post(again).text, Catch::Contains("04:30 UTC"));

    builder.after(26min);
    const auto next = planned_status(builder, answers());
    REQUIRE(next);
    CHECK(next->effects.back().key != first->effects.back().key);
    CHECK_THAT(status_post(next).text, Catch::Contains("05:00 UTC"));
}

TEST_CASE("another's update of the same words is left to them") {
    auto builder = case_with_thread();
    carried_out_status(builder, planned_status(builder, answers()), status_elsewhere);
    const auto plan = planned_status(builder, answers());
    REQUIRE(plan);
    CHECK(plan->effects.empty());
    CHECK_THAT(plan->remarks.front(), Catch::Contains("bo@example.com has been at status"));
}

TEST_CASE("a note that is written is recognised, one that was left out is written, however late") {
    auto builder = case_with_thread();
    const auto first = planned_status(builder, answers(StatusTo::ticket));
    carried_out_status(builder, first, status_machine);
    CHECK(planned_status(builder, answers(StatusTo::ticket))->effects.empty());

    builder.value().audits.pop_back();
    builder.after(40min);
    const auto late = planned_status(builder, answers(StatusTo::ticket));
    REQUIRE(late);
    REQUIRE(late->effects.size() == 1);
    CHECK(late->effects.front().key == first->effects.back().key);
}

TEST_CASE("an update with a hole, for the past, or with nowhere to go is refused") {
    auto builder = case_with_thread();
    auto hole = answers();
    hole.done = " ";
    CHECK_THAT(planned_status(builder, hole).error().message, Catch::Contains("--done"));
    CHECK(planned_status(builder, hole).error().kind == ErrorKind::usage);
    hole.text = "No news yet.";
    CHECK(planned_status(builder, hole));
    auto past = answers();
    past.next = CaseBuilder::night;
    CHECK(planned_status(builder, past).error().kind == ErrorKind::usage);

    CaseBuilder no_thread;
    CHECK(planned_status(no_thread, answers()).error().kind == ErrorKind::policy);
    CHECK(planned_status(no_thread, answers(StatusTo::ticket)));
    CaseBuilder no_ticket;
    no_ticket.without_ticket();
    CHECK(planned_status(no_ticket, answers(StatusTo::ticket)).error().kind == ErrorKind::policy);
}

TEST_CASE("of a government case Slack is told nothing that says whose it is") {
    auto config = status_config();
    config.government.always = "yes";
    const auto actor = ana_at_work();
    auto builder = case_with_thread();
    const procedure::Situation situation{builder.value(), config, actor};
    for (const auto to : {StatusTo::thread, StatusTo::executives}) {
        auto options = answers(to);
        const auto plan = plan_status(situation, options);
        REQUIRE(plan);
        CHECK_THAT(status_post(plan).text, !Catch::Contains("Dora"));
        CHECK(guard(situation, *plan, {.anyway = true}));

        options.impact = "Dora Ek sees 502";
        const auto told = plan_status(situation, options);
        REQUIRE(told);
        CHECK(!guard(situation, *told, {.anyway = true}));
    }
}

TEST_CASE(
    "the promise is a tag too, in the place of the one before, and the claim's stays the last") {
    auto builder = case_with_thread();
    builder.value().ticket->tags = {"self_managed", "emerg_update_1700000000", "emerg_ack_1"};
    const auto plan = planned_status(builder, answers());
    REQUIRE(plan);
    const auto& claim = std::get<zendesk::TicketUpdate>(plan->effects.front().change);
    REQUIRE(claim.tags);
    REQUIRE(claim.tags->size() == 4);
    CHECK(claim.tags->at(2) == cases::update_tag("emerg", CaseBuilder::night + 30min));
    CHECK_THAT(claim.tags->back(), Catch::Contains("_claim_1"));
    CHECK(std::find(claim.tags->begin(), claim.tags->end(), "emerg_update_1700000000") ==
          claim.tags->end());
}

TEST_CASE("a promise of another day says which day") {
    auto builder = case_with_thread();
    auto options = answers();
    options.next = CaseBuilder::night + 26h;
    const auto plan = planned_status(builder, options);
    REQUIRE(plan);
    CHECK_THAT(std::get<slack::Post>(plan->effects.back().change).text,
               Catch::Contains("Wed 11 Mar") && Catch::Contains("UTC"));
    options.next = CaseBuilder::night + 2h;
    const auto soon = planned_status(builder, options);
    CHECK_THAT(std::get<slack::Post>(soon->effects.back().change).text,
               !Catch::Contains("11 Mar") && !Catch::Contains("10 Mar"));
}
