#include "apps/emerg/commands/verb.h"
#include "apps/emerg/drill_ground.h"
#include "apps/sandbox/door.h"
#include "libemergency/core/neighbour.h"

#include <CLI/App.hpp>

#include <memory>

namespace emerg {
namespace {

struct SandboxArguments {
    std::string scenario = "base";
    bool tls = false;
    std::vector<std::string> command;
};

void add_common(CLI::App& command, SandboxArguments& options) {
    command.add_option("--scenario", options.scenario, "A built-in scenario, or a file");
    command.add_flag("--tls", options.tls, "Speak TLS, with a certificate of its own");
}

/// A function of the sandbox's library.
template <class Function>
Result<Function*> door(const char* name) {
    const auto found = emergency::neighbour_function(EMERG_SANDBOX_LIBRARY, name);
    return found ? Result<Function*>(reinterpret_cast<Function*>(*found)) : found.error();
}

Result<ExitCode> serve_sandbox(const SandboxArguments& options, World& world) {
    const auto serve = door<decltype(emerg_sandbox_serve)>("emerg_sandbox_serve");
    if (!serve) {
        return serve.error();
    }
    return static_cast<ExitCode>((*serve)({.scenario = options.scenario, .tls = options.tls},
                                          world.terminal.out(), world.terminal.err()));
}

Result<ExitCode> show_scenario(const std::string& name, World& world) {
    const auto show = door<decltype(emerg_sandbox_scenario)>("emerg_sandbox_scenario");
    if (!show) {
        return show.error();
    }
    return static_cast<ExitCode>((*show)(name, world.terminal.out(), world.terminal.err()));
}

Result<ExitCode> play_in_sandbox(const SandboxArguments& options, World& world) {
    if (const auto outside = outside_drills(world.environment); !outside) {
        return outside.error();
    }
    const auto exec = door<decltype(emerg_sandbox_exec)>("emerg_sandbox_exec");
    if (!exec) {
        return exec.error();
    }
    return static_cast<ExitCode>(
        (*exec)({.scenario = options.scenario, .tls = options.tls, .command = options.command},
                world.environment, world.terminal.err()));
}

}  // namespace

void add_sandbox(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<SandboxArguments>();
    command.require_subcommand(1);
    auto* serve =
        command.add_subcommand("serve", "Print one JSON line when ready; serve until SIGTERM");
    add_common(*serve, *options);
    serve->callback([options, &chosen] {
        chosen.plain = [options](World& world, const GlobalOptions&) {
            return serve_sandbox(*options, world);
        };
    });
    auto* exec = command.add_subcommand("exec", "Run a command against one; exit with its status");
    add_common(*exec, *options);
    exec->add_option("COMMAND", options->command, "The command with its words, after --")
        ->required();
    exec->callback([options, &chosen] {
        chosen.plain = [options](World& world, const GlobalOptions&) {
            return play_in_sandbox(*options, world);
        };
    });
    auto* show = command.add_subcommand("scenario", "Print a built-in scenario, to begin your own");
    show->add_option("NAME", options->scenario, "base, busy, dst, overload, routes or saas");
    show->callback([options, &chosen] {
        chosen.plain = [options](World& world, const GlobalOptions&) {
            return show_scenario(options->scenario, world);
        };
    });
}

}  // namespace emerg
