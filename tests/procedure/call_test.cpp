#include "libemergency/procedure/call.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::CallEndOptions;
using procedure::keys_of;
using procedure::Plan;
using procedure::SecondPerson;
using procedure::Situation;
using procedure::TellCustomer;
using Keys = std::vector<std::string>;

namespace {

constexpr const char* call_machine = "ana@example.com laptop";
constexpr const char* elsewhere = "bo@example.com laptop";

const Config& config() {
    static const auto shipped = shipped_config();
    return shipped;
}

template <class Options>
Result<Plan> planned_call(CaseBuilder& builder,
                          Result<Plan> (*plan)(const Situation&, const Options&),
                          const Options& options) {
    static const auto actor = ana_at_work();
    return plan({builder.value(), config(), actor}, options);
}

CallEndOptions notes() {
    return {.done = "The change was <rolled back>.",
            .next = "We watch it.",
            .internal = "their admin is new",
            .successor = procedure::Successor{.duty = {.start = CaseBuilder::night + 4h},
                                              .mention = "<@UFRA001>",
                                              .name = "Francesca Neri"}};
}

CaseBuilder in_call(const char* by = call_machine) {
    CaseBuilder builder;
    builder.with_thread().audit("ZD-400123/call/1", by);
    return builder;
}

}  // namespace

TEST_CASE("the start of a call is its own claim, and the thread is asked after it") {
    CaseBuilder builder;
    builder.with_thread();
    const auto plan = planned_call(builder, procedure::plan_call_start, {});

    REQUIRE(plan);
    CHECK(keys_of(plan->effects) == Keys{"ZD-400123/call/1", "ZD-400123/call/1/thread"});
    CHECK(plan->effects[0].part == procedure::Part::claim);
    CHECK(plan->effects[1].needs == Keys{"ZD-400123/call/1"});
    const auto& text = std::get<slack::Post>(plan->effects[1].change).text;
    CHECK_THAT(text, Catch::Contains("second person"));
    CHECK_THAT(text, Catch::Contains("05:30 UTC"));
    CHECK_THAT(text, Catch::Contains("07:00 UTC"));
    CHECK_THAT(plan->remarks.back(), Catch::Contains("account escalation"));
}

TEST_CASE("whoever is alone asks nobody") {
    CaseBuilder builder;
    builder.with_thread();
    const auto plan =
        planned_call(builder, procedure::plan_call_start, {.second = SecondPerson::not_needed});

    REQUIRE(plan);
    CHECK_THAT(std::get<slack::Post>(plan->effects.back().change).text,
               !Catch::Contains("second person"));
}

TEST_CASE("a call that runs is not begun again; this machine finishes what it began") {
    auto own = in_call();
    const auto finished = planned_call(own, procedure::plan_call_start, {});
    REQUIRE(finished);
    CHECK(keys_of(finished->effects) == Keys{"ZD-400123/call/1/thread"});
    CHECK(finished->effects[0].proof == procedure::Proof::before_first);

    auto theirs = in_call(elsewhere);
    const auto nothing = planned_call(theirs, procedure::plan_call_start, {});
    REQUIRE(nothing);
    CHECK(nothing->effects.empty());
}

TEST_CASE("the next call of a case has the next number") {
    auto builder = in_call();
    builder.audit("ZD-400123/call/1/ended", call_machine);
    const auto plan = planned_call(builder, procedure::plan_call_start, {});

    REQUIRE(plan);
    CHECK(plan->effects.front().key == "ZD-400123/call/2");
}

TEST_CASE("a break says when to rejoin, to the thread and, if wanted, to the customer") {
    auto builder = in_call();
    builder.after(90min);
    const auto plan =
        planned_call(builder, procedure::plan_call_break,
                     {.rejoin = CaseBuilder::night + 105min, .customer = TellCustomer::yes});

    REQUIRE(plan);
    CHECK(keys_of(plan->effects) == Keys{"ZD-400123/call/1/break/1",
                                         "ZD-400123/call/1/break/1/customer",
                                         "ZD-400123/call/1/break/1/thread"});
    const auto& mark = std::get<zendesk::TicketUpdate>(plan->effects[0].change);
    CHECK(mark.metadata.at("emerg_rejoin") == "2026-03-10T05:45:00Z");
    CHECK(!mark.comment);
    CHECK(procedure::seen_by_customer(plan->effects[1]));
    CHECK(plan->effects[1].needs == Keys{"ZD-400123/call/1/break/1"});
    CHECK_THAT(std::get<slack::Post>(plan->effects[2].change).text, Catch::Contains("05:45 UTC"));
}

TEST_CASE("a break is not announced twice, and not without a call") {
    auto builder = in_call(elsewhere);
    builder.audit("ZD-400123/call/1/break/1", elsewhere);
    builder.value().audits.back().custom["emerg_rejoin"] = "2026-03-10T04:15:00Z";
    const auto again =
        planned_call(builder, procedure::plan_call_break, {.rejoin = CaseBuilder::night + 20min});
    REQUIRE(again);
    CHECK(again->effects.empty());

    CaseBuilder nobody;
    CHECK(planned_call(nobody, procedure::plan_call_break, {.rejoin = CaseBuilder::night + 20min})
              .error()
              .kind == ErrorKind::policy);
    auto late = in_call();
    CHECK(planned_call(late, procedure::plan_call_break, {.rejoin = CaseBuilder::night})
              .error()
              .kind == ErrorKind::usage);
}

TEST_CASE("after a call: claim, customer, then note and thread") {
    auto builder = in_call();
    const auto plan = planned_call(builder, procedure::plan_call_end, notes());

    REQUIRE(plan);
    CHECK(keys_of(plan->effects) == Keys{"ZD-400123/call/1/ended/claim/1", "ZD-400123/call/1/ended",
                                         "ZD-400123/call/1/ended/note",
                                         "ZD-400123/call/1/ended/thread"});
    CHECK(plan->effects[2].needs == Keys{"ZD-400123/call/1/ended"});
    CHECK(plan->effects[3].needs == Keys{"ZD-400123/call/1/ended"});
    const auto& comment = std::get<zendesk::TicketUpdate>(plan->effects[1].change);
    CHECK(comment.comment->is_public);
    CHECK_THAT(comment.comment->body, Catch::Contains("<rolled back>"));
    CHECK_THAT(comment.comment->body, Catch::Contains("new emergency"));
    CHECK_THAT(comment.comment->body, Catch::Contains("Francesca Neri"));
    CHECK_THAT(comment.comment->body, !Catch::Contains("admin"));
    const auto& note = std::get<zendesk::TicketUpdate>(plan->effects[2].change);
    CHECK(!note.comment->is_public);
    CHECK_THAT(note.comment->body, Catch::Contains("acme.slack.com"));
    const auto& line = std::get<slack::Post>(plan->effects[3].change).text;
    CHECK_THAT(line, Catch::Contains("<@UFRA001>"));
    CHECK_THAT(line, Catch::Contains("&lt;rolled back&gt;"));
}

TEST_CASE("notes with nothing below a heading are refused, and so is a text without its points") {
    auto builder = in_call();
    const auto kind = [&](const CallEndOptions& options) {
        return planned_call(builder, procedure::plan_call_end, options).error().kind;
    };
    CHECK(kind({}) == ErrorKind::usage);
    CHECK(kind({.done = "so"}) == ErrorKind::usage);
    CHECK(kind({.text = "What was done:\n{{done}}\nNext step: a new emergency"}) ==
          ErrorKind::usage);
    CHECK(kind({.text = "Thank you."}) == ErrorKind::policy);
}

TEST_CASE("a call that was ended is not ended again; this machine finishes what follows") {
    auto builder = in_call();
    builder.audit("ZD-400123/call/1/ended", call_machine);
    const auto plan = planned_call(builder, procedure::plan_call_end, notes());

    REQUIRE(plan);
    CHECK(keys_of(plan->effects) ==
          Keys{"ZD-400123/call/1/ended/note", "ZD-400123/call/1/ended/thread"});
    CHECK(plan->effects[0].needs.empty());
    CHECK_THAT(plan->remarks.front(), Catch::Contains("already ended"));
}

TEST_CASE("the meeting that was made for the case is ended with the call, a fixed bridge is not") {
    auto builder = in_call();
    builder.value().bridge = "https://zoom.example.com/j/1";
    CHECK(planned_call(builder, procedure::plan_call_end, notes())->effects.size() == 4);

    builder.value().audits.back().custom["emerg_meeting"] = "85000000001";
    const auto plan = planned_call(builder, procedure::plan_call_end, notes());
    REQUIRE(plan);
    CHECK(plan->effects.back().key == "ZD-400123/call/1/ended/bridge");
    CHECK(std::get<zendesk::TicketUpdate>(plan->effects[1].change).metadata.at("emerg_bridge") ==
          "closed");
}

TEST_CASE("every message of a call has its points in every language") {
    for (const char* language : {"", "de", "es", "fr", "ja", "pt"}) {
        CAPTURE(language);
        auto builder = in_call();
        builder.value().conversation.people[CaseBuilder::dora].locale = language;
        const auto plan = planned_call(builder, procedure::plan_call_end, notes());
        CHECK(plan);
        CHECK(planned_call(builder, procedure::plan_call_break,
                           {.rejoin = CaseBuilder::night + 15min, .customer = TellCustomer::yes}));
    }
}
