#include "libemergency/cases/progress.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

using namespace emergency::cases;
using emergency::Config;
using std::chrono::minutes;

namespace {

constexpr auto ana = CaseBuilder::ana;
constexpr auto dora = CaseBuilder::dora;

long minute_of(emergency::TimePoint moment) {
    return std::chrono::duration_cast<minutes>(moment - CaseBuilder::night).count();
}

/// Under the shipped procedure.
NextStep next(CaseBuilder& builder) {
    static const auto loaded = emergency::load_config({});
    REQUIRE(loaded);
    return next_of(builder.value(), loaded->config);
}

/// Under a procedure of a team's own.
NextStep next(CaseBuilder& builder, const std::string& procedure) {
    const auto loaded = emergency::load_config({.files = {{"mine.yaml", procedure}}});
    REQUIRE(loaded);
    return next_of(builder.value(), loaded->config);
}

CaseBuilder contacted() {
    CaseBuilder builder;
    builder.acknowledged_by("PANA001", "Ana Ortiz").after(minutes(5)).public_comment_by(ana);
    return builder;
}

}  // namespace

TEST_CASE(
    "a page that rings is acknowledged and one that is left is resolved, though all is over") {
    CaseBuilder builder;
    builder.value().ticket->status = "solved";
    CHECK(next(builder).step == "ack");
    CHECK(stage_of(builder.value(), "emerg") == Stage::paged);

    auto over = contacted();
    over.value().ticket->status = "solved";
    CHECK(next(over).step == "resolve");
    CHECK(stage_of(over.value(), "emerg") == Stage::closed);
    over.resolved();
    CHECK(next(over).step == "none");
}

TEST_CASE("the next step follows the base procedure") {
    CaseBuilder builder;
    CHECK(next(builder).step == "ack");
    CHECK(next(builder).command == "emerg ack Q0EMERG0000001");
    CHECK(minute_of(*next(builder).due) == 10);

    builder.acknowledged_by("PANA001", "Ana Ortiz");
    CHECK(next(builder).step == "contact");
    CHECK(minute_of(*next(builder).due) == 30);

    builder.after(minutes(5)).public_comment_by(ana);
    CHECK(next(builder).step == "resolve");
    CHECK(minute_of(*next(builder).due) == 20);  // The follow-up waits for no page.

    builder.resolved();
    CHECK(next(builder).step == "followup");
    CHECK(minute_of(*next(builder).due) == 20);

    builder.after(minutes(15)).public_comment_by(ana).audit("ZD-400123/followup/1", "ana");
    CHECK(next(builder).step == "followup");
    CHECK(minute_of(*next(builder).due) == 35);

    builder.after(minutes(1)).public_comment_by(dora);
    CHECK(next(builder).step == "handoff");
    CHECK(next(builder).command == "emerg handoff Q0EMERG0000001");
    CHECK_FALSE(next(builder).due);
}

TEST_CASE("the command of a ticket without a page names the ticket") {
    CaseBuilder builder;
    builder.value().incident.reset();
    CHECK(next(builder).command == "emerg ack ZD-400123");

    builder.assigned_to(ana);
    CHECK(next(builder).command == "emerg contact ZD-400123");
}

TEST_CASE("a list knows the next step without its time once the customer was contacted") {
    CaseBuilder builder;
    auto& one = builder.acknowledged_by("PANA001", "Ana Ortiz").value();
    one.depth = Depth::listed;
    one.ticket->tags = {"emerg_contact_1"};
    CHECK(next(builder).step == "resolve");

    builder.resolved();
    CHECK(next(builder).step == "followup");
    CHECK_FALSE(next(builder).due);

    one.ticket->tags.emplace_back("emerg_closing_1");
    CHECK(next(builder).step == "handoff");
}

TEST_CASE("a ringing page is acknowledged first, even if the customer was contacted") {
    CaseBuilder builder;
    builder.after(minutes(5)).public_comment_by(ana);

    CHECK(next(builder).state == "paged");
    CHECK(next(builder).step == "ack");
}

TEST_CASE("after the bridge was closed the case is silent, and the page is resolved first") {
    auto builder = contacted();
    builder.after(minutes(15)).public_comment_by(ana).audit("ZD-400123/followup/1", "ana");
    builder.after(minutes(15)).public_comment_by(ana).audit("ZD-400123/closing/1", "ana");

    CHECK(next(builder).step == "resolve");
    CHECK(next(builder.resolved()).state == "silent");
}

TEST_CASE("nothing follows once the ticket is done") {
    auto builder = contacted();
    builder.resolved().value().ticket->status = "solved";

    CHECK(next(builder).state == "closed");
    CHECK(next(builder).step == "none");
    CHECK(next(builder).command.empty());
    CHECK_FALSE(next(builder).due);
}

TEST_CASE("a team's procedure may ask for a recorded step, and offer what fits") {
    const std::string evaluate = R"(
procedure:
  - state: to evaluate
    means: Is it an emergency?
    when: [not done triage]
    step: triage
    command: emerg triage {{case}}
    due: [follow-up, contact]
    also:
      - {title: Ask the manager, command: "emerg escalate manager {{case}}"}
      - {title: Look at the thread, command: "emerg show {{case}}", when: [thread]}
  - {state: evaluated, means: It is known.}
)";
    CaseBuilder builder;

    const auto before = next(builder, evaluate);
    CHECK(before.command == "emerg triage Q0EMERG0000001");
    CHECK(minute_of(*before.due) == 30);
    REQUIRE(before.also.size() == 1);
    CHECK(before.also.front().command == "emerg escalate manager Q0EMERG0000001");

    builder.audit("ZD-400123/triage/1", "ana");
    CHECK(next(builder, evaluate).state == "evaluated");
}

TEST_CASE("a status update that is due comes first, but not before the customer") {
    auto builder = contacted();
    builder.resolved().with_thread().public_comment_by(dora);
    builder.audit("ZD-400123/status/abc/1/claim/1", "ana");
    builder.value().audits.back().custom["emerg_update"] = "2026-03-10T05:00:00Z";
    CHECK(next(builder).step == "handoff");
    CHECK(minute_of(*next(builder).due) == 60);

    builder.after(minutes(56));
    CHECK(next(builder).state == "update due");
    CHECK(next(builder).command == "emerg status Q0EMERG0000001");
    CHECK(minute_of(*next(builder).due) == 60);

    auto silent = contacted();
    silent.resolved().audit("ZD-400123/status/abc/1/claim/1", "ana");
    silent.value().audits.back().custom["emerg_update"] = "2026-03-10T04:06:00Z";
    silent.after(minutes(2));
    CHECK(next(silent).step == "status");
    silent.after(minutes(15));
    CHECK(next(silent).step == "followup");
}

TEST_CASE("a list knows the promised update by its tag, the later one of two") {
    CaseBuilder builder;
    builder.resolved().assigned_to(ana).after(minutes(90));
    auto& one = builder.value();
    one.depth = Depth::listed;
    one.ticket->tags = {"emerg_contact_1", "emerg_joined_1",
                        update_tag("emerg", CaseBuilder::night + minutes(60))};
    CHECK(next(builder).step == "status");
    CHECK(minute_of(*next(builder).due) == 60);
    one.ticket->tags.push_back(update_tag("emerg", CaseBuilder::night + minutes(120)));
    CHECK(next(builder).step == "handoff");
    CHECK(minute_of(*next(builder).due) == 120);
    one.ticket->tags = {"emerg_contact_1", "emerg_joined_1", "emerg_update_soon"};
    CHECK_FALSE(next(builder).due);
    CHECK(is_update_tag("emerg_update_1773115200", "emerg"));
    CHECK_FALSE(is_update_tag("emerg_status_1", "emerg"));
}

TEST_CASE(
    "advice holds by age, tags and words, wherever the case stands, and once for all reasons") {
    auto builder = contacted();
    builder.resolved().public_comment_by(dora);
    CHECK(advice_for(builder.value(), emergency::load_config({})->config).empty());
    builder.after(minutes(180));
    const auto also = next(builder).also;
    REQUIRE_FALSE(also.empty());
    CHECK(also.front().title.starts_with("More than three hours"));
    CHECK(also.front().command.starts_with("emerg escalate manager Q0EMERG0000001 -m"));
    builder.audit("ZD-400123/manager/1", "ana");
    CHECK_FALSE(next(builder).also.front().title.starts_with("More than three hours"));

    auto upgraded = contacted();
    upgraded.subject("502 since the UPGRADE");
    upgraded.value().ticket->tags = {"upgrade"};
    const auto advice = advice_for(upgraded.value(), emergency::load_config({})->config);
    REQUIRE(advice.size() == 1);
    CHECK(advice.front().title.starts_with("It follows an upgrade"));

    auto renewal = contacted();
    renewal.value().organization =
        emergency::zendesk::Organization{.id = 8001, .tags = {"renewal_blocked"}};
    CHECK(advice_for(renewal.value(), emergency::load_config({})->config).size() == 1);
}

TEST_CASE("a team's own advice may name the thread, as a reminder before it is too old") {
    const std::string mine =
        "advice: [{title: Put pairify on it, command: '{{thread_url}}', "
        "when: [closed, thread, not older than 12h]}]";
    CaseBuilder builder;
    builder.with_thread().after(minutes(600));
    CHECK(next(builder, mine).also.empty());
    builder.resolved().value().ticket->status = "solved";
    REQUIRE(next(builder, mine).also.size() == 1);
    CHECK(next(builder, mine).also.front().command ==
          "https://acme.slack.com/archives/C001SM/p1773115200000100");
    builder.after(minutes(121));
    CHECK(next(builder, mine).also.empty());
}
