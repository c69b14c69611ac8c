#include "libemergency/procedure/status.h"

#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/thread_place.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/local_time.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>

#include <memory>
#include <utility>

namespace emerg {
namespace {

using emergency::procedure::Plan;
using emergency::procedure::Situation;
using emergency::procedure::StatusOptions;
using emergency::procedure::StatusTo;

/// What the editor starts with.
constexpr const char* draft = "What is the impact?\n\nWhat has been done?\n\nWhat comes next?\n";

struct StatusArguments {
    std::vector<std::string> words;
    std::string impact;
    std::string done;
    std::string next;
    TextSource source;
    std::string by;
    bool internal = false;
    bool executives = false;
};

bool has_answers(const StatusArguments& options) {
    return !options.impact.empty() || !options.done.empty() || !options.next.empty();
}

Result<std::string> own_text(const StatusArguments& options, Session& session) {
    auto source = options.source;
    const bool has_text = !source.message.empty() || !source.file.empty();
    source.edit = source.edit || (!has_text && !has_answers(options) &&
                                  session.terminal().can_ask() && !session.options().no_input);
    return read_text(source, draft, session.environment(), session.terminal());
}

Result<void> find_executives(StatusOptions& wanted, Session& session) {
    const auto& channel = session.config().escalation.executives;
    if (channel.empty()) {
        return Error{.kind = ErrorKind::configuration,
                     .message = "no channel of executives is configured",
                     .hint = "set escalation.executives to its name"};
    }
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    if ((*sources)->slack == nullptr) {
        return Error{.kind = ErrorKind::configuration,
                     .message = "there is no Slack token",
                     .hint = "set slack.token"};
    }
    const auto id = channel_id_of(channel, **sources);
    if (!id) {
        return id.error();
    }
    wanted.channel_id = *id;
    wanted.channel_name = channel;
    return {};
}

Result<StatusOptions> wanted_of(const StatusArguments& options, Session& session) {
    const auto text = own_text(options, session);
    if (!text) {
        return text.error();
    }
    StatusOptions wanted{.to = options.internal     ? StatusTo::ticket
                               : options.executives ? StatusTo::executives
                                                    : StatusTo::thread,
                         .impact = options.impact,
                         .done = options.done,
                         .then = options.next,
                         .text = *text,
                         .every = session.config().policy.status_every};
    const auto found = options.executives ? find_executives(wanted, session) : Result<void>();
    return found ? Result<StatusOptions>(std::move(wanted)) : found.error();
}

/// The words that ask for the same update.
std::vector<std::string> again(const StatusArguments& options, const std::string& text) {
    std::vector<std::string> words{"status"};
    for (const auto& [flag, value] : {std::pair{"--impact=", options.impact},
                                      {"--done=", options.done},
                                      {"--next=", options.next},
                                      {"--by=", options.by}}) {
        if (!value.empty()) {
            words.push_back(flag + value);
        }
    }
    if (options.internal || options.executives) {
        words.emplace_back(options.internal ? "--internal" : "--executives");
    }
    return with_text(std::move(words), text);
}

Result<ExitCode> run(const StatusArguments& options, Session& session) {
    const auto wanted = wanted_of(options, session);
    if (!wanted) {
        return wanted.error();
    }
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        auto update = *wanted;
        if (!options.by.empty()) {
            const auto next = emergency::moment_in(options.by, situation.one.as_of,
                                                   session.config().user.time_zone);
            if (!next) {
                return next.error();
            }
            update.next = *next;
        }
        return plan_status(situation, update);
    };
    return session.carry_out_each(options.words, {plan, again(options, wanted->text)});
}

}  // namespace

void add_status(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<StatusArguments>();
    command.add_option("CASE", options->words,
                       "The case; left out, the only open one that is mine");
    command.add_option("--impact", options->impact, "What the customer cannot do");
    command.add_option("--done", options->done, "What has been done");
    command.add_option("--next", options->next, "What comes next");
    command.add_option("--by", options->by,
                       "When the next update comes: 30m, 16:30, or '2026-03-10 04:00'; else after "
                       "policy.status_every");
    auto* internal =
        command.add_flag("--internal", options->internal, "Into the ticket, as an internal note");
    command
        .add_flag("--executives", options->executives,
                  "To the channel of executives: escalation.executives")
        ->excludes(internal);
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
