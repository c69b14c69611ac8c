#include "apps/emerg/commands/verb.h"
#include "apps/emerg/config_files.h"
#include "apps/emerg/glimpses.h"
#include "apps/emerg/terminal/shaping.h"
#include "libemergency/cases/glimpse.h"
#include "libemergency/core/time_zone.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace emerg {
namespace {

using emergency::cases::Countdown;
using emergency::cases::PromptStyle;

/// What is kept of my cases, and how it is to be shown.
struct Kept {
    PromptStyle style;
    std::vector<Countdown> cases;
};

/// No cache, or one that cannot be read, is an empty one: a prompt never complains of that.
Kept read(World& world, const GlobalOptions& options) {
    auto store = world.store_to_read(state_folder(world.environment));
    if (!store) {
        return {};
    }
    const emergency::Cache cache(*store);
    const auto account = account_named(options, world.environment);
    std::vector<emergency::cases::Glimpse> glimpses;
    for (const auto& text : cache.all(glimpses_of(account))) {
        if (auto one = emergency::cases::glimpse_in(text)) {
            glimpses.push_back(*std::move(one));
        }
    }
    const auto styles = cache.all(style_of(account));
    const auto style = styles.empty() ? std::nullopt : emergency::cases::style_in(styles.front());
    const auto chosen = style.value_or(PromptStyle{});
    return {chosen, countdowns(glimpses, chosen, world.clock.now())};
}

long long seconds(std::chrono::milliseconds span) {
    return std::chrono::floor<std::chrono::seconds>(span).count();
}

Json row(const Countdown& one) {
    const auto& seen = one.seen;
    const auto due = seen.due ? Json(emergency::utc_text(*seen.due)) : Json();
    return {{"case", seen.case_id},
            {"ticket", seen.ticket == 0 ? Json() : Json(seen.ticket)},
            {"stage", seen.after.empty() ? Json(seen.stage) : Json()},
            {"after", seen.after.empty() ? Json() : Json(seen.after)},
            {"step", seen.step.empty() ? Json() : Json(seen.step)},
            {"due", due},
            {"left", seen.due ? Json(seconds(one.left)) : Json()},
            {"stale", one.is_stale},
            {"as_of", emergency::utc_text(seen.as_of)},
            {"age", seconds(one.age)}};
}

Listing listing_of(const std::vector<Countdown>& cases) {
    Listing listing{.fields = {"case", "ticket", "stage", "after", "step", "due", "left", "stale",
                               "as_of", "age"},
                    .columns = {{"CASE", "case"},
                                {"TICKET", "ticket"},
                                {"STAGE", "stage", Cell::text, "after"},
                                {"NEXT", "step"},
                                {"DUE", "due", Cell::deadline},
                                {"SEEN", "as_of", Cell::moment}},
                    .rows = {}};
    for (const auto& one : cases) {
        listing.rows.push_back(row(one));
    }
    return listing;
}

Result<ExitCode> run(const std::string& format, World& world, const GlobalOptions& options) {
    const auto kept = read(world, options);
    if (options.format != Format::automatic || is_shaped(options)) {
        const auto written =
            write(listing_of(kept.cases), options, world.terminal, world.clock.now());
        return written ? Result<ExitCode>(ExitCode::done) : written.error();
    }
    const auto line = prompt_line(kept.cases, format.empty() ? kept.style.format : format);
    if (!line) {
        return line.error();
    }
    world.terminal.print("{}", *line);
    return ExitCode::done;
}

}  // namespace

void add_prompt(CLI::App& command, Chosen& chosen) {
    auto format = std::make_shared<std::string>();
    command.add_option("--format", *format, "Another template than prompt.format");
    command.callback([format, &chosen] {
        chosen.plain = [format](World& world, const GlobalOptions& options) {
            return run(*format, world, options);
        };
    });
}

}  // namespace emerg
