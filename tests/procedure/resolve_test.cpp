#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;

namespace {

Result<procedure::Plan> planned_resolve(CaseBuilder& builder,
                                        const std::string& forced_because = {}) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return procedure::plan_resolve({builder.value(), config, actor},
                                   {.forced_because = forced_because});
}

}  // namespace

TEST_CASE("a page is not resolved while nobody has answered the customer") {
    CaseBuilder builder;
    builder.after(5min).public_comment_by(CaseBuilder::dora).internal_note_by(CaseBuilder::ana);
    const auto refused = planned_resolve(builder);

    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::policy);
    CHECK_THAT(refused.error().hint, Catch::Contains("--force --reason"));
}

TEST_CASE("an answer from before the page does not count") {
    CaseBuilder builder;
    builder.public_comment_by(CaseBuilder::ana).after(5min);
    builder.value().incident->created_at = CaseBuilder::night + 2min;

    CHECK(!planned_resolve(builder));
}

TEST_CASE("once the customer was contacted the page is resolved, with one effect") {
    CaseBuilder builder;
    builder.after(5min).public_comment_by(CaseBuilder::bo);
    const auto plan = planned_resolve(builder);

    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 1);
    CHECK(std::get<pagerduty::StatusChange>(plan->effects[0].change).status ==
          pagerduty::Status::resolved);
}

TEST_CASE("the page of a ticket that is solved is resolved without a contact") {
    CaseBuilder builder;
    builder.value().ticket->status = "solved";
    const auto plan = planned_resolve(builder);

    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 1);
    CHECK_THAT(plan->effects.front().description, Catch::Contains("the emergency is over"));
    CHECK_THAT(plan->remarks.back(), Catch::Contains("#400123 is solved"));
}

TEST_CASE("a forced resolve does not say that the customer was contacted") {
    CaseBuilder builder;
    const auto plan = planned_resolve(builder, "a test page");

    REQUIRE(plan);
    CHECK_THAT(plan->effects.back().description, Catch::Contains("nobody wrote to the customer"));
}

TEST_CASE("a forced resolve writes its reason to the incident first") {
    CaseBuilder builder;
    const auto plan = planned_resolve(builder, "duplicate of an earlier page");

    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 3);
    CHECK(plan->effects[0].part == procedure::Part::claim);
    CHECK_THAT(std::get<pagerduty::NewNote>(plan->effects[1].change).content,
               Catch::Contains("duplicate of an earlier page"));
    CHECK(plan->effects[2].needs ==
          std::vector<std::string>{"ZD-400123/resolve/1/claim/1", "ZD-400123/resolve/1/forced"});
}

TEST_CASE("a resolved page is recognised") {
    CaseBuilder builder;
    builder.resolved();
    const auto plan = planned_resolve(builder);

    REQUIRE(plan);
    CHECK(plan->effects.empty());
    CHECK_THAT(plan->remarks.front(), Catch::Contains("already resolved since 04:00 UTC"));
}

TEST_CASE("a page without a ticket cannot prove a contact") {
    CaseBuilder builder;
    builder.without_ticket();

    CHECK(planned_resolve(builder).error().kind == ErrorKind::policy);
}
