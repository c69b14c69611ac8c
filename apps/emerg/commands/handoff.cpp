#include "apps/emerg/commands/accept.h"
#include "apps/emerg/commands/incoming.h"
#include "apps/emerg/commands/successor.h"
#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

namespace emerg {
namespace {

using emergency::procedure::Plan;
using emergency::procedure::Situation;
using emergency::procedure::Take;

struct Question {
    const char* name;  ///< In templates.
    const char* flag;
    const char* text;
};

/// The eight questions of a handover (procedure.md A6.3).
constexpr auto questions = std::to_array<Question>({
    {"problem", "--problem", "What is the customer's problem?"},
    {"done", "--done", "What has been done?"},
    {"ruled_out", "--ruled-out", "Which theories are ruled out?"},
    {"theory", "--theory", "What is the current theory?"},
    {"not_tried", "--not-tried", "What has not been considered yet?"},
    {"escalation", "--escalation", "Is an escalation needed?"},
    {"next", "--next", "What comes next?"},
    {"assumptions", "--assumptions", "What was assumed, what may be overlooked?"},
});

struct HandoffArguments {
    std::vector<std::string> words;
    std::string to;
    std::map<std::string, std::string> answers;
    TextSource source;
    std::string customer_message;
    std::string customer_file;
    std::string wait;
    bool take = false;
};

/// What the editor starts with.
std::string draft() {
    std::string text;
    for (const auto& question : questions) {
        text += std::string(question.text) + "\n\n";
    }
    return text;
}

Result<std::map<std::string, std::string>> briefing(const HandoffArguments& options,
                                                    Session& session) {
    std::map<std::string, std::string> given;
    for (const auto& [name, answer] : options.answers) {
        if (!emergency::trimmed(answer).empty()) {
            given[name] = emergency::printable(answer);
        }
    }
    auto source = options.source;
    const bool has_source = !source.message.empty() || !source.file.empty();
    source.edit = source.edit || (given.empty() && !has_source && session.terminal().can_ask());
    if (has_source || source.edit) {
        const auto text = read_text(source, draft(), session.environment(), session.terminal());
        if (!text) {
            return text.error();
        }
        given["text"] = emergency::printable(emergency::trimmed(*text));
    }
    if (given.empty() || (given.contains("text") && given["text"].empty())) {
        return Error{
            .kind = ErrorKind::usage,
            .message = "a handover needs a briefing",
            .hint =
                "answer the questions by flags (--problem, --done, --next, …), or give a text "
                "with -m, --file or on standard input"};
    }
    return given;
}

/// The words that ask for the same handover.
std::vector<std::string> again(const HandoffArguments& options,
                               const std::map<std::string, std::string>& told,
                               const std::string& own) {
    std::vector<std::string> words{"handoff"};
    if (!options.to.empty()) {
        words.push_back("--to=" + options.to);
    }
    for (const auto& question : questions) {
        if (const auto answer = told.find(question.name); answer != told.end()) {
            words.push_back(std::string(question.flag) + '=' + answer->second);
        }
    }
    if (!own.empty()) {
        words.push_back("--customer-message=" + own);
    }
    const auto text = told.find("text");
    return with_text(std::move(words), text == told.end() ? std::string() : text->second);
}

/// Hands one case over, and waits until that is accepted if there is a limit for it.
Result<ExitCode> hand_one_over(const emergency::cases::Reference& reference,
                               const Session::Work& work,
                               const std::optional<std::chrono::milliseconds>& limit,
                               Session& session) {
    const auto carried = session.carry_out(reference, work);
    if (!carried) {
        return carried.error();
    }
    if (!limit || carried->code != ExitCode::done || session.options().dry_run) {
        return carried->code;
    }
    return wait_for_acceptance(reference, *limit, session);
}

Result<ExitCode> hand_over(const std::vector<std::string>& cases, const HandoffArguments& options,
                           Session& session) {
    const auto limit = wait_limit(options.wait, session.config());
    if (!limit) {
        return limit.error();
    }
    const auto told = briefing(options, session);
    if (!told) {
        return told.error();
    }
    const auto own = read_text({.message = options.customer_message, .file = options.customer_file},
                               {}, session.environment(), session.terminal());
    if (!own) {
        return own.error();
    }
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        const auto successor = find_successor(options.to, session);
        if (!successor) {
            return successor.error();
        }
        return plan_handoff(situation, {.successor = *successor, .briefing = *told, .text = *own});
    };
    const auto references = session.references(cases);
    if (!references) {
        return references.error();
    }
    const Session::Work work{plan, again(options, *told, *own)};
    auto worst = ExitCode::done;
    for (const auto& reference : *references) {
        const auto ended = hand_one_over(reference, work, *limit, session);
        if (!ended && references->size() == 1) {
            return ended.error();
        }
        const auto code = ended ? *ended : session.complain(ended.error());
        worst = worst == ExitCode::done ? code : worst;
    }
    return worst;
}

Result<ExitCode> run(const HandoffArguments& options, Session& session) {
    const auto words = sorted("handoff", options.words);
    if (words.what == "incoming") {
        return show_incoming(session);
    }
    return words.what == "accept"
               ? accept(words.cases, options.take ? Take::yes : Take::no, session)
               : hand_over(words.cases, options, session);
}

}  // namespace

void add_handoff(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<HandoffArguments>();
    command.add_option("CASE", options->words,
                       "The case; left out, the only open one that is mine; before it accept, to "
                       "confirm that I have it; or incoming alone, for what I take over");
    command.add_flag(
        "--wait{policy}", options->wait,
        "Wait until it is accepted; --wait=20m: for so long, not policy.slack_silence");
    command.add_flag("--take", options->take, "accept: although it was handed to somebody else");
    command.add_option("--to", options->to,
                       "The address of whoever takes over, instead of the next");
    for (const auto& question : questions) {
        command.add_option(question.flag, options->answers[question.name], question.text);
    }
    command.add_option("--customer-message", options->customer_message,
                       "The text for the customer, instead of the configured one");
    command.add_option("--customer-file", options->customer_file,
                       "The same, from a file; - reads standard input");
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
