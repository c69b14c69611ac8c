#pragma once

#include "libemergency/core/error.h"

#include <string>

namespace emerg {

/// How a command ended, as the shell sees it (product.md, "Exit codes").
enum class ExitCode {
    done = 0,
    failed = 1,
    usage = 2,
    not_found = 3,
    not_allowed = 4,  ///< Not configured, or refused by the service.
    rate_limited = 5,
    unreachable = 6,  ///< Unreachable or timed out; nothing happened.
    service_failed = 7,
    in_part = 8,
    refused = 9,  ///< By policy.
    nothing = 10,
    uncertain = 11,
    interrupted = 130,
};

/// The code for a failure.
ExitCode exit_code_of(emergency::ErrorKind kind);

/// "not_found": the kind in machine-readable errors.
const char* word(emergency::ErrorKind kind);

/// The kind that a machine-readable error names; `local` if none is called so.
emergency::ErrorKind kind_named(const std::string& word);

/// May the same command succeed if it is simply run again?
bool is_retryable(emergency::ErrorKind kind);

}  // namespace emerg
