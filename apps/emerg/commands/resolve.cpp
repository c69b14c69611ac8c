#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/verbs.h"

#include <CLI/App.hpp>

#include <memory>

namespace emerg {
namespace {

struct ResolveArguments {
    std::vector<std::string> words;
    bool force = false;
    std::string reason;
};

Result<ExitCode> run(const ResolveArguments& options, Session& session) {
    const auto reason = emergency::one_line(options.reason);
    if (options.force == reason.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "--force and --reason belong together",
                     .hint = "emerg resolve CASE --force --reason 'why nobody was contacted'"};
    }
    const auto plan = [&](const emergency::procedure::Situation& situation) {
        return plan_resolve(situation, {.forced_because = reason});
    };
    std::vector<std::string> again{"resolve"};
    if (options.force) {
        again.insert(again.end(), {"--force", "--reason=" + reason});
    }
    return session.carry_out_each(options.words, {plan, again});
}

}  // namespace

void add_resolve(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<ResolveArguments>();
    command.add_option("CASE", options->words,
                       "The case, or several; - reads them from standard input");
    command.add_flag("--force", options->force, "Resolve although nobody contacted the customer");
    command.add_option("--reason", options->reason, "Why; kept in the journal and on the incident");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
