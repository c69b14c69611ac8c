#include "libemergency/procedure/triage.h"

#include "libemergency/cases/ending.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::Plan;
using procedure::TriageOptions;

namespace {

constexpr const char* mine = "ana@example.com laptop";

Result<Plan> triaged(CaseBuilder builder, const TriageOptions& options,
                     const std::string& policy = "assume-good-intent") {
    auto config = shipped_config();
    config.policy.triage = policy;
    config.triage.outcomes["not"].form = 360001264260;
    config.triage.outcomes["not"].fields = {{360000000002, "nrt"}};
    const auto actor = ana_at_work();
    return plan_triage({builder.value(), config, actor}, options);
}

TriageOptions with_manager(const std::string& outcome) {
    return {.outcome = outcome,
            .because = "one <user> only",
            .manager = {.channel_id = "C003LEAD",
                        .channel_name = "#support_leadership",
                        .mention = "<@UMEL001>"}};
}

CaseBuilder noted(const std::string& outcome, const std::string& by = mine) {
    CaseBuilder builder;
    builder.audit("ZD-400123/triage/1", by);
    builder.value().audits.back().custom["emerg_outcome"] = outcome;
    return builder;
}

const zendesk::TicketUpdate& last_update(const Plan& plan) {
    return std::get<zendesk::TicketUpdate>(plan.effects.back().change);
}

}  // namespace

TEST_CASE("assume-good-intent: an emergency is noted, and nobody is told") {
    const auto plan = triaged({}, with_manager("emergency"));
    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/triage/1/claim/1", "ZD-400123/triage/1"});
    CHECK(!last_update(*plan).comment->is_public);
    CHECK(last_update(*plan).metadata.at("emerg_outcome") == "emergency");
}

TEST_CASE("assume-good-intent: of what does not qualify the manager hears, in their own channel") {
    for (const auto* outcome : {"exception", "not"}) {
        const auto plan = triaged(CaseBuilder().with_thread(), with_manager(outcome));
        REQUIRE(plan);
        const auto& post = std::get<slack::Post>(plan->effects.back().change);
        CHECK(post.channel == "C003LEAD");
        CHECK(post.thread_ts.empty());
        CHECK_THAT(post.text, Catch::Contains("<@UMEL001>"));
        CHECK_THAT(post.text, Catch::Contains("one &lt;user&gt; only"));
        for (const auto& effect : plan->effects) {
            CHECK(!seen_by_customer(effect));
            const auto* update = std::get_if<zendesk::TicketUpdate>(&effect.change);
            CHECK((update == nullptr || !update->priority));
        }
        CHECK_THAT(plan->remarks.back(), Catch::Contains("keeps its service level"));
    }
}

TEST_CASE("full: not an emergency is a downgrade with its five points, priority, form and field") {
    const auto plan = triaged({}, with_manager("not"), "full");
    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/triage/1/claim/1", "ZD-400123/triage/1/note",
                                   "ZD-400123/triage/1"});
    const auto& told = last_update(*plan);
    CHECK(told.comment->is_public);
    CHECK(told.priority == "high");
    CHECK(told.form_id == 360001264260);
    CHECK(told.fields.at(360000000002) == "nrt");
    CHECK(!told.status);
    for (const auto* point :
         {"Severity 1", "one <user> only", "high priority", "response time", "in this ticket"}) {
        CHECK_THAT(told.comment->body, Catch::Contains(point));
    }
}

TEST_CASE("full: own text that lacks one of the five points is refused") {
    auto options = with_manager("not");
    options.text =
        "Severity 1 this is not: {{reason}}. In this ticket, with {{priority}} priority.";
    const auto plan = triaged({}, options, "full");
    REQUIRE(!plan);
    CHECK_THAT(plan.error().message, Catch::Contains("response"));
}

TEST_CASE("full: a request about another ticket is solved, and goes on there") {
    auto options = with_manager("not");
    options.existing = zendesk::Ticket{
        .id = 400100, .status = "open", .priority = "normal", .requester_id = CaseBuilder::dora};
    options.existing_url = "https://acme.zendesk.com/agent/tickets/400100";
    const auto plan = triaged({}, options, "full");
    REQUIRE(plan);
    const auto& told = std::get<zendesk::TicketUpdate>(plan->effects[2].change);
    CHECK(told.status == "solved");
    CHECK_THAT(told.comment->body, Catch::Contains("#400100"));
    CHECK(last_update(*plan).ticket_id == 400100);
    CHECK(last_update(*plan).priority == "high");
    CHECK(!last_update(*plan).comment->is_public);
}

TEST_CASE("full: a macro's comment is sent as it is, never read as a template") {
    auto options = with_manager("emergency");
    options.macro.comment = "We treat {{me}} as an emergency.";
    const auto plan = triaged({}, options, "full");
    REQUIRE(plan);
    CHECK(last_update(*plan).comment->body == "We treat {{me}} as an emergency.");
}

TEST_CASE("what the outcome needs is asked for: a reason, and a policy that allows an existing") {
    CHECK(triaged({}, {.outcome = "not"}).error().kind == ErrorKind::usage);
    CHECK(triaged({}, {.outcome = "needs-info"}).error().kind == ErrorKind::usage);
    auto options = with_manager("not");
    options.existing =
        zendesk::Ticket{.id = 400100, .status = "open", .requester_id = CaseBuilder::dora};
    CHECK(triaged({}, options).error().kind == ErrorKind::policy);
}

TEST_CASE("the same outcome again is recognised, another one is a triage of its own") {
    const auto again = triaged(noted("emergency"), {.outcome = "emergency"});
    REQUIRE(again);
    CHECK(again->effects.empty());
    const auto changed = triaged(noted("needs-info"), {.outcome = "emergency"});
    REQUIRE(changed);
    CHECK(changed->effects.back().key == "ZD-400123/triage/2");
}

TEST_CASE("a run that was cut off tells the manager, proving first; somebody else's does not") {
    const auto finished = triaged(noted("not"), with_manager("not"));
    REQUIRE(finished);
    REQUIRE(finished->effects.size() == 1);
    CHECK(finished->effects.front().proof == procedure::Proof::before_first);
    const auto theirs = triaged(noted("not", "bo@example.com desk"), with_manager("not"));
    REQUIRE(theirs);
    CHECK(theirs->effects.empty());
}

TEST_CASE("colleagues see the outcome among the side states") {
    const auto config = shipped_config();
    auto builder = noted("exception");
    CHECK(cases::side_states(builder.value(), config) ==
          std::vector<std::string>{"triage: exception"});
    builder.value().audits.back().custom[cases::downgraded_name] = "yes";
    CHECK(cases::side_states(builder.value(), config) == std::vector<std::string>{"downgraded"});
}

TEST_CASE("full: what the macro sets goes with its comment, and the outcome's own words win") {
    CaseBuilder builder;
    builder.value().ticket->tags = {"self_managed"};
    TriageOptions options{.outcome = "emergency", .because = "all down"};
    options.macro = {.comment = "We treat this as an emergency.",
                     .priority = "urgent",
                     .status = "open",
                     .tags = {"self_managed", "emergency"},
                     .form_id = 7,
                     .fields = {{11, "gitaly"}, {12, "known"}}};
    builder.value().ticket->fields = {{12, "known"}};
    const auto plan = triaged(builder, options, "full");
    REQUIRE(plan);
    const auto& update = last_update(*plan);
    CHECK_FALSE(update.priority);  // It is so already.
    CHECK(update.status == "open");
    CHECK(update.form_id == 7);
    CHECK(update.fields == std::map<zendesk::Id, std::string>{{11, "gitaly"}});
    CHECK(update.tags->back() == "emergency");
    CHECK(std::count(update.tags->begin(), update.tags->end(), "self_managed") == 1);
    CHECK(std::find(plan->remarks.begin(), plan->remarks.end(),
                    "the macro sets status open, form 7, field 11 to gitaly, tags emergency") !=
          plan->remarks.end());

    options.macro.priority = "normal";
    CHECK(last_update(*triaged(builder, options, "full")).priority == "normal");
    options.outcome = "not";
    options.macro.comment = {};
    CHECK(last_update(*triaged(builder, options, "full")).priority == "high");
}

TEST_CASE("assume-good-intent: a macro sets nothing") {
    auto options = with_manager("emergency");
    options.macro = {.comment = "So be it.", .priority = "low", .tags = {"x"}};
    const auto plan = triaged({}, options);
    REQUIRE(plan);
    CHECK_FALSE(last_update(*plan).priority);
}
