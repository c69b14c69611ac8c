#include "apps/emerg/commands/thread_place.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/procedure/verbs.h"

#include <CLI/App.hpp>

#include <memory>

namespace emerg {
namespace {

using emergency::procedure::Plan;
using emergency::procedure::Situation;
using emergency::procedure::Take;

struct Options {
    std::vector<std::string> words;
    bool take = false;
};

Result<ExitCode> run(const Options& options, Session& session) {
    const auto sources = session.hurried_sources();
    if (!sources) {
        return sources.error();
    }
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        return plan_ack(situation, {.take = options.take ? Take::yes : Take::no,
                                    .thread = thread_place(situation.one, **sources)});
    };
    std::vector<std::string> again{"ack"};
    if (options.take) {
        again.emplace_back("--take");
    }
    return session.carry_out_each(options.words, {plan, again});
}

}  // namespace

void add_ack(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<Options>();
    command.add_option("CASE", options->words,
                       "The case, or several; - reads them from standard input");
    command.add_flag("--take", options->take, "Take it over from whoever has it");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
