#include "libemergency/procedure/known_effects.h"

#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::Plan;
using procedure::Situation;

namespace {

constexpr const char* mine = "ana@example.com laptop";

/// A plan of every verb, each at a point where it has the most to do.
std::vector<Plan> plans() {
    auto config = shipped_config();
    config.bridge.close_command = {"close-bridge"};
    const auto actor = ana_at_work();
    std::vector<Plan> all;
    const auto add = [&](CaseBuilder builder, const auto& planner) {
        const auto plan = planner(Situation{builder.value(), config, actor});
        INFO((plan ? std::string() : plan.error().message));
        REQUIRE(plan);
        all.push_back(*plan);
    };
    const procedure::ThreadPlace place{.channel_id = "C001SM", .channel_name = "#support"};
    CaseBuilder contacted;
    contacted.with_thread().after(5min).public_comment_by(CaseBuilder::ana);
    contacted.value().bridge = "https://zoom.example.com/j/1";
    const auto told = CaseBuilder(contacted).after(16min).audit("ZD-400123/followup/1", mine);
    const procedure::Successor bo{
        .duty = {.user = {.id = "PBOL001", .name = "Bo Lind"}}, .zendesk_id = 9002, .name = "Bo"};

    add(CaseBuilder(), [&](const auto& now) { return plan_ack(now, {.thread = place}); });
    add(CaseBuilder().assigned_to(CaseBuilder::bo), [&](const auto& now) {
        return plan_ack(now, {.take = procedure::Take::yes, .thread = place});
    });
    add(CaseBuilder().with_thread(), [](const auto& now) {
        return plan_contact(now, {.bridge = "https://zoom.example.com/j/1"});
    });
    add(CaseBuilder(), [](const auto& now) { return plan_resolve(now, {"a duplicate"}); });
    add(CaseBuilder(contacted).after(16min),
        [](const auto& now) { return plan_followup(now, {}); });
    add(CaseBuilder(told).after(16min), [](const auto& now) { return plan_followup(now, {}); });
    add(contacted, [&](const auto& now) {
        return plan_handoff(now, {.successor = bo, .briefing = {{"text", "all is said"}}});
    });
    add(contacted, [](const auto& now) { return plan_note(now, {.text = "so"}); });
    add(contacted, [](const auto& now) {
        return plan_note(now, {.text = "so", .to = procedure::NoteTo::ticket});
    });
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
