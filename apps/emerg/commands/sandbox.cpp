#include "apps/emerg/commands/verb.h"
#include "apps/sandbox/command.h"

#include <CLI/App.hpp>

#include <memory>

namespace emerg {
namespace {

struct Options {
    std::string scenario = "base";
    bool tls = false;
    std::vector<std::string> command;
};

void add_common(CLI::App& command, Options& options) {
    command.add_option("--scenario", options.scenario, "A built-in scenario, or a file");
    command.add_flag("--tls", options.tls, "Speak TLS, with a certificate of its own");
}

}  // namespace

void add_sandbox(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<Options>();
    command.require_subcommand(1);
    auto* serve =
        command.add_subcommand("serve", "Print one JSON line when ready; serve until SIGTERM");
    add_common(*serve, *options);
    serve->callback([options, &chosen] {
        chosen.plain = [options](World& world, const GlobalOptions&) -> Result<ExitCode> {
            return static_cast<ExitCode>(
                sandbox::serve({.scenario = options->scenario, .tls = options->tls},
                               world.terminal.out(), world.terminal.err()));
        };
    });
    auto* exec = command.add_subcommand("exec", "Run a command against one; exit with its status");
    add_common(*exec, *options);
    exec->add_option("COMMAND", options->command, "The command with its words, after --")
        ->required();
    exec->callback([options, &chosen] {
        chosen.plain = [options](World& world, const GlobalOptions&) -> Result<ExitCode> {
            return static_cast<ExitCode>(sandbox::exec(
                {.scenario = options->scenario, .tls = options->tls, .command = options->command},
                world.environment, world.terminal.err()));
        };
    });
}

}  // namespace emerg
