#include "apps/emerg/version.h"

#include "apps/emerg/commands/verb.h"

#include <CLI/App.hpp>

namespace emerg {

void add_version(CLI::App& command, Chosen& chosen) {
    command.callback([&chosen] {
        chosen.plain = [](World& world, const GlobalOptions& options) -> Result<ExitCode> {
            if (options.wants_json()) {
                world.terminal.print(R"({{"version":"{}"}})", version);
            } else {
                world.terminal.print("emerg {}", version);
            }
            return ExitCode::done;
        };
    });
}

}  // namespace emerg
