#pragma once

#include "apps/emerg/commands/verb.h"

#include <string>

namespace emerg {

/// The options of `schedule export`.
struct ExportArguments {
    std::string format;
    std::string person;
    std::string since;
    std::string until;
    std::string file;
    int months = 0;  ///< 0: as many as the format has.
};

/// Declares those of its own: person, since and until are other words', too.
void add_export_options(CLI::App& command, ExportArguments& options);

/// `schedule export`: the rotation's duties, or everybody's, as calendar, hours or page.
Result<ExitCode> export_schedule(const ExportArguments& options, const std::string& rotation,
                                 Session& session);

}  // namespace emerg
