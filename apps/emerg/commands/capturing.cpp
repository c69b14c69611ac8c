#include "apps/emerg/commands/capturing.h"

#include "apps/emerg/commands/slack_names.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/procedure/capture.h"

namespace emerg {
namespace {

using emergency::procedure::Captured;
using emergency::procedure::CaptureOptions;
using emergency::procedure::Plan;
using emergency::procedure::Situation;

Result<CaptureOptions> thread_of(const emergency::cases::Case& one, Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    CaptureOptions options;
    if (!one.thread) {
        return options;
    }
    if ((*sources)->slack == nullptr) {
        return emergency::Error{.kind = ErrorKind::configuration,
                                .message = "the thread can only be read with a Slack token",
                                .hint = "set slack.token"};
    }
    const auto& slack = *(*sources)->slack;
    const auto messages = slack.replies(one.thread->channel, one.thread->ts);
    if (!messages) {
        return messages.error();
    }
    const auto names = names_in(*messages, slack);
    if (!names) {
        return names.error();
    }
    for (const auto& message : *messages) {
        const auto name = names->find(message.user_id);
        options.messages.push_back({.ts = message.ts,
                                    .at = message.at,
                                    .who = name == names->end() ? "an app" : name->second,
                                    .text = emergency::slack::plain(message.text, *names)});
    }
    return options;
}

}  // namespace

Result<ExitCode> capture_threads(const std::vector<std::string>& words, Session& session) {
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        const auto thread = thread_of(situation.one, session);
        return thread ? plan_capture(situation, *thread) : Result<Plan>(thread.error());
    };
    return session.carry_out_each(words, {plan, {"note", "--capture"}});
}

}  // namespace emerg
