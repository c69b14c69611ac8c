#include "libemergency/procedure/close.h"

#include "apps/emerg/commands/issue_template.h"
#include "apps/emerg/commands/other_ticket.h"
#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <tuple>
#include <utility>

namespace emerg {
namespace {

using emergency::procedure::CloseOptions;
using emergency::procedure::FollowupTicket;
using emergency::procedure::Plan;
using emergency::procedure::Situation;
using emergency::procedure::WantedIssue;

struct CloseArguments {
    std::vector<std::string> words;
    TextSource source;
    std::string because;
    std::string followup;
    bool new_followup = false;
    bool no_followup = false;
    bool not_resolved = false;
    std::string merge_into;
    bool other_requester = false;
    std::vector<std::string> issues;
};

std::string draft(const Session& session, const CloseArguments& options) {
    const auto& messages = session.config().messages;
    const auto found = messages.find(options.not_resolved ? "unresolved" : "close");
    return found == messages.end() ? std::string() : found->second.text;
}

/// The words that ask for the same.
std::vector<std::string> again(const CloseArguments& options, const std::string& text) {
    std::vector<std::string> words{"close"};
    if (options.not_resolved) {
        words.emplace_back("--not-resolved");
    }
    if (!options.because.empty()) {
        words.push_back("--because=" + options.because);
    }
    if (!options.followup.empty()) {
        words.push_back("--follow-up=" + options.followup);
    }
    if (options.new_followup) {
        words.emplace_back("--new-follow-up");
    }
    if (options.no_followup) {
        words.emplace_back("--no-follow-up");
    }
    if (!options.merge_into.empty()) {
        words.push_back("--merge-into=" + options.merge_into);
    }
    if (options.other_requester) {
        words.emplace_back("--other-requester");
    }
    for (const auto& kind : options.issues) {
        words.push_back("--issue=" + kind);
    }
    return with_text(std::move(words), text);
}

/// The ticket that a word names, with its address.
Result<std::pair<emergency::zendesk::Ticket, std::string>> named(const std::string& word,
                                                                 Session& session) {
    auto ticket = other_ticket(word, session);
    const auto sources = session.sources();
    if (!ticket || !sources) {
        return ticket ? sources.error() : ticket.error();
    }
    auto url = (*sources)->zendesk.agent_url(ticket->id);
    return std::pair(*std::move(ticket), std::move(url));
}

Error unknown_kind(const std::string& kind,
                   const std::map<std::string, emergency::IssueKind>& kinds) {
    std::vector<std::string> names;
    names.reserve(kinds.size());
    for (const auto& [name, each] : kinds) {
        names.push_back(name);
    }
    return {.kind = ErrorKind::usage,
            .message = fmt::format("there is no kind of issue '{}'", emergency::one_line(kind)),
            .hint = fmt::format("the kinds are (`issues` in the configuration): {}",
                                fmt::join(names, ", "))};
}

Result<std::vector<WantedIssue>> wanted_issues(const CloseArguments& options, Session& session) {
    const auto& kinds = session.config().issues;
    std::vector<WantedIssue> all;
    for (const auto& kind : options.issues) {
        const auto known = kinds.find(kind);
        if (known == kinds.end()) {
            return unknown_kind(kind, kinds);
        }
        auto from = issue_template(known->second.issue_template, session);
        if (!from) {
            return from.error();
        }
        all.push_back({kind, *std::move(from)});
    }
    return all;
}

Result<CloseOptions> wanted(const CloseArguments& options, const std::string& text,
                            Session& session) {
    CloseOptions all{.text = text,
                     .because = emergency::trimmed(emergency::printable(options.because))};
    if (options.new_followup) {
        all.followup = FollowupTicket::made;
    }
    if (!options.followup.empty()) {
        auto other = named(options.followup, session);
        if (!other) {
            return other.error();
        }
        all.followup = FollowupTicket::existing;
        all.other_requester = options.other_requester;
        std::tie(all.existing, all.existing_url) = *std::move(other);
    }
    if (!options.merge_into.empty()) {
        auto other = named(options.merge_into, session);
        if (!other) {
            return other.error();
        }
        all.merge = emergency::procedure::MergeInto{.ticket = std::move(other->first),
                                                    .url = std::move(other->second),
                                                    .other_requester = options.other_requester};
    }
    auto issues = wanted_issues(options, session);
    if (!issues) {
        return issues.error();
    }
    all.issues = *std::move(issues);
    return all;
}

Result<ExitCode> run(const CloseArguments& options, Session& session) {
    const auto text = read_text(options.source, draft(session, options), session.environment(),
                                session.terminal());
    if (!text) {
        return text.error();
    }
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        const auto all = wanted(options, *text, session);
        if (!all) {
            return all.error();
        }
        return options.not_resolved ? plan_unresolved(situation, *all)
                                    : plan_close(situation, *all);
    };
    return session.carry_out_each(options.words, {plan, again(options, *text)});
}

}  // namespace

void add_close(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<CloseArguments>();
    command.add_option("CASE", options->words,
                       "The case; left out, the only open one that is mine");
    auto* existing =
        command.add_option("--follow-up", options->followup, "The ticket in which work goes on");
    auto* made = command.add_flag("--new-follow-up", options->new_followup,
                                  "Make that ticket, on behalf of the requester");
    auto* none = command.add_flag("--no-follow-up", options->no_followup,
                                  "Nothing is left to do; the same as saying nothing");
    auto* unresolved = command.add_flag("--not-resolved", options->not_resolved,
                                        "The customer leaves before it is resolved");
    command
        .add_option("--because", options->because,
                    "What colleagues should know (with --not-resolved)")
        ->needs(unresolved);
    command
        .add_option("--merge-into", options->merge_into,
                    "The ticket that it is merged into, for good")
        ->needs(unresolved);
    command
        .add_flag("--other-requester", options->other_requester,
                  "The follow-up, or the ticket to merge into, may be another customer's")
        ->excludes(made)
        ->excludes(none);
    auto* issue = command
                      .add_option("--issue", options->issues,
                                  "Open an issue of this kind in GitLab: retro, pairing")
                      ->delimiter(',')
                      ->allow_extra_args(false);
    unresolved->excludes(issue);
    made->excludes(existing);
    none->excludes(existing)->excludes(made);
    unresolved->excludes(existing)->excludes(made);
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
