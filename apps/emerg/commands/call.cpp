#include "libemergency/procedure/call.h"

#include "apps/emerg/commands/call_role.h"
#include "apps/emerg/commands/successor.h"
#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <CLI/App.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace emerg {
namespace {

using emergency::TimePoint;
using emergency::cases::Reference;
using emergency::procedure::CallEndOptions;
using emergency::procedure::Plan;
using emergency::procedure::SecondPerson;
using emergency::procedure::Situation;
using emergency::procedure::TellCustomer;

struct CallArguments {
    std::vector<std::string> words;
    TextSource source;
    bool alone = false;
    std::string rejoin;
    bool tell_customer = false;
    std::string macro;
    std::string done;
    std::string next;
    std::string internal;
    RoleWords role;
};

Result<ExitCode> start(const SortedWords& words, const CallArguments& options, Session& session) {
    const auto second = options.alone ? SecondPerson::not_needed : SecondPerson::asked_for;
    const auto plan = [&](const Situation& situation) {
        return plan_call_start(situation, {.second = second});
    };
    std::vector<std::string> again{"call", "start"};
    if (options.alone) {
        again.emplace_back("--alone");
    }
    return session.carry_out_each(words.cases, {plan, std::move(again)});
}

/// "16:30" on the clocks of `zone`, the next time that they show it; nothing if it is none.
std::optional<TimePoint> time_of_day(const std::string& text, TimePoint now,
                                     const std::string& zone) {
    const auto today = std::chrono::floor<std::chrono::minutes>(now);
    for (auto ahead = std::chrono::minutes(1); ahead <= std::chrono::hours(25); ++ahead) {
        if (emergency::local_text(today + ahead, zone, "%H:%M") == text) {
            return today + ahead;
        }
    }
    return std::nullopt;
}

Result<TimePoint> rejoin_time(const std::string& text, TimePoint now,
                              const emergency::Config& config) {
    const auto full = std::chrono::floor<std::chrono::minutes>(now);
    if (text.empty()) {
        return full + config.policy.call_break_length;
    }
    if (const auto span = emergency::parse_duration(text)) {
        return full + *span;
    }
    if (const auto moment = emergency::parse_rfc3339(text)) {
        return *moment;
    }
    if (const auto moment = time_of_day(text, now, config.user.time_zone)) {
        return *moment;
    }
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("'{}' is no time to rejoin", emergency::one_line(text)),
                 .hint = "a span like 15m, or a time of day in your zone like 16:30"};
}

Result<ExitCode> pause(const SortedWords& words, const CallArguments& options, Session& session) {
    const auto text = read_text(options.source, {}, session.environment(), session.terminal());
    if (!text) {
        return text.error();
    }
    const auto customer = options.tell_customer ? TellCustomer::yes : TellCustomer::no;
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        const auto rejoin = rejoin_time(options.rejoin, situation.one.as_of, session.config());
        if (!rejoin) {
            return rejoin.error();
        }
        return plan_call_break(situation, {.rejoin = *rejoin, .customer = customer, .text = *text});
    };
    auto again = with_text({"call", "break"}, *text);
    if (!options.rejoin.empty()) {
        again.push_back("--rejoin=" + options.rejoin);
    }
    if (options.tell_customer) {
        again.emplace_back("--tell-customer");
    }
    return session.carry_out_each(words.cases, {plan, std::move(again)});
}

/// A macro's text is filled in already: nothing in it is a variable of ours.
std::string inert(const std::string& text) {
    std::string safe;
    for (const char byte : text) {
        if (!safe.empty() && safe.back() == byte && (byte == '{' || byte == '}')) {
            safe += ' ';
        }
        safe += byte;
    }
    return safe;
}

Result<std::string> text_of_macro(const std::string& title, const Reference& reference,
                                  Session& session) {
    const auto sources = session.sources();
    const auto one =
        sources ? session.find_case(reference) : Result<emergency::cases::Case>(sources.error());
    if (!one) {
        return one.error();
    }
    if (!one->ticket) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} has no ticket to fill a macro in for",
                                            emergency::cases::id_of(*one))};
    }
    const auto macro = (*sources)->zendesk.macro_on(one->ticket->id, title);
    return macro ? Result<std::string>(inert(emergency::printable(macro->comment))) : macro.error();
}

/// The message for the customer; empty: the configured one, with --done and --next.
Result<std::string> notes(const CallArguments& options, const Reference& reference,
                          Session& session) {
    auto source = options.source;
    const bool has_text = !source.message.empty() || !source.file.empty();
    const bool has_parts = !options.done.empty() || !options.next.empty();
    auto macro = options.macro;
    if (macro.empty() && !has_text && !has_parts) {
        macro = session.config().call.macro;
    }
    const auto found = session.config().messages.find("call_summary");
    auto draft = found == session.config().messages.end() ? std::string() : found->second.text;
    if (!macro.empty()) {
        auto text = text_of_macro(macro, reference, session);
        if (!text) {
            return text.error();
        }
        draft = source.message = *std::move(text);
    }
    source.edit = source.edit || (macro.empty() && !has_text && !has_parts &&
                                  session.terminal().can_ask() && !session.options().no_input);
    return read_text(source, draft, session.environment(), session.terminal());
}

std::vector<std::string> again(const CallArguments& options, const std::string& text) {
    std::vector<std::string> words{"call", "end"};
    for (const auto& [flag, value] : {std::pair{"--done=", options.done},
                                      {"--next=", options.next},
                                      {"--internal=", options.internal}}) {
        if (!value.empty()) {
            words.push_back(flag + value);
        }
    }
    return with_text(std::move(words), text);
}

Result<ExitCode> end(const SortedWords& words, const CallArguments& options, Session& session) {
    const auto references = session.references(words.cases);
    if (!references) {
        return references.error();
    }
    if (references->size() != 1) {
        return Error{.kind = ErrorKind::usage, .message = "a call belongs to one case"};
    }
    const auto text = notes(options, references->front(), session);
    if (!text) {
        return text.error();
    }
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        const auto next = find_successor({}, session);
        CallEndOptions wanted{.done = options.done,
                              .next = options.next,
                              .text = *text,
                              .internal = emergency::trimmed(options.internal)};
        if (next) {
            wanted.successor = *next;
        }
        auto made = plan_call_end(situation, wanted);
        if (made && !next) {
            made->remarks.push_back(
                fmt::format("nobody is tagged as next on call: {}", next.error().message));
        }
        return made;
    };
    const auto carried = session.carry_out(references->front(), {plan, again(options, *text)});
    return carried ? Result<ExitCode>(carried->code) : carried.error();
}

Result<ExitCode> run(const CallArguments& options, Session& session) {
    const auto words = sorted("call", options.words);
    if (words.what == "start") {
        return start(words, options, session);
    }
    if (words.what == "break") {
        return pause(words, options, session);
    }
    if (words.what == "end") {
        return end(words, options, session);
    }
    if (words.what == "role") {
        return call_role(words.cases, options.role, session);
    }
    return Error{.kind = ErrorKind::usage,
                 .message = "it must be said what becomes of the call: start, role, break or end",
                 .hint = "emerg call start CASE"};
}

}  // namespace

void add_call(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<CallArguments>();
    command.add_option("WHAT CASE", options->words, "start, role, break or end; then the case");
    command.add_flag("--alone", options->alone, "start: ask nobody for help");
    auto* assign = command.add_option("--assign", options->role.assign,
                                      "role: the name of a role that somebody gets");
    command.add_option("--to", options->role.to,
                       "role: who gets it: an address, a name, or me, which is meant if it is left "
                       "out");
    command
        .add_option("--release", options->role.release,
                    "role: who is thanked, and may step back: an address, a name or me")
        ->excludes(assign);
    command.add_option("--rejoin", options->rejoin,
                       "break: when it ends: a span (15m) or a time of day in your zone (16:30)");
    command.add_flag("--tell-customer", options->tell_customer,
                     "break: write it to the customer, too");
    command.add_option("--done", options->done, "end: what was done, for the customer");
    command.add_option("--next", options->next, "end: the agreed next steps, for the customer");
    auto* macro = command.add_option("--macro", options->macro,
                                     "end: the title of a Zendesk macro that is the message");
    command.add_option("--internal", options->internal, "end: what only colleagues may read");
    add_text_options(command, options->source);
    for (const auto* given : {"--message", "--file"}) {
        macro->excludes(command.get_option(given));
    }
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
