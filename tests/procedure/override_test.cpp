#include "libemergency/procedure/override.h"

#include "tests/procedure/rotas.h"

#include <catch2/catch.hpp>

using namespace emergency;
using pagerduty::NewOverride;
using pagerduty::OverrideRemoval;
using procedure::Handing;
using rotas::ana;
using rotas::bo;
using rotas::cy;
using rotas::hour;
using rotas::planned;
using rotas::standing;

namespace {

Handing handed(const pagerduty::User& from, const pagerduty::User& to, int at) {
    return {.from = from, .to = to, .at = hour(at)};
}

Handing handed_hours(const pagerduty::User& to, int from, int until) {
    return {.to = to, .stretch = {hour(from), hour(until)}};
}

const NewOverride& override_in(const procedure::Plan& plan, std::size_t which) {
    return std::get<NewOverride>(plan.effects.at(which).change);
}

std::string refusal_of(const Handing& handing, const schedule::Standing& schedule = standing()) {
    const auto plan = planned(schedule, {handing});
    REQUIRE_FALSE(plan);
    CHECK(plan.error().kind == ErrorKind::policy);
    return plan.error().message;
}

}  // namespace

TEST_CASE("the shift that covers a moment is given as a whole, asked for with the result in view") {
    const auto plan = planned(standing(), {handed(bo, ana, 6)});
    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 1);
    const auto& made = override_in(*plan, 0);
    CHECK(made.schedule_id == "PSCH001");
    CHECK(made.user_id == "PANA001");
    CHECK(made.start == hour(4));
    CHECK(made.end == hour(12));
    CHECK(plan->effects[0].key == "PSCH001/override/PANA001/20260310T080000Z/20260310T160000Z");
    REQUIRE(plan->consent);
    CHECK(plan->consent->preview.find("Ana Ortiz (in place of Bo Lind)") != std::string::npos);
    CHECK(plan->consent->preview.find("Francesca Conti\n") != std::string::npos);
}

TEST_CASE("of a shift that runs the rest is given") {
    const auto plan = planned(standing(), {handed(ana, bo, 0)});
    REQUIRE(plan);
    CHECK(override_in(*plan, 0).start == hour(0));
    CHECK(override_in(*plan, 0).end == hour(4));
}

TEST_CASE("a stretch over two people's shifts is two overrides, all or none") {
    const auto plan = planned(standing(), {handed_hours(ana, 8, 16)});
    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 3);
    CHECK(override_in(*plan, 0).end == hour(12));
    CHECK(override_in(*plan, 1).start == hour(12));
    CHECK(plan->effects[1].needs == std::vector{plan->effects[0].key});
    const auto& back = plan->effects[2];
    CHECK(back.needs == std::vector{plan->effects[0].key});
    CHECK(back.unless == std::vector{plan->effects[1].key});
    CHECK(std::holds_alternative<OverrideRemoval>(back.change));
}

TEST_CASE("two people exchange two shifts, and either is taken back if the other fails") {
    const auto plan = planned(standing(), {handed(ana, bo, 21), handed(bo, ana, 5)});
    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 3);
    CHECK(override_in(*plan, 0).user_id == "PBOL001");
    CHECK(override_in(*plan, 0).start == hour(20));
    CHECK(override_in(*plan, 1).user_id == "PANA001");
    CHECK(override_in(*plan, 1).start == hour(4));
}

TEST_CASE("of the same override made twice, which a race may leave, one is taken back") {
    auto twice = rotas::with_override(standing(), ana, 4, 12);
    twice.overrides.push_back(twice.overrides.back());
    twice.overrides.back().id = "Q0V9";
    const auto plan = planned(twice, {handed(bo, ana, 6)});
    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 1);
    CHECK(std::get<OverrideRemoval>(plan->effects[0].change).override_id == "Q0V9");
    CHECK(plan->effects[0].key.ends_with("/double/Q0V9"));
    CHECK_FALSE(plan->consent);
}

TEST_CASE("same overrides that another lies upon are all taken back before a new one is made") {
    auto twice = rotas::with_override(standing(), ana, 4, 12);
    twice.overrides.push_back(twice.overrides.back());
    twice.overrides.back().id = "Q0V9";
    const auto plan = planned(rotas::with_override(twice, cy, 4, 12), {handed(cy, ana, 6)});
    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 3);
    CHECK(plan->effects[0].key.ends_with("/cleared"));
    CHECK(plan->effects[1].key.ends_with("/double/Q0V9"));
    CHECK(plan->effects[2].needs == std::vector{plan->effects[1].key});
}

TEST_CASE("what has happened already is recognised") {
    const auto given = rotas::with_override(standing(), ana, 4, 12);
    const auto plan = planned(given, {handed(bo, ana, 6)});
    REQUIRE(plan);
    CHECK(plan->effects.empty());
    CHECK_FALSE(plan->consent);
    REQUIRE(plan->remarks.size() == 1);
    CHECK(plan->remarks[0].starts_with("already so, by an override: Ana Ortiz"));
    const auto again = planned(given, {handed_hours(ana, 4, 12)});
    REQUIRE(again);
    CHECK(again->effects.empty());
}

TEST_CASE("half of an exchange is brought to its end") {
    const auto half = rotas::with_override(standing(), bo, 20, 28);
    const auto plan = planned(half, {handed(ana, bo, 21), handed(bo, ana, 5)});
    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 3);
    CHECK(override_in(*plan, 0).start == hour(20));
    CHECK(override_in(*plan, 1).start == hour(4));
}

TEST_CASE("the same override beneath another is taken back first, for the last one made counts") {
    const auto there_and_back =
        rotas::with_override(rotas::with_override(standing(), ana, 4, 12), bo, 4, 12);
    const auto plan = planned(there_and_back, {handed(bo, ana, 6)});
    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 2);
    CHECK(std::get<OverrideRemoval>(plan->effects[0].change).override_id == "Q0V1");
    CHECK(plan->effects[1].needs == std::vector{plan->effects[0].key});
}

TEST_CASE("what is joined to a shift by an override is a shift of its own") {
    auto joined = standing();
    joined.duties = {rotas::duty(ana, -4, 12)};  // As if the service merged what Ana has.
    joined.overrides = {{.id = "Q0V1", .user = ana, .start = hour(4), .end = hour(12)}};
    const auto plan = planned(joined, {handed(ana, cy, 6)});
    REQUIRE(plan);
    CHECK(override_in(*plan, 0).start == hour(4));
    const auto earlier = planned(joined, {handed(ana, cy, 2)});
    REQUIRE(earlier);
    CHECK(override_in(*earlier, 0).end == hour(4));
}

TEST_CASE("what is impossible is refused, saying why") {
    CHECK(refusal_of(handed_hours(bo, -3, -1)).find("is past") != std::string::npos);
    CHECK(refusal_of(handed_hours(bo, 26, 30)).starts_with("nobody is on call in ceoc from "));
    CHECK(refusal_of(handed(ana, bo, 40)).starts_with("nobody is on call in ceoc from "));
    CHECK(refusal_of(handed(ana, cy, 6)).starts_with("Bo Lind is on call in ceoc from "));
    CHECK(refusal_of(handed(bo, bo, 6)) == "Bo Lind cannot hand over to themselves");
    CHECK(refusal_of({.to = bo, .at = hour(6)}).starts_with("Bo Lind is on call in ceoc already"));
    const auto reversed = planned(standing(), {handed_hours(bo, 16, 14)});
    REQUIRE_FALSE(reversed);
    CHECK(reversed.error().kind == ErrorKind::usage);
}

TEST_CASE("of two who are on call at once it must be said whose time it is") {
    auto other = standing();
    other.schedule_id = "PSCH002";
    other.duties = {rotas::duty(cy, 4, 12)};
    const auto config = shipped_config();
    const auto actor = ana_at_work();
    CaseBuilder builder;
    const auto plan_for = [&](const Handing& handing) {
        return procedure::plan_override(
            {builder.value(), config, actor},
            {.what = "take",
             .rotation = {.name = "ceoc", .schedules = {"PSCH001", "PSCH002"}},
             .schedules = {standing(), other},
             .handings = {handing}});
    };
    const auto unclear = plan_for(handed_hours(ana, 4, 12));
    REQUIRE_FALSE(unclear);
    CHECK(unclear.error().kind == ErrorKind::usage);
    const auto clear = plan_for(handed(cy, ana, 6));
    REQUIRE(clear);
    CHECK(override_in(*clear, 0).schedule_id == "PSCH002");
}
