#pragma once

#include "apps/emerg/commands/verb.h"

#include <string>

namespace emerg {

/// The options of `schedule override`.
struct OverrideArguments {
    std::string what;    ///< take, give or swap
    std::string at;      ///< The shift that covers this moment; or
    std::string from;    ///< the time from here
    std::string until;   ///< to here.
    std::string person;  ///< Whose shift it is.
    std::string to;
    std::string for_shift;  ///< swap: the moment that names the other's shift.
};

/// Declares those that no other word has.
void add_override_options(CLI::App& command, OverrideArguments& options);

/// `schedule override`: somebody has a shift in place of another.
Result<ExitCode> override_schedule(const OverrideArguments& given, const std::string& name,
                                   Session& session);

}  // namespace emerg
