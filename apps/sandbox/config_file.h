#pragma once

#include "libemergency/core/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace sandbox {

/// Where the services of one sandbox are.
struct Addresses {
    std::string pagerduty = {};
    std::string events = {};
    std::string zendesk = {};
    std::string slack = {};  ///< Ends in "/api".
    std::string zoom = {};   ///< Ends in "/v2".
    std::string gitlab = {};
    std::string control = {};
};

/// A private temporary folder, which goes away with everything in it.
class PrivateFolder {
public:
    static emergency::Result<PrivateFolder> make();
    PrivateFolder(PrivateFolder&& other) noexcept;
    PrivateFolder& operator=(PrivateFolder&& other) noexcept;
    PrivateFolder(const PrivateFolder&) = delete;
    PrivateFolder& operator=(const PrivateFolder&) = delete;
    ~PrivateFolder();

    const std::string& path() const { return path_; }
    /// Writes a file that only this user can read, and gives its path.
    emergency::Result<std::string> write(const std::string& name, const std::string& text) const;

private:
    explicit PrivateFolder(std::string path) : path_(std::move(path)) {}

    std::string path_;
};

/// What goes into a configuration file of emerg for this sandbox. Tokens are references to
/// files `NAME.token` in `folder`; `authority` is a PEM file or empty. The scenario's `config`
/// is merged into it.
nlohmann::json configuration(const nlohmann::json& scenario, const Addresses& addresses,
                             const std::string& folder, const std::string& authority);

}  // namespace sandbox
