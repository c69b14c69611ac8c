#pragma once

#include "apps/sandbox/config_file.h"
#include "libemergency/core/result.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <memory>
#include <string>

namespace sandbox {

/// What a sandbox is started with.
struct Options {
    std::string scenario = "base";  ///< A built-in name or a file.
    bool tls = false;
};

/// Local fakes of all services, each on its own loopback port, with a control port and a ready
/// configuration file.
class Sandbox {
public:
    Sandbox();
    ~Sandbox();
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;
    Sandbox(Sandbox&&) = delete;
    Sandbox& operator=(Sandbox&&) = delete;

    emergency::Result<void> start(const Options& options);
    /// Ends all connections and removes the private folder.
    void stop();

    /// These hold while it runs.
    const Addresses& addresses() const;
    /// Path of the configuration file.
    const std::string& config() const;
    /// Path of the private folder.
    const std::string& folder() const;
    /// PEM file of the authority to trust; empty without TLS.
    const std::string& authority() const;
    /// "pagerduty", "zendesk", "slack", "gitlab" → my token; "zoom" → the app's secret.
    const std::map<std::string, std::string>& tokens() const;
    /// The line that `serve` prints, as JSON text.
    std::string ready_line() const;

private:
    struct Running;

    std::unique_ptr<Running> running_;
};

}  // namespace sandbox
