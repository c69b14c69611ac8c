#include "libemergency/cases/glimpse.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency::cases;
using namespace std::chrono_literals;

namespace {

const auto one_night = CaseBuilder::night;

Glimpse due_in(const std::string& id, std::chrono::minutes span) {
    return {.case_id = id,
            .stage = "paged",
            .step = "ack",
            .due = one_night + span,
            .as_of = one_night};
}

std::string line_of(const std::vector<Glimpse>& all, emergency::TimePoint now) {
    const PromptStyle style{emergency::Config().prompt.format, 15min};
    return *prompt_line(countdowns(all, style, now), style.format);
}

}  // namespace

TEST_CASE("a glimpse tells stage, step and due, and survives the cache") {
    const auto config = shipped_config();
    const auto seen = glimpse_of(CaseBuilder().value(), config);
    CHECK(seen.stage == "paged");
    CHECK(seen.step == "ack");
    CHECK(seen.due == one_night + 10min);
    const auto again = glimpse_in(text_of(seen));
    REQUIRE(again);
    CHECK(text_of(*again) == text_of(seen));
    CHECK(again->due == seen.due);
}

TEST_CASE("what is not ours in the cache is no glimpse") {
    for (const auto* text : {"", "{", "[]", "{\"case\":1}", R"({"format":"x"})"}) {
        CHECK(!glimpse_in(text));
        CHECK(!style_in(text));
    }
}

TEST_CASE("after the next step its limit is met and the following one runs") {
    const auto config = shipped_config();
    const auto seen = glimpse_after(CaseBuilder().value(), config, "ack");
    CHECK(seen.after == "ack");
    CHECK(seen.step == "contact");
    CHECK(seen.due == one_night + 30min);
    CHECK(line_of({seen}, one_night + 5min) == "#400123 after ack · contact 25m");
}

TEST_CASE("after a step that was not the next one nothing is different") {
    const auto config = shipped_config();
    const auto seen = glimpse_after(CaseBuilder().value(), config, "note");
    CHECK(text_of(seen) == text_of(glimpse_of(CaseBuilder().value(), config)));
}

TEST_CASE("a list does not forget what a look at the whole case found, until the stage changes") {
    const auto whole = due_in("Q0", 20min);
    auto listed = whole;
    listed.due.reset();
    listed.as_of = one_night + 5min;
    CHECK(refreshed(whole, listed).due == whole.due);
    CHECK(refreshed(whole, listed).as_of == one_night);
    listed.stage = "contacted";
    CHECK(!refreshed(whole, listed).due);
    auto done = whole;
    done.after = "ack";
    listed.stage = whole.stage;
    CHECK(refreshed(done, listed).after.empty());
}

TEST_CASE("the most urgent case is told, the others are counted") {
    auto idle = due_in("Q3", 0min);
    idle.due.reset();
    CHECK(line_of({idle, due_in("Q1", 20min), due_in("Q2", 4min)}, one_night) ==
          "Q2 paged · ack 4m +2");
    CHECK(line_of({idle}, one_night) == "Q3 paged · ack");
}

TEST_CASE("whose customers were contacted is told by the stage, or by the step done here") {
    auto engaged = due_in("Q0ENGAGED", 5min);
    engaged.stage = "engaged";
    auto just_now = due_in("Q0JUSTNOW", 6min);
    just_now.after = "contact";
    auto yesterday = engaged;
    yesterday.as_of -= 25h;
    CHECK(contacted_among({due_in("Q0PAGED", 1min), just_now, engaged, yesterday}, one_night) ==
          std::vector<std::string>{"Q0ENGAGED", "Q0JUSTNOW"});
}

TEST_CASE("nothing open is an empty line") {
    CHECK(line_of({}, one_night).empty());
}

TEST_CASE("a limit that passed is late") {
    CHECK(line_of({due_in("Q1", 4min)}, one_night + 10min) == "Q1 paged · ack 6m late");
}

TEST_CASE("what was seen long ago says so, and after a day nothing") {
    const auto seen = due_in("Q1", 60min);
    CHECK(line_of({seen}, one_night + 15min) == "Q1 paged · ack 45m");
    CHECK(line_of({seen}, one_night + 16min) == "Q1 paged · ack 44m (16m old)");
    CHECK(line_of({seen}, one_night + 25h).empty());
}

TEST_CASE("the countdown is the services', whatever this machine's clock says") {
    auto seen = due_in("Q1", 10min);
    seen.ahead = -3h;
    CHECK(line_of({seen}, one_night + 3h + 6min) == "Q1 paged · ack 4m");
}

TEST_CASE("a prompt is one line, and a malformed template is refused") {
    const auto all = countdowns({due_in("Q1", 4min)}, {"x", 15min}, one_night);
    CHECK(*prompt_line(all, "{{case}}\n{{left}}\x1b[2J") == "Q1 4m");
    CHECK(prompt_line(all, "{{case").error().kind == emergency::ErrorKind::configuration);
}
