#include "apps/emerg/board.h"

#include "apps/emerg/case_view.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace emerg {
namespace {

using emergency::Config;
using emergency::cases::Case;

constexpr const char* keys = "up/down: choose  n: next step  s: show  r: look again  q: quit";
constexpr std::size_t lines_of_frame = 5;  ///< Head, titles, next step, keys, and one left free.
constexpr std::size_t most_news = 8;

std::string fitting(const std::string& text, ScreenSize size) {
    return emergency::shortened(text, size.columns);
}

std::string painted(const std::string& text, const char* colour, const Board& board) {
    return board.has_colour ? fmt::format("\x1b[{}m{}\x1b[0m", colour, text) : text;
}

std::optional<std::size_t> place_of_selected(const Board& board) {
    const auto found = std::find_if(board.cases.begin(), board.cases.end(),
                                    [&](const Case& one) { return id_of(one) == board.selected; });
    return found == board.cases.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - board.cases.begin()));
}

std::string head(const Board& board) {
    const auto time = emergency::local_text(board.now, board.zone, "%H:%M:%S %Z");
    const auto count = fmt::format("{} open  ", board.cases.size());
    return fmt::format("emerg watch  {}  {}{}", time, board.is_known ? count : "", board.state);
}

bool is_late(const Case& one, const Board& board, const Config& config) {
    const auto due = next_of(one, config).due;
    return due && *due <= board.now;
}

/// The titles and as many of the cases as fit, the selected one among them.
void add_cases(std::vector<std::string>& lines, const Board& board, const Config& config,
               ScreenSize size, std::size_t room) {
    const auto table =
        table_lines(emerg::listing_of(board.cases, config), {.width = size.columns - 2}, board.now);
    lines.push_back(painted(fitting("  " + table.front(), size), "1", board));
    const auto selected = place_of_selected(board);
    const auto first = selected && *selected >= room ? *selected - room + 1 : 0;
    for (auto i = first; i < board.cases.size() && i < first + room; ++i) {
        const auto line = fitting((selected == i ? "> " : "  ") + table[i + 1], size);
        lines.push_back(is_late(board.cases[i], board, config) ? painted(line, "31", board) : line);
    }
    if (board.cases.empty()) {
        lines.push_back(fitting(board.is_known ? "  nothing is open" : "", size));
    }
}

/// The next step of the selected case, as one would type it.
std::string step_of_selected(const Board& board, const Config& config) {
    const auto* one = selected_case(board);
    if (one == nullptr) {
        return {};
    }
    const auto next = next_of(*one, config);
    return next.command.empty() ? fmt::format("{}: nothing is left to do", id_of(*one))
                                : fmt::format("next: {}  ({})", next.command, next.title);
}

}  // namespace

const Case* selected_case(const Board& board) {
    const auto place = place_of_selected(board);
    return place ? &board.cases[*place] : nullptr;
}

void move_selection(Board& board, int lines) {
    if (board.cases.empty()) {
        return;
    }
    const auto now = place_of_selected(board);
    const auto last = static_cast<std::ptrdiff_t>(board.cases.size()) - 1;
    const auto wanted = now ? static_cast<std::ptrdiff_t>(*now) + lines : 0;
    const auto place = std::clamp<std::ptrdiff_t>(wanted, 0, last);
    board.selected = id_of(board.cases[static_cast<std::size_t>(place)]);
}

std::vector<std::string> lines_of(const Board& board, const Config& config, ScreenSize size) {
    const auto room = size.lines > lines_of_frame + 1 ? size.lines - lines_of_frame : 1;
    const auto shown = std::min(std::max<std::size_t>(board.cases.size(), 1), room);
    std::vector<std::string> lines{fitting(head(board), size)};
    add_cases(lines, board, config, size, shown);
    const auto news = std::min({board.news.size(), most_news, room - shown});
    lines.emplace_back();
    for (std::size_t i = 0; i < news; ++i) {
        lines.push_back(fitting("  " + board.news[i], size));
    }
    lines.push_back(fitting(step_of_selected(board, config), size));
    lines.push_back(fitting(board.said.empty() ? keys : board.said, size));
    lines.resize(std::min(lines.size(), size.lines));
    return lines;
}

}  // namespace emerg
