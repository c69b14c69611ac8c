#include "apps/emerg/board.h"

#include "libemergency/core/text.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace emerg;

namespace {

emergency::cases::Case numbered(int number) {
    CaseBuilder builder;
    auto one = builder.value();
    one.incident->id = fmt::format("Q{:03}", number);
    return one;
}

Board board_of(int cases) {
    Board board{.now = CaseBuilder::night, .zone = "Europe/Berlin", .is_known = true};
    for (int number = 0; number < cases; ++number) {
        board.cases.push_back(numbered(number));
    }
    move_selection(board, 0);
    return board;
}

std::vector<std::string> drawn(const Board& board, ScreenSize size) {
    return lines_of(board, shipped_config(), size);
}

bool shows(const std::vector<std::string>& lines, const std::string& text) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const auto& line) { return line.find(text) != std::string::npos; });
}

}  // namespace

TEST_CASE("the board has the time of the reader's zone, the cases, the next step and the keys") {
    auto board = board_of(2);
    board.state = "looked 3s ago";
    const auto lines = drawn(board, {24, 120});
    CHECK(lines.front() == "emerg watch  05:00:00 CET  2 open  looked 3s ago");
    CHECK(shows(lines, "> Q000"));
    CHECK(shows(lines, "  Q001"));
    CHECK(shows(lines, "next: emerg ack Q000"));
    CHECK(lines.back().starts_with("up/down: choose"));
}

TEST_CASE("the board is never larger than the screen") {
    auto board = board_of(100);
    for (int i = 0; i < 50; ++i) {
        board.news.emplace_back("05:00  answer  Q000  a customer whose name is rather long");
    }
    for (const ScreenSize size : {ScreenSize{24, 80}, ScreenSize{8, 30}, ScreenSize{1, 1},
                                  ScreenSize{3, 5}, ScreenSize{200, 300}}) {
        const auto lines = drawn(board, size);
        CHECK(lines.size() <= size.lines);
        for (const auto& line : lines) {
            CHECK(emergency::columns(line) <= size.columns);
        }
    }
}

TEST_CASE("the selected case is on the screen, and stays selected when others come") {
    auto board = board_of(100);
    move_selection(board, 70);
    CHECK(board.selected == "Q070");
    CHECK(shows(drawn(board, {24, 120}), "> Q070"));
    board.cases.insert(board.cases.begin(), numbered(500));
    CHECK(id_of(*selected_case(board)) == "Q070");
    move_selection(board, 1000);
    CHECK(board.selected == "Q099");
    board.cases.clear();
    CHECK(selected_case(board) == nullptr);
    move_selection(board, 1);
    CHECK(selected_case(board) == nullptr);
    CHECK(shows(drawn(board, {24, 120}), "nothing is open"));
}

TEST_CASE("when the selected case is gone no other one takes its place under the keys") {
    auto board = board_of(3);
    move_selection(board, 1);
    board.cases.erase(board.cases.begin() + 1);
    CHECK(selected_case(board) == nullptr);
    CHECK_FALSE(shows(drawn(board, {24, 120}), "> "));
    CHECK_FALSE(shows(drawn(board, {24, 120}), "next: "));
    move_selection(board, 1);
    CHECK(board.selected == "Q000");
}

TEST_CASE("before the first look the board does not say that nothing is open") {
    auto board = board_of(0);
    board.is_known = false;
    board.state = "looking";
    CHECK_FALSE(shows(drawn(board, {24, 80}), "nothing is open"));
    CHECK(drawn(board, {24, 80}).front() == "emerg watch  05:00:00 CET  looking");
}

TEST_CASE("on the board a customer's name writes nowhere else, and what is late is red") {
    auto board = board_of(1);
    auto& one = board.cases.front();
    one.organization = emergency::zendesk::Organization{.id = 8001, .name = "Evil\x1b[2J\nCorp"};
    CHECK_FALSE(shows(drawn(board, {24, 120}), "\x1b"));
    board.has_colour = true;
    board.now += std::chrono::hours(1);
    CHECK(shows(drawn(board, {24, 120}), "\x1b[31m> Q000"));
}
