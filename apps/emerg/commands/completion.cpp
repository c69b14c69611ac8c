#include "apps/emerg/commands/verb.h"
#include "apps/emerg/help.h"

#include <CLI/App.hpp>

#include <memory>

namespace emerg {

void add_completion(CLI::App& command, Chosen& chosen) {
    auto shell = std::make_shared<std::string>();
    command.add_option("SHELL", *shell, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember(verb_of("completion")->words));
    command.callback([shell, &chosen] {
        chosen.plain = [shell](World& world, const GlobalOptions&) -> Result<ExitCode> {
            world.terminal.out() << completion_of(*shell);
            return ExitCode::done;
        };
    });
}

}  // namespace emerg
