#include "apps/emerg/commands/verb.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/core/together.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <memory>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::cases::NextStep;
using emergency::cases::Reference;

constexpr std::size_t at_a_time = 8;

struct NextArguments {
    std::vector<std::string> words;
    bool act = false;
    bool exit_code = false;
};

/// Pages that ring for whoever comes first.
Result<std::vector<Reference>> ringing(Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    const auto open = emergency::cases::open_cases(**sources);
    if (!open) {
        return open.error();
    }
    std::vector<Reference> references;
    for (const auto& one : *open) {
        if (one.incident && one.incident->status == emergency::pagerduty::Status::triggered) {
            references.emplace_back(emergency::cases::IncidentId{one.incident->id});
        }
    }
    return references;
}

/// The named cases; else all that are mine; else all that ring.
Result<std::vector<Reference>> chosen_cases(const NextArguments& options, Session& session) {
    if (!options.words.empty()) {
        return session.references(options.words);
    }
    const auto sources = session.sources();
    const auto actor = session.actor();
    if (!sources || !actor) {
        return sources ? actor.error() : sources.error();
    }
    auto mine = emergency::cases::my_cases(**sources, (*actor)->me);
    return mine && mine->empty() ? ringing(session) : mine;
}

/// Connects first: several reads at once must not each begin with it.
Result<std::vector<Case>> read(const std::vector<Reference>& references, Session& session) {
    if (const auto sources = session.sources(); !sources) {
        return sources.error();
    }
    std::vector<std::function<Result<Case>()>> tasks;
    tasks.reserve(references.size());
    for (const auto& reference : references) {
        tasks.emplace_back([&] { return session.find_case(reference); });
    }
    std::vector<Case> cases;
    for (auto& one : emergency::together(tasks, at_a_time)) {
        if (!one) {
            return one.error();
        }
        cases.push_back(*std::move(one));
    }
    return cases;
}

Json row(const Case& one, const NextStep& next) {
    auto also = Json::array();
    for (const auto& option : next.also) {
        also.push_back({{"title", option.title}, {"command", option.command}});
    }
    return {{"id", id_of(one)},
            {"state", next.state},
            {"means", next.means},
            {"step", next.step},
            {"title", next.title},
            {"due", next.due ? Json(emergency::utc_text(*next.due)) : Json()},
            {"command", next.command},
            {"also", std::move(also)}};
}

Listing listing_of(const std::vector<Case>& cases, const emergency::Config& config) {
    const bool single = cases.size() == 1;
    Listing listing{.shape = single ? Listing::Shape::one : Listing::Shape::many,
                    .fields = {"id", "state", "means", "step", "title", "due", "command", "also"},
                    .columns = single ? std::vector<Column>{{"case", "id"},
                                                            {"stands", "state"},
                                                            {"", "means"},
                                                            {"next", "title"},
                                                            {"due", "due", Cell::deadline},
                                                            {"command", "command"},
                                                            {"or", "also"}}
                                      : std::vector<Column>{{"CASE", "id"},
                                                            {"STANDS", "state"},
                                                            {"NEXT", "step"},
                                                            {"DUE", "due", Cell::deadline},
                                                            {"COMMAND", "command"}},
                    .rows = {}};
    for (const auto& one : cases) {
        listing.rows.push_back(row(one, next_of(one, config)));
    }
    return listing;
}

/// Runs the next step's command as if it had been typed.
Result<ExitCode> follow(const Case& one, Session& session) {
    const auto next = next_of(one, session.config());
    if (next.command.empty()) {
        session.say(fmt::format("{}: nothing is left to do", id_of(one)));
        return ExitCode::done;
    }
    auto words = emergency::split(next.command, ' ');
    std::erase(words, "");
    if (words.size() < 2 || words.front() != "emerg" || verb_of(words[1]) == nullptr) {
        return Error{.kind = ErrorKind::configuration,
                     .message = fmt::format("state {} of the procedure names '{}', which is no "
                                            "command of emerg",
                                            next.state, next.command),
                     .hint = "run it yourself, or mend `procedure:` in the configuration"};
    }
    session.say(next.command);
    words.erase(words.begin());
    return session.follow(words);
}

Result<ExitCode> act(const std::vector<Case>& cases, Session& session) {
    if (cases.size() > 1) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("{} cases wait for their next step", cases.size()),
                     .hint = "emerg next lists them; then: emerg next --do CASE"};
    }
    return follow(cases.front(), session);
}

Result<ExitCode> run(const NextArguments& options, Session& session) {
    const auto references = chosen_cases(options, session);
    if (!references) {
        return references.error();
    }
    const auto found = read(*references, session);
    if (!found) {
        return found.error();
    }
    const auto& cases = *found;
    const bool nothing = std::all_of(cases.begin(), cases.end(), [&](const Case& one) {
        return next_of(one, session.config()).command.empty();
    });
    if (cases.empty()) {
        session.say("nothing is yours, and no page rings");
    }
    auto ended = options.act && !cases.empty()
                     ? act(cases, session)
                     : session.answer(listing_of(cases, session.config()));
    return ended && nothing && options.exit_code ? ExitCode::nothing : ended;
}

}  // namespace

void add_next(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<NextArguments>();
    command.add_option("CASE", options->words,
                       "The case, or several; left out, all that are mine, else all that ring");
    command.add_flag("--do", options->act, "Run the next step's command");
    command.add_flag("--exit-code", options->exit_code, "Exit with 10 if nothing is left to do");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
