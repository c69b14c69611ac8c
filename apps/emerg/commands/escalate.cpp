#include "apps/emerg/commands/declare.h"
#include "apps/emerg/commands/reaching.h"
#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/procedure/overload.h"

#include <CLI/App.hpp>

#include <algorithm>
#include <array>
#include <memory>

namespace emerg {
namespace {

using emergency::cases::Reference;
using emergency::procedure::Agreement;
using emergency::procedure::Haste;
using emergency::procedure::Plan;
using emergency::procedure::Situation;

struct EscalateArguments {
    std::vector<std::string> words;
    TextSource source;
    bool now = false;
    bool watch = false;
    bool due = false;
    bool exit_code = false;
    bool manager_agreed = false;
    std::string region;
    DeclarationOptions declaration;
};

std::vector<std::string> again(const std::string& whom, const EscalateArguments& options,
                               const std::string& text) {
    std::vector<std::string> words{"escalate", whom};
    if (options.now) {
        words.emplace_back("--now");
    }
    if (options.manager_agreed) {
        words.emplace_back("--manager-agreed");
    }
    return with_text(std::move(words), text);
}

ReachRequest asking(const std::string& whom, const EscalateArguments& options,
                    const std::string& text, const emergency::Config& config) {
    const bool is_manager = whom == "manager";
    ReachRequest request{
        .step = whom,
        .message = "ask_" + whom,
        .role = is_manager ? config.escalation.manager : config.escalation.developers,
        .haste = options.now ? Haste::at_once : Haste::by_the_rule,
        .waiting = options.watch ? Waiting::until_settled : Waiting::no,
        .words = again(whom, options, text)};
    const auto agreement = options.manager_agreed ? Agreement::given : Agreement::none;
    request.text = [text, agreement,
                    is_manager](const Situation& situation) -> Result<std::string> {
        const auto fine = is_manager
                              ? Result<void>()
                              : emergency::procedure::developers_may_be_asked(situation, agreement);
        return fine ? Result<std::string>(text) : fine.error();
    };
    return request;
}

Result<ExitCode> ask_role(const SortedWords& words, const EscalateArguments& options,
                          const std::string& text, Session& session) {
    const auto request = asking(words.what, options, text, session.config());
    const auto references = session.references(words.cases);
    if (!references) {
        return references.error();
    }
    auto worst = ExitCode::done;
    for (const auto& reference : *references) {
        const auto carried = reach(reference, request, session);
        if (!carried && references->size() == 1) {
            return carried.error();
        }
        const auto code = carried ? carried->code : session.complain(carried.error());
        worst = worst == ExitCode::done ? code : worst;
    }
    return worst;
}

Result<ExitCode> ask_region(const SortedWords& words, const EscalateArguments& options,
                            const std::string& text, Session& session) {
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        const auto region = region_options(options.region, text, situation.one, session);
        return region ? plan_region(situation, *region) : Result<Plan>(region.error());
    };
    std::vector<std::string> said{"escalate", "region"};
    if (!options.region.empty()) {
        said.push_back("--region=" + options.region);
    }
    return session.carry_out_each(words.cases, {plan, with_text(std::move(said), text)});
}

/// The steps that somebody was asked in and is paged for.
constexpr auto paging_steps = std::to_array<const char*>({"manager", "overload"});

ReachRequest resumption(const std::string& step, const emergency::Config& config) {
    return {.step = step,
            .message = "ask_" + step,
            .role = config.escalation.manager,
            .text = [](const Situation& /*unused*/) { return Result<std::string>(std::string()); },
            .words = {"escalate", "manager"}};
}

/// Finishes what was asked for one case; true if anything happened.
Result<Carried> finish_asked(const Reference& reference, Session& session) {
    const auto one = session.find_case(reference);
    if (!one) {
        return one.error();
    }
    Carried all;
    for (const auto* step : paging_steps) {
        if (!emergency::procedure::is_asked(*one, step)) {
            continue;
        }
        const auto carried = reach(reference, resumption(step, session.config()), session);
        if (!carried) {
            return carried.error();
        }
        all.code = all.code == ExitCode::done ? carried->code : all.code;
        all.acted = all.acted || carried->acted;
    }
    return all;
}

Result<ExitCode> finish_due(const EscalateArguments& options, Session& session) {
    const auto sources = session.sources();
    const auto actor = session.actor();
    if (!sources || !actor) {
        return sources ? actor.error() : sources.error();
    }
    const auto mine = emergency::cases::my_cases(**sources, (*actor)->me);
    if (!mine) {
        return mine.error();
    }
    auto worst = ExitCode::done;
    bool acted = false;
    for (const auto& reference : *mine) {
        const auto carried = finish_asked(reference, session);
        const auto code = carried ? carried->code : session.complain(carried.error());
        worst = worst == ExitCode::done ? code : worst;
        acted = acted || (carried && carried->acted);
    }
    const bool nothing = worst == ExitCode::done && !acted && options.exit_code;
    return nothing ? ExitCode::nothing : worst;
}

Result<ExitCode> run(const EscalateArguments& options, Session& session) {
    const auto words = sorted("escalate", options.words);
    if (options.due) {
        return finish_due(options, session);
    }
    if (words.what.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "it must be said to whom: manager, dev, incident or region",
                     .hint = "emerg escalate manager CASE -m TEXT"};
    }
    const auto text = read_text(options.source, {}, session.environment(), session.terminal());
    if (!text) {
        return text.error();
    }
    if (words.what == "incident") {
        return declare(words.cases, options.declaration, *text, session);
    }
    return words.what == "region" ? ask_region(words, options, *text, session)
                                  : ask_role(words, options, *text, session);
}

}  // namespace

void add_escalate(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<EscalateArguments>();
    auto* words = command.add_option("WHOM CASE", options->words,
                                     "manager, dev, incident or region; then the case");
    command.add_flag("--now", options->now, "Page at once, whatever Slack says");
    command.add_flag("--watch", options->watch, "Wait for an answer, and page when it is time");
    command.add_flag("--due", options->due, "Page for all of mine that are due: for cron")
        ->excludes(words);
    command.add_flag("--exit-code", options->exit_code, "Exit with 10 if nothing was due");
    command.add_flag("--manager-agreed", options->manager_agreed,
                     "The manager on call agreed that developers are asked");
    command.add_option("--region", options->region,
                       "Which region is asked, instead of the customer's");
    add_declaration_options(command, options->declaration);
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
