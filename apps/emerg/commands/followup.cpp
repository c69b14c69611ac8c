#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/procedure/verbs.h"

#include <CLI/App.hpp>

#include <algorithm>
#include <memory>

namespace emerg {
namespace {

using emergency::procedure::Situation;
using std::chrono::milliseconds;

constexpr milliseconds shortest_glance{1'000};
constexpr milliseconds longest_glance{5'000};  ///< How long an answer may stay unseen.

struct FollowupArguments {
    std::vector<std::string> words;
    bool due = false;
    bool joined = false;
    bool wait = false;
    bool exit_code = false;
    TextSource source;
};

/// The cases to look at, and whether finding them went well.
struct CasesToDo {
    std::vector<emergency::cases::Reference> references = {};
    ExitCode worst = ExitCode::done;
};

/// Of all my cases, those that have been contacted and wait for an answer. One that cannot be
/// read is told and does not keep the others from their turn.
Result<CasesToDo> waiting_cases(Session& session) {
    const auto sources = session.sources();
    const auto actor = session.actor();
    if (!sources || !actor) {
        return sources ? actor.error() : sources.error();
    }
    const auto mine = emergency::cases::my_cases(**sources, (*actor)->me);
    if (!mine) {
        return mine.error();
    }
    CasesToDo waiting;
    for (const auto& reference : *mine) {
        const auto one = session.find_case(reference);
        if (!one) {
            const auto code = session.complain(one.error());
            waiting.worst = waiting.worst == ExitCode::done ? code : waiting.worst;
            continue;
        }
        const auto due = emergency::procedure::followup_due(*one, session.config());
        if (due && *due <= one->as_of) {
            waiting.references.push_back(reference);
        }
    }
    return waiting;
}

Result<CasesToDo> named_cases(const std::vector<std::string>& words, Session& session) {
    auto references = session.references(words);
    if (!references) {
        return references.error();
    }
    return CasesToDo{.references = *std::move(references)};
}

Result<Carried> follow_up(const emergency::cases::Reference& reference, const std::string& text,
                          Session& session) {
    const auto plan = [&](const Situation& situation) {
        return plan_followup(situation, {.text = text});
    };
    return session.carry_out(reference, {plan, with_text({"followup"}, text)});
}

/// Sends what falls due, until the customer answers or joins, or all is said.
Result<Carried> follow_through(const emergency::cases::Reference& reference,
                               const std::string& text, Session& session) {
    bool acted = false;
    for (bool first = true;; first = false) {
        const auto one = session.find_case(reference);
        if (!one) {
            return one.error();
        }
        const auto due = emergency::procedure::followup_due(*one, session.config());
        if (first || !due || *due <= one->as_of) {
            auto carried = follow_up(reference, text, session);
            if (carried) {
                acted = carried->acted = carried->acted || acted;
            }
            if (!carried || carried->code != ExitCode::done || !due || session.options().dry_run) {
                return carried;
            }
        }
        const auto left = std::chrono::duration_cast<milliseconds>(*due - one->as_of);
        session.clock().sleep(std::clamp(left, shortest_glance, longest_glance));
    }
}

Result<ExitCode> run_joined(const FollowupArguments& options, Session& session) {
    const auto plan = [](const Situation& situation) {
        return emergency::procedure::plan_joined(situation);
    };
    return session.carry_out_each(options.words, {plan, {"followup", "--joined"}});
}

Result<ExitCode> run(const FollowupArguments& options, Session& session) {
    if (options.joined) {
        return run_joined(options, session);
    }
    const auto text = read_text(options.source, {}, session.environment(), session.terminal());
    if (!text) {
        return text.error();
    }
    const auto chosen = options.due ? waiting_cases(session) : named_cases(options.words, session);
    if (!chosen) {
        return chosen.error();
    }
    auto worst = chosen->worst;
    bool acted = false;
    for (const auto& reference : chosen->references) {
        const auto carried = options.wait ? follow_through(reference, *text, session)
                                          : follow_up(reference, *text, session);
        const auto code = carried ? carried->code : session.complain(carried.error());
        worst = worst == ExitCode::done ? code : worst;
        acted = acted || (carried && carried->acted);
    }
    const bool nothing = worst == ExitCode::done && !acted && options.exit_code;
    return nothing ? ExitCode::nothing : worst;
}

}  // namespace

void add_followup(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<FollowupArguments>();
    auto* words = command.add_option("CASE", options->words,
                                     "The case, or several; - reads them from standard input");
    auto* due = command.add_flag("--due", options->due, "All of mine that are due: for cron")
                    ->excludes(words);
    auto* wait = command.add_flag("--wait", options->wait,
                                  "Stay until the customer answers or joins, and send each message "
                                  "when it is due");
    wait->excludes(due);
    command
        .add_flag("--joined", options->joined,
                  "The customer came into the call: record it, so that no follow-up is due")
        ->excludes(due)
        ->excludes(wait);
    command.add_flag("--exit-code", options->exit_code, "Exit with 10 if nothing was due");
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
