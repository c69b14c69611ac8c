#pragma once

#include "libemergency/core/result.h"

#include <map>
#include <string>
#include <vector>

namespace sandbox {

/// Keeps SIGINT and SIGTERM (and SIGCHLD) for whoever waits for them, while it lives. Threads
/// that are started meanwhile inherit that.
class HeldSignals {
public:
    HeldSignals();
    ~HeldSignals();
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;
    HeldSignals(HeldSignals&&) = delete;
    HeldSignals& operator=(HeldSignals&&) = delete;
};

/// Waits for SIGINT or SIGTERM, which must be held.
void wait_for_end();

/// Where what a command prints goes.
enum class Output { as_ours, to_error };

/// Runs a command to its end, passing on the signals that this process gets; gives its exit
/// status, or 128 and the signal that killed it. The signals must be held.
emergency::Result<int> run_child(const std::vector<std::string>& command,
                                 const std::map<std::string, std::string>& environment,
                                 Output output = Output::as_ours);

}  // namespace sandbox
