#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using procedure::NoteTo;

namespace {

Result<procedure::Plan> planned_note(CaseBuilder& builder, const procedure::NoteOptions& options) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return plan_note({builder.value(), config, actor}, options);
}

}  // namespace

TEST_CASE("a note goes to the thread under its writer's name, and cannot ping") {
    CaseBuilder builder;
    builder.with_thread();
    const auto plan = planned_note(builder, {.text = "gitaly timings are high <!here>"});

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
    const auto first = planned_note(builder, {.text = "gitaly timings are high"});
    const auto again = planned_note(builder, {.text = "  gitaly timings are high\n"});
    const auto other = planned_note(builder, {.text = "gitaly timings are low"});

    CHECK(first->effects[0].key == again->effects[0].key);
    CHECK(first->effects[0].key != other->effects[0].key);
}

TEST_CASE("an internal note is never public") {
    CaseBuilder builder;
    const auto plan = planned_note(builder, {.text = "see the logs", .to = NoteTo::ticket});

    REQUIRE(plan);
    CHECK(!procedure::seen_by_customer(plan->effects[0]));
}

TEST_CASE("an empty note and a case without a thread are refused") {
    CaseBuilder builder;
    CHECK(planned_note(builder, {.text = " \n"}).error().kind == ErrorKind::usage);
    CHECK(planned_note(builder, {.text = "hello"}).error().kind == ErrorKind::policy);
}

TEST_CASE("a note that Slack would refuse is refused before the claim, by what is sent") {
    CaseBuilder builder;
    builder.with_thread();
    const std::size_t room = 40'000 - std::string("*Ana Ortiz*: ").size();
    CHECK(planned_note(builder, {.text = std::string(room, 'B')}));
    std::string letters;
    for (std::size_t n = 0; n < room; ++n) {
        letters += "é";
    }
    CHECK(planned_note(builder, {.text = letters}));

    for (const auto& text : {std::string(room + 1, 'B'), std::string(room / 4 + 1, '<')}) {
        const auto refused = planned_note(builder, {.text = text});
        REQUIRE(!refused);
        CHECK(refused.error().kind == ErrorKind::usage);
        CHECK_THAT(refused.error().message, Catch::Contains("too long for Slack"));
        CHECK_THAT(refused.error().hint, Catch::Contains("--internal"));
        CHECK_THAT(refused.error().hint, Catch::Contains("--attach"));
        CHECK(planned_note(builder, {.text = text, .to = NoteTo::ticket}));
    }
}

TEST_CASE(
    "what a ticket would refuse is a file; of a long text with a file the thread hears less") {
    CaseBuilder builder;
    builder.with_thread();
    const std::string huge(70'000, 'B');
    for (const auto to : {NoteTo::ticket, NoteTo::thread}) {
        const auto refused = planned_note(builder, {.text = huge, .to = to});
        REQUIRE(!refused);
        CHECK(refused.error().kind == ErrorKind::usage);
        CHECK_THAT(refused.error().hint, Catch::StartsWith("as a file: "));
    }
    const auto plan =
        planned_note(builder, {.text = std::string(50'000, 'B'), .files = {{"a.txt", "", "x"}}});
    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 3);
    const auto& line = std::get<slack::Post>(plan->effects[2].change);
    CHECK_THAT(line.text, Catch::Contains("a.txt") && !Catch::Contains("BB"));
    CHECK(std::get<zendesk::TicketUpdate>(plan->effects[1].change).comment->body.size() > 50'000);
}

TEST_CASE("a file goes into the ticket by a note of its own, and the thread is told where") {
    CaseBuilder builder;
    builder.with_thread();
    const procedure::NoteOptions options{.text = "the dashboard",
                                         .files = {{"a<b>.png", "image/png", "bytes"}},
                                         .customer_knows = procedure::CustomerKnows::yes};
    const auto plan = planned_note(builder, options);

    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 3);
    const auto& note = std::get<zendesk::TicketUpdate>(plan->effects[1].change);
    CHECK(!note.comment->is_public);
    CHECK(note.comment->attachments.size() == 1);
    CHECK_THAT(note.comment->body, Catch::Contains("the dashboard"));
    CHECK_THAT(note.comment->body, Catch::Contains("The customer knows"));
    CHECK(plan->effects[2].needs == std::vector{plan->effects[1].key});
    const auto& line = std::get<slack::Post>(plan->effects[2].change);
    CHECK_THAT(line.text, Catch::Contains("a&lt;b&gt;.png"));
    CHECK_THAT(line.text, Catch::Contains("/agent/tickets/400123"));
}

TEST_CASE("a file that is in the ticket is not put there again; other bytes are another file") {
    CaseBuilder builder;
    builder.with_thread();
    procedure::NoteOptions options{.files = {{"screen.png", "image/png", "bytes"}}};
    const auto key = planned_note(builder, options)->effects[1].key;
    builder.audit(key, "bo@example.com laptop");
    CHECK(planned_note(builder, options)->effects.empty());

    options.files[0].bytes = "other";
    CHECK(planned_note(builder, options)->effects.size() == 3);
}

TEST_CASE("a file needs a ticket") {
    CaseBuilder builder;
    builder.with_thread().without_ticket();
    CHECK(planned_note(builder, {.files = {{"screen.png", "image/png", "bytes"}}}).error().kind ==
          ErrorKind::policy);
}
