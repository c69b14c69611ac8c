#include "libemergency/cases/progress.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

using namespace emergency::cases;
using namespace std::chrono_literals;
using emergency::TimePoint;

namespace {

constexpr const char* by = "ana@example.com laptop";

Case listed_with(std::vector<std::string> tags) {
    CaseBuilder builder;
    builder.value().depth = Depth::listed;
    builder.value().ticket->tags = std::move(tags);
    return builder.value();
}

std::optional<TimePoint> due(const Case& one, const std::string& name) {
    for (const auto& deadline : deadlines_of(one, shipped_config())) {
        if (deadline.name == name) {
            return deadline.due;
        }
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("a handover waits until it is accepted, and its clock runs so long") {
    CaseBuilder builder;
    CHECK(!awaits_acceptance(builder.value(), "emerg"));
    builder.audit("ZD-400123/handoff/1", by).assigned_to(CaseBuilder::bo);
    CHECK(awaits_acceptance(builder.value(), "emerg"));
    CHECK(due(builder.value(), "accept") == CaseBuilder::night + 10min);

    builder.after(2min).audit("ZD-400123/handoff/1/accepted", "bo", CaseBuilder::bo);
    CHECK(!awaits_acceptance(builder.value(), "emerg"));
    CHECK(!due(builder.value(), "accept"));
    CHECK(last_handover(builder.value())->accepted != nullptr);
    CHECK(side_states(builder.value(), shipped_config()) ==
          std::vector<std::string>{"handed-off", "accepted"});
}

TEST_CASE("whoever works on what was handed to them has it, and a word of the others is none") {
    CaseBuilder builder;
    builder.audit("ZD-400123/handoff/1", by)
        .assigned_to(CaseBuilder::bo)
        .audit("ZD-400123/note/0a", by);
    CHECK(awaits_acceptance(builder.value(), "emerg"));
    builder.audit("ZD-400123/call/1", "bo", CaseBuilder::bo);
    CHECK(!awaits_acceptance(builder.value(), "emerg"));
}

TEST_CASE("a handover of an earlier page waits for nobody") {
    CaseBuilder builder;
    builder.audit("ZD-400123/handoff/1", by).assigned_to(CaseBuilder::bo);
    builder.value().incident->created_at = CaseBuilder::night + 1h;
    CHECK(!awaits_acceptance(builder.value(), "emerg"));
}

TEST_CASE("tags of a list tell whether a handover waits and a call runs") {
    CHECK(awaits_acceptance(listed_with({"emerg_handoff_1"}), "emerg"));
    CHECK(
        !awaits_acceptance(listed_with({"emerg_handoff_1", "emerg_handoff_1_accepted"}), "emerg"));
    CHECK(awaits_acceptance(
        listed_with({"emerg_handoff_1", "emerg_handoff_1_accepted", "emerg_handoff_2"}), "emerg"));
    CHECK(!awaits_acceptance(listed_with({"emerg_handoff_1_claim_1"}), "emerg"));
    CHECK(is_in_call(listed_with({"emerg_call_1"}), "emerg"));
    CHECK(!is_in_call(listed_with({"emerg_call_1", "emerg_call_1_ended"}), "emerg"));
    CHECK(!is_in_call(listed_with({}), "emerg"));
}

TEST_CASE("a call has its clocks while it runs") {
    CaseBuilder builder;
    CHECK(!is_in_call(builder.value(), "emerg"));
    builder.audit("ZD-400123/call/1", by);
    CHECK(is_in_call(builder.value(), "emerg"));
    CHECK(due(builder.value(), "break") == CaseBuilder::night + 90min);
    CHECK(due(builder.value(), "long call") == CaseBuilder::night + 3h);
    CHECK(next_of(builder.value(), shipped_config()).state != "in call");

    builder.after(95min).audit("ZD-400123/call/1/ended", by);
    CHECK(!is_in_call(builder.value(), "emerg"));
    CHECK(!due(builder.value(), "break"));
    CHECK(!due(builder.value(), "long call"));
}

TEST_CASE("in a break only the time to rejoin runs; after it the next break counts from there") {
    CaseBuilder builder;
    builder.audit("ZD-400123/call/1", by).after(90min).audit("ZD-400123/call/1/break/1", by);
    builder.value().audits.back().custom["emerg_rejoin"] = "2026-03-10T05:45:00Z";
    CHECK(due(builder.value(), "rejoin") == CaseBuilder::night + 105min);
    CHECK(!due(builder.value(), "break"));

    builder.after(20min);
    CHECK(!due(builder.value(), "rejoin"));
    CHECK(due(builder.value(), "break") == CaseBuilder::night + 195min);
    CHECK(due(builder.value(), "long call") == CaseBuilder::night + 3h);
}

TEST_CASE("an end without a start is a call that is over") {
    CaseBuilder builder;
    builder.audit("ZD-400123/call/1/ended", by);
    CHECK(!is_in_call(builder.value(), "emerg"));
    CHECK(last_call(builder.value())->begun == nullptr);
    CHECK(!due(builder.value(), "break"));
}
