#include "apps/emerg/commands/verb.h"
#include "apps/emerg/commands/watch_board.h"
#include "apps/emerg/commands/watching.h"
#include "apps/emerg/terminal/shaping.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/time_zone.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace emerg {
namespace {

using emergency::cases::Event;
using emergency::cases::Pace;

constexpr std::chrono::seconds shortest{5};

Result<Pace> pace_of(const WatchArguments& options) {
    const auto every = emergency::parse_duration(options.every);
    if (!every) {
        return every.error();
    }
    if (*every < shortest || options.requests < 1 || options.count < 0) {
        return Error{.kind = ErrorKind::usage,
                     .message = "--every is 5s at least, --requests 1 and --count 0"};
    }
    return Pace{.every = *every, .requests_per_minute = options.requests};
}

/// Events come one at a time: there is no whole table or document of them.
Result<void> fits(Format format) {
    if (format == Format::yaml || format == Format::csv || format == Format::tsv) {
        return Error{.kind = ErrorKind::usage,
                     .message = "watch writes JSON Lines, or lines for people",
                     .hint = "-o jsonl or -o table"};
    }
    return {};
}

Listing listing_of(const Event& event, const emergency::Config& config) {
    return {.shape = Listing::Shape::one,
            .fields = {"event", "at", "deadline", "case"},
            .rows = {row(event, config)}};
}

bool is_for_people(Session& session) {
    const auto format = session.options().format;
    return !is_shaped(session.options()) &&
           (format == Format::table ||
            (format == Format::automatic && session.terminal().facts().output_is_terminal));
}

/// The board is for who looks at it and answers: a number of looks, and whatever else is asked for,
/// is lines; so it is on a terminal that cannot be drawn on.
bool wants_board(const WatchArguments& options, Session& session) {
    const auto kind = variable(session.environment(), "TERM");
    const bool is_drawable = !kind.empty() && kind != "dumb";
    return is_for_people(session) && session.options().format == Format::automatic &&
           session.terminal().can_ask() && !session.options().no_input && is_drawable &&
           !options.once && options.count == 0;
}

Result<void> show(const Event& event, Session& session) {
    if (is_for_people(session)) {
        session.terminal().print("{}  {:<18}  {}", emergency::utc_text(event.at), told(event),
                                 told_case(event));
    } else {
        auto options = session.options();
        options.format = Format::jsonl;
        const auto written = write(listing_of(event, session.config()), options, session.terminal(),
                                   session.clock().now());
        if (!written) {
            return written.error();
        }
    }
    session.terminal().out().flush();
    return {};
}

Result<void> look_and_tell(const WatchArguments& options, Progress& progress, Session& session) {
    const auto events = look(options, progress, session);
    if (!events) {
        return events.error();
    }
    for (const auto& event : *events) {
        if (auto shown = show(event, session); !shown) {
            return shown;
        }
        for (const auto& complaint : pass_on(event, options, session)) {
            session.say(complaint);
        }
    }
    return {};
}

/// A line for each event, as it happens.
Result<ExitCode> tell(const WatchArguments& options, const Pace& pace, Session& session) {
    const int looks = options.once ? 1 : options.count;
    Progress progress;
    for (int done = 1;; ++done) {
        const auto looked = look_and_tell(options, progress, session);
        const bool is_last = done == looks;
        if (!looked && (is_last || !emergency::is_outage(looked.error()))) {
            return looked.error();
        }
        if (is_last || !session.terminal().out()) {
            return ExitCode::done;
        }
        const auto failure = looked ? std::nullopt : std::optional(looked.error());
        if (const auto said = how_it_went(failure, progress, session); !said.empty()) {
            session.say(said);
        }
        session.clock().sleep(pause_after(progress.requests, progress.declined, pace));
    }
}

Result<ExitCode> run(const WatchArguments& options, Session& session) {
    const auto pace = pace_of(options);
    if (!pace) {
        return pace.error();
    }
    if (const auto fit = fits(session.options().format); !fit) {
        return fit.error();
    }
    auto& terminal = session.terminal();
    auto screen =
        wants_board(options, session) ? Screen::open(terminal.out(), terminal.err()) : nullptr;
    return screen ? watch_board(options, *pace, std::move(screen), session)
                  : tell(options, *pace, session);
}

}  // namespace

void add_watch(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<WatchArguments>();
    command.add_flag("--mine", options->mine, "Only what is mine, or was until now");
    auto* once = command.add_flag("--once", options->once, "Look once: what is open now");
    command.add_option("--count", options->count, "End after so many looks; 0: never")
        ->excludes(once);
    command.add_option("--every", options->every, "Time between two looks, 5s at least (15s)");
    command.add_option("--requests", options->requests,
                       "Requests a minute, all services together (30)");
    command.add_option("--exec", options->command,
                       "Run this command for each event, without a shell, for 10 s at most");
    command.add_option("--notify", options->notify,
                       "The same, with a title and a text as its last two words: notify-send");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
