#include "libemergency/procedure/capture.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using procedure::Captured;
using procedure::Plan;

namespace {

Result<Plan> planned_capture(CaseBuilder& builder, std::vector<Captured> messages) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return procedure::plan_capture({builder.value(), config, actor}, {std::move(messages)});
}

Captured captured(const char* ts, std::string text) {
    return {.ts = ts, .at = CaseBuilder::night, .who = "Bo Lind", .text = std::move(text)};
}

const zendesk::TicketUpdate& note_in(const Plan& plan, std::size_t at) {
    return std::get<zendesk::TicketUpdate>(plan.effects.at(at).change);
}

}  // namespace

TEST_CASE("the thread goes into an internal note, and the note knows how far it got") {
    CaseBuilder builder;
    builder.with_thread();
    const auto plan = planned_capture(
        builder, {captured("1773115200.000100", "first"), captured("1773115260.000200", "last")});

    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 2);
    CHECK(plan->effects[0].part == procedure::Part::claim);
    CHECK(plan->effects[0].key == plan->effects[1].key + "/claim/1");
    const auto& note = note_in(*plan, 1);
    CHECK_FALSE(note.comment->is_public);
    CHECK(note.metadata.at("emerg_captured") == "1773115260.000200");
    CHECK_THAT(note.comment->body, Catch::Contains("Bo Lind: first\n"));
    CHECK_THAT(note.comment->body, Catch::Contains(builder.value().thread->url));
}

TEST_CASE("only what is newer than the newest capture is captured, if anything is") {
    CaseBuilder builder;
    builder.with_thread().audit("ZD-400123/capture/0123456789ab", "bo@example.com desktop");
    builder.value().audits.back().custom["emerg_captured"] = "1773115260.000200";
    std::vector<Captured> messages{captured("1773115200.000100", "first"),
                                   captured("1773115260.000200", "second")};
    CHECK(planned_capture(builder, messages)->effects.empty());

    messages.push_back(captured("1773115320.000100", "third"));
    const auto plan = planned_capture(builder, messages);
    CHECK_THAT(note_in(*plan, 1).comment->body,
               Catch::Contains("third") && !Catch::Contains("second"));
}

TEST_CASE("a long thread takes several notes, each below what a comment holds") {
    CaseBuilder builder;
    builder.with_thread();
    const std::string much(40'000, 'x');
    const auto plan = planned_capture(
        builder, {captured("1773115200.000100", much), captured("1773115260.000200", much)});

    REQUIRE(plan->effects.size() == 3);
    CHECK_THAT(note_in(*plan, 1).comment->body, Catch::Contains("part 1 of 2"));
    CHECK(note_in(*plan, 2).comment->body.size() < 64'000);
    CHECK(plan->effects[2].needs.back() == plan->effects[1].key);
}

TEST_CASE("a message that no comment would hold is cut, and says so") {
    CaseBuilder builder;
    builder.with_thread();
    const auto plan =
        planned_capture(builder, {captured("1773115200.000100", std::string(70'000, 'x'))});

    const auto& body = note_in(*plan, 1).comment->body;
    CHECK(body.size() < 64'000);
    CHECK_THAT(body, Catch::Contains("…"));
}

TEST_CASE("without a thread there is nothing to capture") {
    CaseBuilder builder;
    CHECK(planned_capture(builder, {}).error().kind == ErrorKind::policy);
}

TEST_CASE("mrkdwn is read as a person reads it") {
    const std::map<std::string, std::string> names{{"U1", "Ana Ortiz"}};
    CHECK(slack::plain(
              "<@U1> see <https://x.example/a?b=1&amp;c|the log> &lt;!here&gt; <!here> <#C1|war>",
              names) == "@Ana Ortiz see the log (https://x.example/a?b=1&c) <!here> @here #war");
    CHECK(slack::plain("a &lt; b, <@U2>, &amp;lt;, <", {}) == "a < b, @U2, &lt;, <");
}
