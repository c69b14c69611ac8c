#include "libemergency/procedure/groups.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using procedure::FollowingGroup;
using procedure::Plan;

namespace {

Plan plan_for_groups(const std::vector<FollowingGroup>& groups) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    CaseBuilder builder;
    return procedure::plan_groups({builder.value(), config, actor}, groups);
}

}  // namespace

TEST_CASE("a group gets who is on call, each once, under a key that names them") {
    const auto plan = plan_for_groups({{.id = "S001",
                                        .handle = "ceoc",
                                        .members = {"UANA001"},
                                        .on_call = {"UFRA001", "UBOL001", "UFRA001"},
                                        .names = {"Francesca", "Bo\x1b[2J"}}});
    REQUIRE(plan.effects.size() == 1);
    const auto& group = std::get<slack::GroupMembers>(plan.effects[0].change);
    CHECK(group.user_ids == std::vector<std::string>{"UBOL001", "UFRA001"});
    CHECK(plan.effects[0].key.starts_with("S001/group/"));
    CHECK(plan.effects[0].description == "members of @ceoc: Francesca, Bo");
}

TEST_CASE("nothing is sent to a group that is right, in whatever order") {
    const auto plan = plan_for_groups({{.id = "S001",
                                        .handle = "ceoc",
                                        .members = {"UFRA001", "UANA001"},
                                        .on_call = {"UANA001", "UFRA001"}}});
    CHECK(plan.effects.empty());
    CHECK(plan.remarks == std::vector<std::string>{"@ceoc is right"});
}

TEST_CASE("a rotation in which nobody is on call empties no group") {
    CHECK(plan_for_groups({{.id = "S001", .handle = "ceoc", .members = {"UANA001"}}})
              .effects.empty());
}
