#include "libemergency/procedure/close.h"

#include "libemergency/cases/ending.h"
#include "libemergency/procedure/late.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::CloseOptions;
using procedure::FollowupTicket;
using procedure::Plan;

namespace {

constexpr const char* close_machine = "ana@example.com laptop";

CaseBuilder at_work() {
    CaseBuilder builder;
    builder.with_thread().assigned_to(CaseBuilder::ana).after(40min);
    return builder;
}

Result<Plan> closed(CaseBuilder builder, const CloseOptions& options = {}) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return plan_close({builder.value(), config, actor}, options);
}

Result<Plan> left(CaseBuilder builder, const CloseOptions& options = {}) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return plan_unresolved({builder.value(), config, actor}, options);
}

CloseOptions into(const std::string& priority, const std::string& status = "open") {
    return {.followup = FollowupTicket::existing,
            .existing = {.id = 400200,
                         .status = status,
                         .priority = priority,
                         .requester_id = CaseBuilder::dora},
            .existing_url = "https://acme.zendesk.com/agent/tickets/400200"};
}

const zendesk::TicketUpdate& update_of(const Plan& plan, const std::string& key) {
    for (const auto& effect : plan.effects) {
        if (effect.key == key) {
            return std::get<zendesk::TicketUpdate>(effect.change);
        }
    }
    FAIL("no effect " << key);
    return std::get<zendesk::TicketUpdate>(plan.effects.front().change);
}

}  // namespace

TEST_CASE("close makes the follow-up, links both, then solves and tells the thread") {
    const auto plan = closed(at_work(), {.followup = FollowupTicket::made});

    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/close/1/claim/1", "ZD-400123/close/1/ticket",
                                   "ZD-400123/close/1/link", "ZD-400123/close/1/backlink",
                                   "ZD-400123/close/1", "ZD-400123/close/1/thread"});
    const auto& ticket = std::get<zendesk::NewTicket>(plan->effects[1].change);
    CHECK(ticket.external_id == "ZD-400123/close/1/ticket");
    CHECK(ticket.requester_id == CaseBuilder::dora);
    CHECK(ticket.priority == "high");
    const auto& farewell = update_of(*plan, "ZD-400123/close/1");
    CHECK(farewell.status == "solved");
    CHECK(farewell.comment->is_public);
    CHECK_THAT(farewell.comment->body, Catch::Contains("new emergency"));
}

TEST_CASE("the new ticket's number stands in the message and its id in the note") {
    const auto plan = closed(at_work(), {.followup = FollowupTicket::made});
    REQUIRE(plan);
    const procedure::FactOf facts = [](const auto& key, const auto& fact) {
        return key == "ZD-400123/close/1/ticket" && fact == "id" ? "400456" : "https://x";
    };

    const auto body = update_of(*plan, "ZD-400123/close/1").comment->body;
    CHECK_THAT(procedure::with_facts(body, facts), Catch::Contains("in ticket #400456;"));
    const auto back = procedure::with_facts(update_of(*plan, "ZD-400123/close/1/backlink"), facts);
    CHECK(std::get<zendesk::TicketUpdate>(back).ticket_id == 400456);
    CHECK(!std::get<zendesk::TicketUpdate>(back).comment->is_public);
}

TEST_CASE("an urgent follow-up gets the configured priority, another keeps its own") {
    const auto urgent = closed(at_work(), into("urgent"));
    REQUIRE(urgent);
    CHECK(update_of(*urgent, "ZD-400123/close/1/backlink").priority == "high");
    CHECK_THAT(urgent->remarks.front(), Catch::Contains("#400200 is urgent"));

    const auto normal = closed(at_work(), into("normal"));
    REQUIRE(normal);
    CHECK(!update_of(*normal, "ZD-400123/close/1/backlink").priority);
    CHECK_THAT(update_of(*normal, "ZD-400123/close/1").comment->body, Catch::Contains("#400200"));
}

TEST_CASE("a solved follow-up and the emergency itself are refused as follow-ups") {
    const auto solved = closed(at_work(), into("high", "solved"));
    REQUIRE(!solved);
    CHECK(solved.error().kind == ErrorKind::policy);
    auto itself = into("high");
    itself.existing.id = 400123;
    CHECK(!closed(at_work(), itself));
}

TEST_CASE("own text must say to open a new emergency") {
    const auto plan = closed(at_work(), {.text = "All is well. Answer here."});
    REQUIRE(!plan);
    CHECK(plan.error().kind == ErrorKind::policy);
}

TEST_CASE("a case that is solved already is recognised, whoever solved it") {
    auto by_hand = at_work();
    by_hand.value().ticket->status = "solved";
    const auto plan = closed(by_hand);
    REQUIRE(plan);
    CHECK(plan->effects.empty());

    auto by_bo = at_work();
    by_bo.audit("ZD-400123/close/1", "bo@example.com desk", CaseBuilder::bo);
    by_bo.value().ticket->status = "solved";
    const auto again = closed(by_bo);
    REQUIRE(again);
    CHECK(again->effects.empty());
    CHECK_THAT(again->remarks.front(), Catch::Contains("already closed"));
}

TEST_CASE("a follow-up ticket may be asked for after the close, by anybody, who claims it") {
    auto by_bo = at_work();
    by_bo.audit("ZD-400123/close/1", "bo@example.com desk", CaseBuilder::bo);
    by_bo.value().ticket->status = "solved";
    const CloseOptions asked{.followup = FollowupTicket::made};
    const auto plan = closed(by_bo, asked);
    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/close/1/followup/claim/1", "ZD-400123/close/1/ticket",
                                   "ZD-400123/close/1/link", "ZD-400123/close/1/backlink"});
    CHECK(plan->effects.at(1).proof == procedure::Proof::before_first);
    CHECK(plan->effects.at(1).needs.size() == 1);
    CHECK_THAT(plan->remarks.back(), Catch::Contains("may not name the follow-up"));

    by_bo.audit("ZD-400123/close/1/followup/claim/1", "bo@example.com desk", CaseBuilder::bo);
    const auto claimed = closed(by_bo, asked);
    REQUIRE(claimed);
    REQUIRE(claimed->effects.size() == 3);
    for (const auto& effect : claimed->effects) {
        CHECK(effect.contested_until > by_bo.value().as_of);
    }

    by_bo.audit("ZD-400123/close/1/link", "bo@example.com desk", CaseBuilder::bo).after(20min);
    const auto linked = closed(by_bo, asked);
    REQUIRE(linked);
    CHECK(linked->effects.front().key == "ZD-400123/close/1/ticket");
}

TEST_CASE("what only one of two closers wants waits until the other one has closed") {
    auto builder = at_work();
    builder.audit("ZD-400123/close/1/claim/1", "bo@example.com desk", CaseBuilder::bo);
    const auto plan =
        closed(builder, {.followup = FollowupTicket::made, .issues = {{"retro", {}}}});
    REQUIRE(plan);
    CHECK(plan->effects.empty());
    CHECK(plan->postponed.size() == 2);
    CHECK(closed(builder)->postponed.empty());
}

TEST_CASE("a run that was cut off after the message finishes links and thread, proving first") {
    auto builder = at_work();
    builder.audit("ZD-400123/close/1", close_machine);
    builder.value().ticket->status = "solved";
    const auto plan = closed(builder, {.followup = FollowupTicket::made});

    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/close/1/followup/claim/1", "ZD-400123/close/1/ticket",
                                   "ZD-400123/close/1/link", "ZD-400123/close/1/backlink",
                                   "ZD-400123/close/1/thread"});
    for (std::size_t i = 1; i < plan->effects.size(); ++i) {
        CHECK(plan->effects.at(i).proof == procedure::Proof::before_first);
    }
}

TEST_CASE("a ticket that was opened again after the close is closed as the second time") {
    auto builder = at_work();
    builder.audit("ZD-400123/close/1", close_machine).after(10min);
    builder.value().ticket->updated_at = builder.value().as_of;
    const auto plan = closed(builder);
    REQUIRE(plan);
    CHECK(plan->effects.back().key == "ZD-400123/close/2/thread");
}

TEST_CASE("the customer leaves: told to open a new emergency, lower priority, not solved") {
    const auto plan = left(at_work(), {.because = "they go to sleep"});

    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/unresolved/1/claim/1", "ZD-400123/unresolved/1/note",
                                   "ZD-400123/unresolved/1", "ZD-400123/unresolved/1/thread"});
    const auto& farewell = update_of(*plan, "ZD-400123/unresolved/1");
    CHECK(farewell.priority == "high");
    CHECK(!farewell.status);
    CHECK_THAT(farewell.comment->body, Catch::Contains("new emergency"));
    CHECK_THAT(update_of(*plan, "ZD-400123/unresolved/1/note").comment->body,
               Catch::Contains("they go to sleep"));
    CHECK_THAT(plan->remarks.front(), Catch::Contains("--merge-into"));
}

TEST_CASE("a case that was left unresolved is over once its page is, and is followed up no more") {
    auto builder = at_work();
    builder.public_comment_by(CaseBuilder::ana).audit("ZD-400123/unresolved/1", close_machine);
    const auto config = shipped_config();
    CHECK(cases::is_downgraded(builder.value(), "emerg"));
    CHECK(cases::stage_of(builder.value(), "emerg") == cases::Stage::contacted);
    CHECK(cases::side_states(builder.value(), config) == std::vector<std::string>{"downgraded"});
    builder.resolved();
    CHECK(cases::stage_of(builder.value(), "emerg") == cases::Stage::closed);
    const auto again = left(builder);
    REQUIRE(again);
    CHECK(again->effects.size() == 1);  // The line in the thread, proven first.
}

TEST_CASE("issues of the configured kinds are opened once the emergency is over, as side effects") {
    const std::string key = "ZD-400123/close/1/issue/retro";
    const auto plan =
        closed(at_work(), {.issues = {{"retro", {.text = "- [ ] What went well"}},
                                      {"pairing", {.remark = "GitLab has no such template"}}}});
    REQUIRE(plan);
    const auto& issue = plan->effects.back();
    CHECK(issue.key == key);
    CHECK(issue.criticality == procedure::Criticality::side);
    CHECK(issue.proof == procedure::Proof::before_first);
    CHECK(issue.needs == std::vector<std::string>{"ZD-400123/close/1"});
    const auto& opened = std::get<gitlab::NewIssue>(issue.change);
    CHECK(opened.title == "Emergency #400123: retro");
    CHECK(opened.labels == std::vector<std::string>{"retro"});
    CHECK(opened.marker == key);
    CHECK_THAT(opened.description, Catch::StartsWith("- [ ] What went well") &&
                                       Catch::Contains("/agent/tickets/400123"));
    CHECK(std::find(plan->remarks.begin(), plan->remarks.end(),
                    "no pairing issue was opened: GitLab has no such template") !=
          plan->remarks.end());
}

TEST_CASE("an issue may be asked for after the close, by anybody, and waits where it may be open") {
    auto over = at_work();
    over.audit("ZD-400123/close/1", "bo@example.com desk", CaseBuilder::bo);
    over.value().ticket->status = "solved";
    const CloseOptions asked{.issues = {{"retro", {}}}};
    const auto at_once = closed(over, asked);
    REQUIRE(at_once);
    REQUIRE(at_once->effects.size() == 1);
    const auto until = at_once->effects.front().contested_until;
    REQUIRE(until);
    CHECK(*until > over.value().as_of);
    const auto later = closed(CaseBuilder(over).after(20min), asked);
    REQUIRE(later);
    REQUIRE(later->effects.size() == 1);
    CHECK(*later->effects.front().contested_until < CaseBuilder(over).after(20min).value().as_of);
    CHECK(later->effects.front().key == "ZD-400123/close/1/issue/retro");
    CHECK(later->effects.front().needs.empty());
}

TEST_CASE("another customer's ticket is no follow-up, unless that is said") {
    auto builder = CaseBuilder();
    auto options = into("urgent");
    options.existing.requester_id = 9999;
    options.existing.organization_id = 8002;
    CHECK(closed(builder, options).error().kind == ErrorKind::policy);
    options.other_requester = true;
    CHECK(closed(builder, options));
}

TEST_CASE("a follow-up that is an emergency of its own stays urgent") {
    auto builder = CaseBuilder();
    auto options = into("urgent");
    options.existing.tags = {"emerg_ack_1"};
    const auto plan = closed(builder, options);
    REQUIRE(plan);
    for (const auto& each : plan->effects) {
        const auto* update = std::get_if<zendesk::TicketUpdate>(&each.change);
        CHECK((update == nullptr || update->ticket_id != options.existing.id || !update->priority));
    }
}
