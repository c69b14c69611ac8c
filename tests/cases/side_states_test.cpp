#include "libemergency/cases/progress.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

using namespace emergency::cases;
using emergency::Config;
using std::chrono::minutes;

namespace {

/// The same case, as a list knows it.
Case listed(CaseBuilder builder, std::vector<std::string> tags = {}) {
    auto one = builder.value();
    one.depth = Depth::listed;
    one.conversation = {};
    one.audits.clear();
    one.ticket->tags = std::move(tags);
    return one;
}

std::vector<std::string> states(const Case& one) {
    return side_states(one, Config{});
}

}  // namespace

TEST_CASE("a list knows the contact by the step's tag or by the resolved page") {
    CaseBuilder builder;
    builder.acknowledged_by("PANA001", "Ana Ortiz");
    CHECK(stage_of(listed(builder), "emerg") == Stage::acknowledged);
    CHECK(stage_of(listed(builder, {"emerg_contact_1"}), "emerg") == Stage::contacted);
    CHECK(stage_of(listed(builder, {"emerg_contact_12"}), "emerg") == Stage::contacted);
    CHECK(stage_of(listed(builder.resolved()), "emerg") == Stage::contacted);
}

TEST_CASE("tags that are only like a step's tag tell nothing") {
    for (const char* tag :
         {"emerg_contact", "emerg_contact_", "emerg_contact_1_claim_1", "emerg_contact_x",
          "emerg_contacts_1", "other_contact_1", "xemerg_contact_1", "emerg_ack_1"}) {
        CAPTURE(tag);
        CHECK_FALSE(has_step(listed({}, {tag}), "contact", "emerg"));
    }
    CHECK(has_step(listed({}, {"case_contact_1"}), "contact", "case"));
}

TEST_CASE("tags do not tell anything of a case that was read in full") {
    CaseBuilder builder;
    builder.value().ticket->tags = {"emerg_contact_1", "emerg_handoff_1"};

    CHECK_FALSE(has_step(builder.value(), "contact", "emerg"));
    CHECK(states(builder.value()).empty());
}

TEST_CASE("side states come in the order in which they happened") {
    CaseBuilder builder;
    CHECK(states(builder.value()).empty());

    builder.audit("ZD-400123/handoff/1", "ana")
        .audit("ZD-400123/followup/1", "bo")
        .audit("ZD-400123/closing/1", "bo");

    CHECK(states(builder.value()) ==
          std::vector<std::string>{"handed-off", "followed-up", "downgraded"});
}

TEST_CASE("side states of a list are told by tags") {
    CHECK(states(listed({}, {"emerg_handoff_1", "emerg_closing_1", "emerg_followup_1"})) ==
          std::vector<std::string>{"followed-up", "downgraded", "handed-off"});
}

TEST_CASE("what happened to an earlier page is no side state of this one") {
    CaseBuilder builder;
    builder.audit("ZD-400123/handoff/1", "ana").audit("ZD-400123/followup/1", "ana");
    builder.value().incident->created_at = CaseBuilder::night + minutes(60);
    CHECK(states(builder.value()).empty());

    builder.after(minutes(70)).audit("ZD-400123/handoff/2", "ana");
    CHECK(states(builder.value()) == std::vector<std::string>{"handed-off"});
}

TEST_CASE("a claim of a handoff is no handoff") {
    CaseBuilder builder;
    builder.audit("ZD-400123/handoff/1/claim/1", "ana").audit("ZD-400123/handoff/1/note", "ana");

    CHECK(states(builder.value()).empty());
}
