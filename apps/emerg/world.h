#pragma once

#include "apps/emerg/terminal/terminal.h"
#include "libemergency/config/config.h"
#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"
#include "libemergency/http/transport.h"
#include "libemergency/store/store.h"

#include <functional>
#include <memory>
#include <string>

namespace emerg {

/// Everything outside the process. Real in main, fake in tests, nothing else. What is
/// expensive is a function: a command that needs no network or store never makes one.
struct World {
    std::function<emergency::Result<std::unique_ptr<emergency::http::Transport>>(
        const emergency::Config&, const emergency::Environment&)>
        network;
    std::function<emergency::Result<emergency::Store>(const std::string& folder)> store;
    emergency::Clock& clock;
    Terminal& terminal;
    emergency::Environment environment;
    std::function<emergency::Result<emergency::Store>(const std::string& folder)>
        store_to_read;  ///< What is there already.
};

/// A variable's value; empty if it is not set.
std::string variable(const emergency::Environment& environment, const std::string& name);

}  // namespace emerg
