#include "apps/emerg/commands/bridge.h"
#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/procedure/verbs.h"

#include <CLI/App.hpp>

#include <memory>

namespace emerg {
namespace {

using emergency::procedure::Plan;
using emergency::procedure::Situation;

struct Options {
    std::vector<std::string> words;
    TextSource source;
};

std::string configured_text(const Session& session) {
    const auto found = session.config().messages.find("contact");
    return found == session.config().messages.end() ? std::string() : found->second.text;
}

Result<ExitCode> run(const Options& options, Session& session) {
    const auto text = read_text(options.source, configured_text(session), session.environment(),
                                session.terminal());
    if (!text) {
        return text.error();
    }
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        const auto bridge = bridge_of(situation.one, session);
        if (!bridge) {
            return bridge.error();
        }
        return plan_contact(situation, {.text = *text, .bridge = *bridge});
    };
    return session.carry_out_each(options.words, {plan, with_text({"contact"}, *text)});
}

}  // namespace

void add_contact(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<Options>();
    command.add_option("CASE", options->words,
                       "The case, or several; - reads them from standard input");
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
