#include "apps/emerg/version.h"

#include "apps/emerg/commands/verb.h"
#include "apps/emerg/terminal/shaping.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

namespace emerg {

void add_version(CLI::App& command, Chosen& chosen) {
    command.callback([&chosen] {
        chosen.plain = [](World& world, const GlobalOptions& options) -> Result<ExitCode> {
            if (!wants_document(options)) {
                world.terminal.print("emerg {}", version);
                return ExitCode::done;
            }
            const auto written = write({.shape = Listing::Shape::one,
                                        .fields = {"version"},
                                        .columns = {{"VERSION", "version"}},
                                        .rows = {{{"version", version}}}},
                                       options, world.terminal, world.clock.now());
            return written ? Result<ExitCode>(ExitCode::done) : written.error();
        };
    });
}

}  // namespace emerg
