#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;
using namespace std::chrono_literals;

namespace {

procedure::HandoffOptions to_francesca() {
    return {.successor = {.duty = {.user = {.id = "PFRA001", .name = "Francesca Neri"},
                                   .start = CaseBuilder::night + 4h,
                                   .end = CaseBuilder::night + 12h},
                          .zendesk_id = 9003,
                          .mention = "<@UFRA001>",
                          .name = "Francesca Neri"},
            .briefing = {{"problem", "502 for everyone"}, {"next", "watch <gitaly>"}}};
}

Result<procedure::Plan> planned_handoff(CaseBuilder& builder,
                                        const procedure::HandoffOptions& options = to_francesca()) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return plan_handoff({builder.value(), config, actor}, options);
}

}  // namespace

TEST_CASE("handoff briefs first, then tells the customer and reassigns in one write") {
    CaseBuilder builder;
    builder.with_thread();
    const auto plan = planned_handoff(builder);

    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/handoff/1/claim/1", "ZD-400123/handoff/1/note",
                                   "ZD-400123/handoff/1/thread", "ZD-400123/handoff/1"});
    const auto& farewell = std::get<zendesk::TicketUpdate>(plan->effects.back().change);
    CHECK(farewell.assignee_id == 9003);
    CHECK(farewell.comment->is_public);
    CHECK_THAT(farewell.comment->body, Catch::Contains("Francesca Neri"));
    CHECK_THAT(farewell.comment->body, Catch::Contains("16:00 UTC"));
}

TEST_CASE(
    "the briefing is in the note as written, in the thread escaped, with the successor tagged") {
    CaseBuilder builder;
    builder.with_thread();
    const auto plan = planned_handoff(builder);

    REQUIRE(plan);
    const auto& note = std::get<zendesk::TicketUpdate>(plan->effects[1].change);
    CHECK(!note.comment->is_public);
    CHECK_THAT(note.comment->body, Catch::Contains("watch <gitaly>"));
    const auto& line = std::get<slack::Post>(plan->effects[2].change);
    CHECK_THAT(line.text, Catch::Contains("<@UFRA001>"));
    CHECK_THAT(line.text, Catch::Contains("watch &lt;gitaly&gt;"));
}

TEST_CASE("nobody hands over to himself") {
    CaseBuilder builder;
    auto options = to_francesca();
    options.successor.duty.user.id = "PANA001";

    CHECK(planned_handoff(builder, options).error().kind == ErrorKind::policy);
}

TEST_CASE("a handoff that was done is recognised") {
    CaseBuilder builder;
    builder.audit("ZD-400123/handoff/1", "ana@example.com laptop").assigned_to(9003);
    builder.value().audits.back().custom["emerg_to"] = "PFRA001";
    const auto plan = planned_handoff(builder);

    REQUIRE(plan);
    CHECK(plan->effects.empty());
    CHECK_THAT(plan->remarks.front(), Catch::Contains("already handed to Francesca Neri"));
}

TEST_CASE("a long emergency is handed over more than once") {
    CaseBuilder builder;
    builder.audit("ZD-400123/handoff/1", "bo@example.com laptop", CaseBuilder::bo)
        .assigned_to(CaseBuilder::ana);
    const auto plan = planned_handoff(builder);

    REQUIRE(plan);
    CHECK(plan->effects.back().key == "ZD-400123/handoff/2");
}

TEST_CASE("a successor who is not in Zendesk is told of, and the ticket keeps its assignee") {
    CaseBuilder builder;
    auto options = to_francesca();
    options.successor.zendesk_id = 0;
    const auto plan = planned_handoff(builder, options);

    REQUIRE(plan);
    CHECK(!std::get<zendesk::TicketUpdate>(plan->effects.back().change).assignee_id);
    CHECK_THAT(plan->remarks.back(), Catch::Contains("not in Zendesk"));
}

TEST_CASE("who hands over a page that still rings is told, for afterwards it is the successor's") {
    CaseBuilder builder;
    const auto ringing = planned_handoff(builder);
    REQUIRE(ringing);
    builder.acknowledged_by("PANA001", "Ana Ortiz");
    const auto silent = planned_handoff(builder);
    REQUIRE(silent);
    REQUIRE(ringing->remarks.size() == silent->remarks.size() + 1);
    CHECK_THAT(ringing->remarks.back(), Catch::Contains("still rings"));
}

TEST_CASE("a handover long before the successor's shift says that the customer reads otherwise") {
    CaseBuilder builder;
    const auto has_warning = [&](std::chrono::minutes ahead) {
        auto options = to_francesca();
        options.successor.duty.start = builder.value().as_of + ahead;
        options.successor.duty.end = options.successor.duty.start + 8h;
        const auto plan = planned_handoff(builder, options);
        REQUIRE(plan);
        return std::any_of(plan->remarks.begin(), plan->remarks.end(), [](const auto& remark) {
            return remark.find("is on call from") != std::string::npos;
        });
    };
    CHECK(has_warning(5h));
    CHECK_FALSE(has_warning(30min));
    CHECK_FALSE(has_warning(-30min));
}
