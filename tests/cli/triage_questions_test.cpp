#include "apps/emerg/commands/triage_questions.h"

#include <catch2/catch.hpp>

#include <sstream>

namespace {

const emergency::Triage asked_triage{
    .definition = "Is it down?",
    .outcomes = {},
    .criteria = {{.name = "legal", .question = "Legal?"}, {.name = "audit", .question = "Audit?"}}};

emergency::Result<emerg::TriageAnswers> answered(const std::string& typed, std::string& shown) {
    std::istringstream in(typed);
    std::ostringstream out;
    std::ostringstream err;
    emerg::Terminal terminal(in, out, err, {});
    auto answers = emerg::ask_triage(asked_triage, terminal);
    shown = err.str();
    return answers;
}

}  // namespace

TEST_CASE("the first yes settles what triage comes to, in the order of the procedure") {
    std::string shown;
    CHECK(answered("y\n", shown)->outcome == "emergency");
    CHECK(shown == "Is it down? [y/N] ");

    const auto exception = answered("n\nn\nYES\na test for the auditor today\n", shown);
    REQUIRE(exception);
    CHECK(exception->outcome == "exception");
    CHECK(exception->criterion == "audit");
    CHECK(exception->because == "a test for the auditor today");

    const auto open = answered("n\nn\n\ny\nsince when, and for how many\n", shown);
    REQUIRE(open);
    CHECK(open->outcome == "needs-info");
    CHECK(open->because == "since when, and for how many");

    const auto none = answered("n\nn\nn\nn\none user only\n", shown);
    REQUIRE(none);
    CHECK(none->outcome == "not");
    CHECK(none->because == "one user only");
}

TEST_CASE("an input that ends, or a reason left out, decides nothing") {
    std::string shown;
    for (const auto* typed : {"", "n\n", "n\nn\ny\n\n", "n\nn\nn\nn\n   \n"}) {
        const auto answers = answered(typed, shown);
        REQUIRE(!answers);
        CHECK(answers.error().kind == emergency::ErrorKind::usage);
    }
}
