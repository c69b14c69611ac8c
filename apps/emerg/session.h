#pragma once

#include "apps/emerg/exit_code.h"
#include "apps/emerg/global_options.h"
#include "apps/emerg/terminal/terminal.h"
#include "libemergency/cases/locate.h"
#include "libemergency/config/load.h"
#include "libemergency/core/clock.h"
#include "libemergency/http/transport.h"
#include "libemergency/procedure/executor.h"
#include "libemergency/store/cache.h"
#include "libemergency/store/journal.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace emerg {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;

/// Everything outside the process. Real in main, fake in tests, nothing else. Expensive things are
/// functions: a command that does not need the network or the store never makes one.
struct World {
    std::function<std::unique_ptr<emergency::http::Transport>(const emergency::Config&)> network;
    std::function<Result<emergency::Store>(const std::string& folder)> store;
    emergency::Clock& clock;
    Terminal& terminal;
    emergency::Environment environment;
};

/// What a command may use: configuration, clients, the case, and the one way to carry out a plan.
class Session {
public:
    Session(World& world, GlobalOptions options, emergency::LoadedConfig loaded);
    ~Session();

    const emergency::Config& config() const { return loaded_.config; }
    const emergency::LoadedConfig& loaded() const { return loaded_; }
    const GlobalOptions& options() const { return options_; }
    Terminal& terminal() { return world_.terminal; }
    const emergency::Environment& environment() const { return world_.environment; }

    /// The services' time, once one was heard.
    emergency::Clock& clock();
    Result<emergency::Journal*> journal();
    /// Clients and caches for reading; fails with `configuration` if an address or token is
    /// missing.
    Result<const emergency::cases::Sources*> sources();
    Result<emergency::procedure::Actor> actor();

    /// The cases that the words name: each parsed; `-` reads standard input (a reference a line, or
    /// JSON Lines / a JSON array of cases); none: the only open case that is mine.
    Result<std::vector<emergency::cases::Reference>> references(
        const std::vector<std::string>& words);
    Result<emergency::cases::Case> find_case(const emergency::cases::Reference& reference);

    /// Makes a plan from a case as it is now.
    using Planner = std::function<Result<emergency::procedure::Plan>(
        const emergency::procedure::Situation& situation)>;
    /// Finds the case, plans, shows (dry run) or asks and executes, reports; plans anew when the
    /// ticket changed meanwhile. The same for every verb.
    Result<ExitCode> carry_out(const emergency::cases::Reference& reference,
                               const Planner& planner);

private:
    struct Connected;  ///< Transport chain, clients, store: made on demand.
    World& world_;
    GlobalOptions options_;
    emergency::LoadedConfig loaded_;
    std::unique_ptr<Connected> connected_;
};

}  // namespace emerg
