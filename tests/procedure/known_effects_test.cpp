#include "libemergency/procedure/known_effects.h"

#include "libemergency/procedure/bulk.h"
#include "libemergency/procedure/call.h"
#include "libemergency/procedure/capture.h"
#include "libemergency/procedure/close.h"
#include "libemergency/procedure/declaration.h"
#include "libemergency/procedure/groups.h"
#include "libemergency/procedure/overload.h"
#include "libemergency/procedure/page.h"
#include "libemergency/procedure/runbook.h"
#include "libemergency/procedure/status.h"
#include "libemergency/procedure/triage.h"
#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"
#include "tests/procedure/rotas.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::Plan;
using procedure::Situation;

namespace {

constexpr const char* known_effects_machine = "ana@example.com laptop";

/// Those that reach people.
void add_calls(const auto& add, const CaseBuilder& builder, const procedure::ThreadPlace& place) {
    const procedure::Callee mel{
        .word = "manager", .name = "Mel", .assignee_ids = {"PMEL001"}, .service_id = "PSVC003"};
    const procedure::Asking asking{.channel_id = "C003LEAD", .channel_name = "#support_leadership"};
    for (const std::string step : {"manager", "dev", "overload"}) {
        add(builder, [&](const auto& now) -> Result<Plan> {
            const auto reach = plan_reach(now, {.step = step,
                                                .message = "ask_" + step,
                                                .callee = mel,
                                                .asking = asking,
                                                .text = "help",
                                                .haste = procedure::Haste::at_once});
            return reach ? Result<Plan>(reach->plan) : reach.error();
        });
    }
    add(builder, [&](const auto& now) { return plan_page(now, {.callee = mel, .text = "help"}); });
    auto asked = asking;
    asked.asked = slack::Message{.ts = "1773115200.000100", .at = CaseBuilder::night};
    add(CaseBuilder(), [&](const auto& now) {
        return plan_assist(now, {{.thread = place}, asked});
    });
    add(builder, [](const auto& now) {
        return plan_region(now, {.name = "emea", .channel_id = "C001SM", .text = "help"});
    });
    add(builder,
        [](const auto& now) { return plan_declared(now, "https://incidents.example.com/7"); });
    add(CaseBuilder(), [&](const auto& now) {
        return plan_ack(now,
                        {.thread = place, .takeovers = {{.duty = "frt", .channel_id = "C001SM"}}});
    });
}

/// Those of a call, with a meeting that was made for it.
void add_talks(const auto& add, const CaseBuilder& builder) {
    add(builder, [](const auto& now) { return plan_call_start(now, {}); });
    auto in_call = CaseBuilder(builder).audit("ZD-400123/call/1", known_effects_machine);
    add(in_call, [](const auto& now) {
        return plan_call_break(
            now, {.rejoin = now.one.as_of + 15min, .customer = procedure::TellCustomer::yes});
    });
    const procedure::Colleague bo{
        .address = "bo@example.com", .name = "Bo", .mention = "<@UBOL001>"};
    add(in_call, [&](const auto& now) {
        return plan_call_role(now, {.name = "notes", .title = "note taker", .is_held_by_one = true},
                              bo);
    });
    add(in_call, [&](const auto& now) { return plan_call_release(now, bo); });
    in_call.value().audits.back().custom["emerg_meeting"] = "85000000001";
    add(in_call, [](const auto& now) {
        return plan_call_end(now, {.done = "so", .next = "more", .internal = "theirs"});
    });
}

/// Those that say what it was, and end it.
void add_endings(const auto& add_by, const Config& config, const CaseBuilder& builder) {
    using procedure::FollowupTicket;
    const auto close = [](const auto& now) {
        return plan_close(now, {.followup = FollowupTicket::made, .issues = {{"retro", {}}}});
    };
    add_by(config, builder, close);
    auto over = builder;
    over.audit("ZD-400123/close/1", known_effects_machine).value().ticket->status = "solved";
    add_by(config, over, close);
    add_by(config, builder, [](const auto& now) {
        const zendesk::Ticket other{
            .id = 400200, .status = "open", .requester_id = CaseBuilder::dora};
        return plan_unresolved(now, {.merge = procedure::MergeInto{other, {}, true}});
    });
    add_by(config, builder, [](const auto& now) {
        return plan_triage(now, {.outcome = "exception", .manager = {.channel_id = "C003LEAD"}});
    });
    auto full = config;
    full.policy.triage = "full";
    add_by(full, builder, [](const auto& now) {
        return plan_triage(
            now, {.outcome = "not",
                  .because = "one user only",
                  .existing = zendesk::Ticket{
                      .id = 400100, .status = "open", .requester_id = CaseBuilder::dora}});
    });
}

/// Those that change who is on call, and who is told so.
void add_rosters(std::vector<Plan>& all, const auto& add) {
    const auto there_and_back = rotas::with_override(
        rotas::with_override(rotas::standing(), rotas::ana, 4, 12), rotas::bo, 4, 12);
    const auto swap = rotas::planned(
        there_and_back, {{.from = rotas::bo, .to = rotas::ana, .at = rotas::hour(6)},
                         {.from = rotas::ana, .to = rotas::bo, .at = rotas::hour(21)}});
    REQUIRE(swap);
    all.push_back(*swap);
    auto twice = rotas::with_override(rotas::standing(), rotas::ana, 4, 12);
    twice.overrides.push_back(twice.overrides.back());
    twice.overrides.back().id = "Q0V9";
    const auto again =
        rotas::planned(twice, {{.from = rotas::bo, .to = rotas::ana, .at = rotas::hour(6)}});
    REQUIRE(again);
    all.push_back(*again);
    add(CaseBuilder(), [](const auto& now) -> Result<Plan> {
        return procedure::plan_groups(
            now, {{.id = "S001CEOC", .handle = "ceoc", .on_call = {"UANA001"}}});
    });
}

/// A plan of every verb, each at a point where it has the most to do.
std::vector<Plan> plans() {
    auto config = shipped_config();
    config.bridge.close_command = {"close-bridge"};
    config.bridge.command = {"open-bridge"};
    auto with_zoom = shipped_config();
    with_zoom.zoom.account_id = with_zoom.zoom.client_id = "ours";
    const auto actor = ana_at_work();
    std::vector<Plan> all;
    const auto add_by = [&](const Config& its, CaseBuilder builder, const auto& planner) {
        const auto plan = planner(Situation{builder.value(), its, actor});
        INFO((plan ? std::string() : plan.error().message));
        REQUIRE(plan);
        all.push_back(*plan);
    };
    const auto add = [&](const CaseBuilder& builder, const auto& planner) {
        add_by(config, builder, planner);
    };
    const procedure::ThreadPlace place{.channel_id = "C001SM", .channel_name = "#support"};
    CaseBuilder contacted;
    contacted.with_thread().after(5min).public_comment_by(CaseBuilder::ana);
    contacted.value().bridge = "https://zoom.example.com/j/1";
    const auto told =
        CaseBuilder(contacted).after(16min).audit("ZD-400123/followup/1", known_effects_machine);
    const procedure::Successor bo{
        .duty = {.user = {.id = "PBOL001", .name = "Bo Lind"}}, .zendesk_id = 9002, .name = "Bo"};

    add(CaseBuilder(), [&](const auto& now) {
        return plan_ack(now, {.thread = place, .runbook = procedure::Runbook{.text = "- [ ] so"}});
    });
    add(CaseBuilder().assigned_to(CaseBuilder::bo), [&](const auto& now) {
        return plan_ack(now, {.take = procedure::Take::yes, .thread = place});
    });
    add(contacted,
        [](const auto& now) { return plan_contact_further(now, "Still: {{next_time}}"); });
    const auto contact = [](const auto& now) { return plan_contact(now, {}); };
    add(CaseBuilder().with_thread(), contact);
    add_by(with_zoom, CaseBuilder().with_thread(), contact);
    add(CaseBuilder(), [](const auto& now) {
        return plan_contact(now, {.off_hours = procedure::OffHours::yes, .manager = 9003});
    });
    auto with_runbook = CaseBuilder(contacted).audit("ZD-400123/ack/1", known_effects_machine);
    with_runbook.value().audits.back().custom["emerg_runbook"] = "https://gitlab.com/a/-/issues/7";
    add(with_runbook, [](const auto& now) -> Result<Plan> {
        auto plan = plan_resolve(now, {});
        if (plan) {
            procedure::add_ticks(*plan, now);
        }
        return plan;
    });
    add(CaseBuilder(), [](const auto& now) { return plan_resolve(now, {"a duplicate"}); });
    add(CaseBuilder(contacted).after(16min),
        [](const auto& now) { return plan_followup(now, {}); });
    add(CaseBuilder(told).after(16min), [](const auto& now) { return plan_followup(now, {}); });
    auto in_meeting = CaseBuilder(told).after(16min);
    in_meeting.value().audits.back().custom["emerg_meeting"] = "85000000001";
    add(in_meeting, [](const auto& now) { return plan_followup(now, {}); });
    add(contacted, [&](const auto& now) {
        return plan_handoff(now, {.successor = bo, .briefing = {{"text", "all is said"}}});
    });
    add(CaseBuilder(),
        [](const auto& now) { return procedure::plan_bulk(now, {.incident = "incident-12345"}); });
    add(contacted, [](const auto& now) { return plan_joined(now); });
    add(contacted, [](const auto& now) {
        return plan_capture(now, {{{.ts = "1773115200.000100", .text = "gitaly is slow"}}});
    });
    add(contacted, [](const auto& now) { return plan_note(now, {.text = "so"}); });
    add(contacted, [](const auto& now) {
        return plan_note(now, {.text = "so", .to = procedure::NoteTo::ticket});
    });
    add(contacted, [](const auto& now) {
        return plan_note(now, {.text = "so", .files = {{"screen.png", "image/png", "bytes"}}});
    });
    for (const auto to : {procedure::StatusTo::thread, procedure::StatusTo::ticket}) {
        add(contacted, [&](const auto& now) { return plan_status(now, {.to = to, .text = "so"}); });
    }
    add(CaseBuilder(contacted).audit("ZD-400123/handoff/1", known_effects_machine),
        [](const auto& now) { return plan_accept(now, {.take = procedure::Take::yes}); });
    add_talks(add, contacted);
    add_rosters(all, add);
    add_calls(add, contacted, place);
    add_endings(add_by, config, contacted);
    return all;
}

}  // namespace

TEST_CASE("every effect of every plan has its row in the table of proofs, and no row is idle") {
    std::set<const procedure::KnownEffect*> seen;
    for (const auto& plan : plans()) {
        for (const auto& effect : plan.effects) {
            INFO(effect.key);
            const auto* row = procedure::row_of(effect);
            REQUIRE(row != nullptr);
            CHECK(row->criticality == effect.criticality);
            CHECK((effect.part == procedure::Part::claim) ==
                  (row->proof.find("lowest") != std::string_view::npos));
            seen.insert(row);
        }
    }
    for (const auto& row : procedure::known_effects()) {
        INFO(row.key);
        CHECK(seen.contains(&row));
    }
}
