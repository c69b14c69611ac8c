#include "apps/emerg/case_view.h"
#include "apps/emerg/commands/verb.h"
#include "apps/emerg/terminal/shaping.h"
#include "libemergency/cases/changes.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/process.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <optional>

namespace emerg {
namespace {

using emergency::cases::Event;
using emergency::cases::EventKind;
using emergency::cases::Look;
using emergency::cases::Me;
using emergency::cases::Pace;
using emergency::cases::Watched;

constexpr std::chrono::seconds shortest{5};
constexpr int list_requests = 2;  ///< One to PagerDuty, one to Zendesk.

struct WatchArguments {
    bool mine = false;
    bool once = false;
    int count = 0;
    int requests = Pace{}.requests_per_minute;
    std::string every = "15s";
    std::string command;
};

/// What a watch remembers from one look to the next.
struct Progress {
    Watched known = {};
    std::optional<Me> me = {};  ///< Needed for --mine alone.
    std::optional<emergency::TimePoint> whole_at = {};
    bool stale = false;
    int requests = list_requests;  ///< That the last look took.
    int declined = 0;              ///< Looks in a row.
};

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

Json row(const Event& event, const emergency::Config& config) {
    return {{"event", word(event.kind)},
            {"at", emergency::utc_text(event.at)},
            {"deadline", event.deadline.empty() ? Json() : Json(event.deadline)},
            {"case", document(event.one, config)}};
}

Listing listing_of(const Event& event, const emergency::Config& config) {
    return {.shape = Listing::Shape::one,
            .fields = {"event", "at", "deadline", "case"},
            .rows = {row(event, config)}};
}

/// "deadline contact", "owner Ana Ortiz": the word and what there is to say of it.
std::string told(const Event& event) {
    const auto owner = event.kind == EventKind::owner ? owner_of(event.one) : std::string();
    const auto what = event.deadline.empty() ? owner : event.deadline;
    return what.empty() ? word(event.kind) : fmt::format("{} {}", word(event.kind), what);
}

Result<void> show(const Event& event, Session& session) {
    const auto format = session.options().format;
    const bool for_people =
        !is_shaped(session.options()) &&
        (format == Format::table ||
         (format == Format::automatic && session.terminal().facts().output_is_terminal));
    if (for_people) {
        const auto root = key_root(event.one);
        session.terminal().print("{}  {:<18}  {}  {}  {}", emergency::utc_text(event.at),
                                 told(event), id_of(event.one), root, customer_of(event.one));
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

/// Runs the user's command. That it fails is told and stops nothing.
void pass_on(const Event& event, const WatchArguments& options, Session& session) {
    auto words = emergency::split(options.command, ' ');
    std::erase(words, "");
    if (words.empty() || session.options().dry_run) {
        return;
    }
    auto variables = session.environment();
    variables["EMERG_EVENT"] = word(event.kind);
    variables["EMERG_CASE"] = id_of(event.one);
    const auto output = emergency::output_of({.words = std::move(words),
                                              .variables = std::move(variables),
                                              .input = json_text(row(event, session.config()))});
    if (!output) {
        session.say(fmt::format("--exec: {}", output.error().message));
    }
}

/// Also what is no longer mine.
bool concerns(const Event& event, const std::optional<Me>& me) {
    return !me || is_mine(event.one, *me) || (event.had_by != 0 && event.had_by == me->zendesk.id);
}

Result<Look> look(Progress& progress, Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    progress.requests = list_requests;
    auto cases = emergency::cases::open_cases(**sources);
    if (!cases) {
        return cases.error();
    }
    session.remember_all(*cases);
    Look now{.at = (*sources)->clock.now(), .cases = *std::move(cases)};
    for (const auto id : to_read(progress.known, now.cases)) {
        ++progress.requests;
        auto conversation = (*sources)->zendesk.conversation(id);
        if (!conversation) {
            return conversation.error();
        }
        now.conversations.emplace(id, *std::move(conversation));
    }
    return now;
}

/// Looks, and tells what happened since the last look. A look that failed is as if it had not
/// been: what happened meanwhile is told by the next.
Result<void> look_and_tell(const WatchArguments& options, Progress& progress, Session& session) {
    if (options.mine && !progress.me) {
        const auto actor = session.actor();
        if (!actor) {
            return actor.error();
        }
        progress.me = (*actor)->me;
    }
    auto now = look(progress, session);
    if (!now) {
        return now.error();
    }
    progress.whole_at = now->at;
    const auto events = changes(progress.known, *now, session.config());
    progress.known = seen(std::move(progress.known), *std::move(now));
    for (const auto& event : events) {
        if (!concerns(event, progress.me)) {
            continue;
        }
        if (auto shown = show(event, session); !shown) {
            return shown;
        }
        pass_on(event, options, session);
    }
    return {};
}

/// Says when the picture becomes stale, and when it is whole again; each once.
void say_how_it_went(const Result<void>& looked, Progress& progress, Session& session) {
    const bool stale = !looked;
    progress.declined = stale && looked.error().kind == ErrorKind::busy ? progress.declined + 1 : 0;
    if (stale) {
        session.reconnect();
    }
    if (stale == progress.stale) {
        return;
    }
    progress.stale = stale;
    if (!stale) {
        session.say("the picture is whole again");
        return;
    }
    const auto since = progress.whole_at
                           ? "is stale since " + emergency::utc_text(*progress.whole_at)
                           : std::string("is not there yet");
    session.say(fmt::format("the picture {}: {}; watching on", since, looked.error().message));
}

Result<ExitCode> run(const WatchArguments& options, Session& session) {
    const auto pace = pace_of(options);
    if (!pace) {
        return pace.error();
    }
    if (const auto fit = fits(session.options().format); !fit) {
        return fit.error();
    }
    const int looks = options.once ? 1 : options.count;
    Progress progress;
    for (int done = 1;; ++done) {
        const auto looked = look_and_tell(options, progress, session);
        const bool is_last = done == looks;
        if (!looked && (is_last || !emergency::is_outage(looked.error()))) {
            return looked.error();
        }
        if (is_last) {
            return ExitCode::done;
        }
        say_how_it_went(looked, progress, session);
        session.clock().sleep(pause_after(progress.requests, progress.declined, *pace));
    }
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
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
