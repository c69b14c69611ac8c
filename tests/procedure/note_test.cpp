#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using procedure::NoteTo;

namespace {

Result<procedure::Plan> planned(CaseBuilder& builder, const procedure::NoteOptions& options) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return plan_note({builder.value(), config, actor}, options);
}

}  // namespace

TEST_CASE("a note goes to the thread under its writer's name, and cannot ping") {
    CaseBuilder builder;
    builder.with_thread();
    const auto plan = planned(builder, {.text = "gitaly timings are high <!here>"});

    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 2);
    CHECK(plan->effects[0].part == procedure::Part::claim);
    CHECK(plan->effects[1].needs == std::vector{plan->effects[0].key});
    const auto& post = std::get<slack::Post>(plan->effects[1].change);
    CHECK(post.text == "*Ana Ortiz*: gitaly timings are high &lt;!here&gt;");
    CHECK(post.thread_ts == "1773115200.000100");
}

TEST_CASE("the same text has the same key, another text another") {
    CaseBuilder builder;
    builder.with_thread();
    const auto first = planned(builder, {.text = "gitaly timings are high"});
    const auto again = planned(builder, {.text = "  gitaly timings are high\n"});
    const auto other = planned(builder, {.text = "gitaly timings are low"});

    CHECK(first->effects[0].key == again->effects[0].key);
    CHECK(first->effects[0].key != other->effects[0].key);
}

TEST_CASE("an internal note is never public") {
    CaseBuilder builder;
    const auto plan = planned(builder, {.text = "see the logs", .to = NoteTo::ticket});

    REQUIRE(plan);
    CHECK(!procedure::seen_by_customer(plan->effects[0]));
}

TEST_CASE("an empty note and a case without a thread are refused") {
    CaseBuilder builder;
    CHECK(planned(builder, {.text = " \n"}).error().kind == ErrorKind::usage);
    CHECK(planned(builder, {.text = "hello"}).error().kind == ErrorKind::policy);
}
