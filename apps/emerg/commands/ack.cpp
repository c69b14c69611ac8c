#include "apps/emerg/commands/asking.h"
#include "apps/emerg/commands/issue_template.h"
#include "apps/emerg/commands/thread_place.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/procedure/verbs.h"

#include <CLI/App.hpp>

#include <memory>

namespace emerg {
namespace {

using emergency::procedure::Plan;
using emergency::procedure::Runbook;
using emergency::procedure::Situation;
using emergency::procedure::Take;

struct AckArguments {
    std::vector<std::string> words;
    bool take = false;
    bool runbook = false;
    std::vector<std::string> takeovers;
};

/// The page is acknowledged whatever GitLab says.
Result<std::optional<Runbook>> runbook_of(const AckArguments& options, Session& session) {
    if (!options.runbook) {
        return std::optional<Runbook>();
    }
    auto runbook = issue_template(session.config().gitlab.issue_template, session);
    return runbook ? Result<std::optional<Runbook>>(*std::move(runbook)) : runbook.error();
}

Result<ExitCode> run(const AckArguments& options, Session& session) {
    const auto sources = session.hurried_sources();
    if (!sources) {
        return sources.error();
    }
    const auto runbook = runbook_of(options, session);
    if (!runbook) {
        return runbook.error();
    }
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        const auto duties = takeovers(options.takeovers, session);
        if (!duties) {
            return duties.error();
        }
        return plan_ack(situation, {.take = options.take ? Take::yes : Take::no,
                                    .thread = thread_place(situation.one, **sources),
                                    .runbook = *runbook,
                                    .takeovers = *duties});
    };
    std::vector<std::string> again{"ack"};
    if (options.take) {
        again.emplace_back("--take");
    }
    if (options.runbook) {
        again.emplace_back("--runbook");
    }
    for (const auto& duty : options.takeovers) {
        again.push_back("--takeover=" + duty);
    }
    return session.carry_out_each(options.words,
                                  {plan, again, emergency::cases::Reading::what_answers});
}

}  // namespace

void add_ack(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<AckArguments>();
    command.add_option("CASE", options->words,
                       "The case, or several; - reads them from standard input");
    command.add_flag("--take", options->take, "Take it over from whoever has it");
    command.add_flag("--runbook", options->runbook,
                     "Open a runbook issue in GitLab and note its link in the ticket");
    command
        .add_option("--takeover", options->takeovers,
                    "Ask the channel to take this duty from me, like frt or sla")
        ->delimiter(',')
        ->allow_extra_args(false);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
