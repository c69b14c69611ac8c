#include "apps/emerg/help.h"

#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>
#include <fmt/format.h>

#include <memory>

namespace emerg {
namespace {

struct HelpArguments {
    std::string about;
    bool scdoc = false;
};

Error unknown(const std::string& about) {
    auto known = topics();
    for (const auto& verb : verbs()) {
        known.emplace_back(verb.name);
    }
    const auto near = emergency::nearest(about, known);
    return {.kind = ErrorKind::usage,
            .message = fmt::format("there is no help on '{}'", emergency::one_line(about)),
            .hint = near.empty() ? "emerg help lists commands and topics"
                                 : fmt::format("did you mean {}?", near)};
}

std::string page(const HelpArguments& options) {
    if (options.scdoc) {
        return scdoc_of(options.about.empty() ? "emerg" : options.about);
    }
    if (options.about.empty()) {
        return overview();
    }
    const auto* verb = verb_of(options.about);
    return verb == nullptr ? topic(options.about) : help_of(*verb);
}

}  // namespace

void add_help(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<HelpArguments>();
    command.add_option("COMMAND|TOPIC", options->about, "What to tell about");
    command.add_flag("--scdoc", options->scdoc, "As the source of a man page");
    command.callback([options, &chosen] {
        chosen.is_long = true;
        chosen.plain = [options](World& world, const GlobalOptions&) -> Result<ExitCode> {
            const auto text = page(*options);
            if (text.empty()) {
                return unknown(options->about);
            }
            world.terminal.out() << text;
            return ExitCode::done;
        };
    });
}

}  // namespace emerg
