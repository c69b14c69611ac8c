#include "apps/emerg/commands/schedule_chart.h"

#include "libemergency/core/local_time.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/duty_chart.h"
#include "libemergency/schedule/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace emerg {
namespace {

using emergency::TimePoint;
using emergency::pagerduty::Duty;
using emergency::schedule::Roster;
using emergency::schedule::Stretch;
using emergency::schedule::Stretches;

constexpr int days_of_week_chart = 7;
constexpr int days_of_month_chart = 31;
constexpr std::size_t names_columns = 18;
constexpr auto cells_a_day = std::to_array<std::size_t>({24, 12, 8, 6, 4, 3, 2, 1});

/// The columns of a chart: days as the clocks of the zone have them, each cut into as many.
struct Grid {
    std::vector<Stretch> cells = {};
    std::vector<std::string> days = {};
    std::size_t of_day = 1;  ///< Cells.
    std::string zone = {};

    Stretch stretch() const { return {cells.front().since, cells.back().until}; }
};

std::size_t cells_that_fit(std::size_t width, std::size_t days) {
    const auto room = width > names_columns ? (width - names_columns) / days : 1;
    const auto* const fits =
        std::find_if(cells_a_day.begin(), cells_a_day.end(),
                     [&](std::size_t cells) { return cells <= std::max<std::size_t>(room, 1); });
    return *fits;
}

/// "Mon 23", "23" or "3": what has room above a day.
std::string day_label(TimePoint day, const std::string& zone, std::size_t room) {
    constexpr std::size_t for_weekday = 7;
    constexpr std::size_t for_number = 2;
    const auto number = emergency::local_text(day, zone, "%d");
    if (room >= for_weekday) {
        return emergency::local_text(day, zone, "%a %d");
    }
    return room >= for_number ? number : number.substr(1);
}

Grid grid_from(TimePoint since, int days, std::size_t width, const std::string& zone) {
    Grid grid{.of_day = cells_that_fit(width, static_cast<std::size_t>(days)), .zone = zone};
    auto day = *emergency::start_of_date(emergency::date_at(since, zone), zone);
    for (int i = 0; i < days; ++i) {
        const auto end = emergency::next_midnight(day, zone);
        const auto part = (end - day) / static_cast<long long>(grid.of_day);
        for (std::size_t cell = 0; cell < grid.of_day; ++cell) {
            const TimePoint from = day + part * static_cast<long long>(cell);
            const TimePoint until = cell + 1 == grid.of_day ? end : TimePoint(from + part);
            grid.cells.push_back({from, until});
        }
        grid.days.push_back(day_label(day, zone, grid.of_day));
        day = end;
    }
    return grid;
}

bool holds_in(const Stretch& cell, TimePoint since, TimePoint until) {
    return since < cell.until && cell.since < until;
}

/// What a person's row shows in a cell.
const char* bar_in(const Stretch& cell, const std::vector<const Duty*>& duties, TimePoint now) {
    const auto found = std::find_if(duties.begin(), duties.end(), [&](const Duty* duty) {
        return holds_in(cell, duty->start, duty->end);
    });
    if (found != duties.end()) {
        return (*found)->from_override ? "▒" : "█";
    }
    return cell.since <= now && now < cell.until ? "│" : "·";
}

std::string row(const std::string& name, const std::string& cells) {
    const auto shown = emergency::shortened(emergency::one_line(name), names_columns - 2);
    const auto blanks = names_columns - emergency::columns(shown);
    return shown + std::string(blanks, ' ') + cells;
}

std::string head(const Roster& roster, const Grid& grid) {
    std::string labels;
    for (const auto& day : grid.days) {
        labels += day + std::string(grid.of_day - std::min(grid.of_day, day.size()), ' ');
    }
    return row(roster.rotation.name, labels);
}

/// An arrow at now; empty if now is not in the chart.
std::string now_line(const Grid& grid, TimePoint now, const char* arrow) {
    std::string cells;
    for (const auto& cell : grid.cells) {
        if (cell.since <= now && now < cell.until) {
            return row("now", cells + arrow + " " + emergency::clock_text(now, grid.zone));
        }
        cells += ' ';
    }
    return {};
}

/// People in the order in which they come, with what they have in the chart.
std::vector<std::pair<std::string, std::vector<const Duty*>>> bars_of(const Roster& roster,
                                                                      Stretch stretch) {
    std::vector<std::pair<std::string, std::vector<const Duty*>>> bars;
    std::map<std::string, std::size_t> places;
    for (const auto& duty : roster.duties) {
        if (!holds_in(stretch, duty.start, duty.end)) {
            continue;
        }
        const auto [place, is_new] = places.emplace(duty.user.id, bars.size());
        if (is_new) {
            bars.emplace_back(duty.user.name, std::vector<const Duty*>());
        }
        bars[place->second].second.push_back(&duty);
    }
    return bars;
}

void print_holes(const Stretches& holes, const Grid& grid, Terminal& terminal) {
    if (holes.empty()) {
        return;
    }
    std::string cells;
    for (const auto& cell : grid.cells) {
        const bool is_hole = std::any_of(holes.begin(), holes.end(), [&](const Stretch& hole) {
            return holds_in(cell, hole.since, hole.until);
        });
        cells += is_hole ? '!' : ' ';
    }
    terminal.print("{}", row("NOBODY", cells));
    for (const auto& hole : holes) {
        terminal.print("  ! nobody {}", emergency::schedule::span_text(hole, grid.zone));
    }
}

void print_chart(const Roster& roster, const Grid& grid, TimePoint now, Terminal& terminal) {
    terminal.print("{}", head(roster, grid));
    const auto above = now_line(grid, now, "▼");
    if (!above.empty()) {
        terminal.print("{}", above);
    }
    for (const auto& [name, duties] : bars_of(roster, grid.stretch())) {
        std::string cells;
        for (const auto& cell : grid.cells) {
            cells += bar_in(cell, duties, now);
        }
        terminal.print("{}", row(name, cells));
    }
    print_holes(emergency::schedule::unkept_in(roster, grid.stretch()), grid, terminal);
    terminal.print("");
}

Result<void> check_chart(const ViewArguments& options, const GlobalOptions& global) {
    if (options.what != "show" || !options.until.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "--chart week or month goes with schedule show, without --until",
                     .hint = "emerg schedule show --chart week --since 2026-03-10"};
    }
    if (global.format != Format::automatic) {
        return Error{.kind = ErrorKind::usage,
                     .message = "a chart is for people; without --chart the same is told as data"};
    }
    return {};
}

}  // namespace

Result<ExitCode> chart_schedule(const ViewArguments& options, Session& session) {
    if (auto fine = check_chart(options, session.options()); !fine) {
        return fine.error();
    }
    const int days = options.chart == "month" ? days_of_month_chart : days_of_week_chart;
    const auto view = read_view(options, std::chrono::days(days), session);
    if (!view) {
        return view.error();
    }
    const auto zone = zone_of_view(options, session);
    auto& terminal = session.terminal();
    const auto grid = grid_from(view->times.stretch.since, days, terminal.facts().width, *zone);
    const auto now = session.clock().now();
    for (const auto& roster : view->rosters) {
        print_chart(roster, grid, now, terminal);
    }
    terminal.print("█ by the layers  ▒ by an override  ! nobody  │ now; days of {}", *zone);
    return ExitCode::done;
}

}  // namespace emerg
