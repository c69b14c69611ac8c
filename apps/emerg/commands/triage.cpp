#include "libemergency/procedure/triage.h"

#include "apps/emerg/commands/asking.h"
#include "apps/emerg/commands/other_ticket.h"
#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/thread_place.h"
#include "apps/emerg/commands/triage_questions.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace emerg {
namespace {

using emergency::procedure::ManagerPlace;
using emergency::procedure::Plan;
using emergency::procedure::Situation;
using emergency::procedure::triage_outcomes;
using emergency::procedure::TriageOptions;

struct TriageArguments {
    std::vector<std::string> words;
    TextSource source;
    std::string outcome;
    std::string because;
    std::string criterion;
    std::string existing;
    bool other_requester = false;
};

/// The words that ask for the same.
std::vector<std::string> again(const TriageArguments& options, const std::string& text) {
    std::vector<std::string> words{"triage", "--outcome=" + options.outcome};
    for (const auto& [flag, value] :
         {std::pair{"--because=", &options.because}, std::pair{"--criterion=", &options.criterion},
          std::pair{"--existing=", &options.existing}}) {
        if (!value->empty()) {
            words.push_back(flag + *value);
        }
    }
    if (options.other_requester) {
        words.emplace_back("--other-requester");
    }
    return with_text(std::move(words), text);
}

Result<void> check_words(const TriageArguments& options, const emergency::Config& config) {
    const auto& known = triage_outcomes;
    if (std::find(known.begin(), known.end(), options.outcome) == known.end()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "it must be said what triage came to",
                     .hint = fmt::format("--outcome {}", fmt::join(known, " | "))};
    }
    const auto& criteria = config.triage.criteria;
    const bool is_known = options.criterion.empty() ||
                          std::any_of(criteria.begin(), criteria.end(), [&](const auto& each) {
                              return each.name == options.criterion;
                          });
    if (is_known) {
        return {};
    }
    std::vector<std::string> questions;
    questions.reserve(criteria.size());
    for (const auto& each : criteria) {
        questions.push_back(fmt::format("{}: {}", each.name, each.question));
    }
    return Error{
        .kind = ErrorKind::usage,
        .message = fmt::format("there is no criterion {}", emergency::one_line(options.criterion)),
        .hint = fmt::format("{}", fmt::join(questions, " "))};
}

/// Where the manager on call hears of it; what cannot be found out is no failure.
ManagerPlace manager_place(Session& session) {
    const auto& name = session.config().escalation.manager;
    const auto who = called(name, session.config());
    if (!who || who->role == nullptr) {
        return {.remark = fmt::format("nobody is told: there is no role {}", name)};
    }
    const auto holder = holder_of(*who, session);
    if (!holder && is_passing(holder.error())) {
        return {.postponed = holder.error().message};  // It is not urgent, and is said once.
    }
    const auto place =
        slack_place(who->role->channel, who->role->handle,
                    holder ? holder->addresses : std::vector<std::string>(), session);
    if (place.trouble.empty()) {
        return {.channel_id = place.channel_id,
                .channel_name = place.channel_name,
                .mention = place.mention};
    }
    return place.is_passing
               ? ManagerPlace{.postponed = place.trouble}
               : ManagerPlace{.remark = fmt::format("nobody is told: {}", place.trouble)};
}

/// What the outcome's macro makes of this ticket; nothing if the outcome has none.
Result<emergency::zendesk::Macro> macro_of(const Situation& situation,
                                           const TriageArguments& options, Session& session) {
    const auto& outcomes = situation.config.triage.outcomes;
    const auto outcome = outcomes.find(options.outcome);
    if (outcome == outcomes.end() || outcome->second.macro.empty() || !situation.one.ticket) {
        return emergency::zendesk::Macro();
    }
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    return (*sources)->zendesk.macro_on(situation.one.ticket->id, outcome->second.macro);
}

Result<TriageOptions> wanted(const Situation& situation, const TriageArguments& options,
                             const std::string& text, Session& session) {
    TriageOptions all{.outcome = options.outcome,
                      .because = emergency::trimmed(emergency::printable(options.because)),
                      .criterion = options.criterion,
                      .text = text};
    const bool is_full = situation.config.policy.triage == "full";
    if (is_full && text.empty()) {
        auto macro = macro_of(situation, options, session);
        if (!macro) {
            return macro.error();
        }
        all.macro = *std::move(macro);
    }
    if (!is_full && (options.outcome == "exception" || options.outcome == "not")) {
        all.manager = manager_place(session);
    }
    if (!options.existing.empty()) {
        auto ticket = other_ticket(options.existing, session);
        const auto sources = session.sources();
        if (!ticket || !sources) {
            return ticket ? sources.error() : ticket.error();
        }
        all.existing_url = (*sources)->zendesk.agent_url(ticket->id);
        all.existing = *std::move(ticket);
        all.other_requester = options.other_requester;
    }
    return all;
}

/// The words of the command, completed by what the engineer answers where the outcome is left out.
Result<TriageArguments> completed(TriageArguments options, Session& session) {
    const bool asks = options.outcome.empty() && options.because.empty() &&
                      options.criterion.empty() && session.terminal().can_ask() &&
                      !session.options().no_input;
    if (!asks) {
        return options;
    }
    auto answers = ask_triage(session.config().triage, session.terminal());
    if (!answers) {
        return answers.error();
    }
    options.outcome = answers->outcome;
    options.criterion = answers->criterion;
    options.because = answers->because;
    return options;
}

Result<ExitCode> run(const TriageArguments& words, Session& session) {
    const auto complete = completed(words, session);
    if (!complete) {
        return complete.error();
    }
    const auto& options = *complete;
    if (const auto fine = check_words(options, session.config()); !fine) {
        return fine.error();
    }
    const auto text = read_text(options.source, {}, session.environment(), session.terminal());
    if (!text) {
        return text.error();
    }
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        const auto all = wanted(situation, options, *text, session);
        return all ? plan_triage(situation, *all) : Result<Plan>(all.error());
    };
    return session.carry_out_each(options.words, {plan, again(options, *text)});
}

}  // namespace

void add_triage(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<TriageArguments>();
    command.add_option("CASE", options->words,
                       "The case; left out, the only open one that is mine");
    command.add_option("--outcome", options->outcome, "emergency, exception, needs-info or not");
    command.add_option("--because", options->because, "Why, or what has to be known");
    command.add_option("--criterion", options->criterion,
                       "Which criterion of the configuration makes it an exception");
    auto* existing = command.add_option("--existing", options->existing,
                                        "The ticket that the request was about; it goes on there");
    command
        .add_flag("--other-requester", options->other_requester, "That may be another customer's")
        ->needs(existing);
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
