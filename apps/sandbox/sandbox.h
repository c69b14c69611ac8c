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
    std::string drill = {};  ///< Played in its own scenario: a built-in name or a file.
    int speed = 1;           ///< So many times as fast does time pass.
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
    /// How the drill went; null if none was played.
    nlohmann::json debriefing() const;
    /// Title and introduction of the drill, a line each; empty if none is played.
    std::string introduction() const;
    /// The line that `serve` prints, as JSON text.
    std::string ready_line() const;

private:
    struct Running;

    std::unique_ptr<Running> running_;
};

}  // namespace sandbox
