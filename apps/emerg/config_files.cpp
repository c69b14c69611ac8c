#include "apps/emerg/config_files.h"

#include "apps/emerg/world.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;

std::string named_path(const GlobalOptions& options, const emergency::Environment& environment) {
    return options.config_path.empty() ? variable(environment, "EMERG_CONFIG")
                                       : options.config_path;
}

}  // namespace

std::vector<std::string> config_paths(const GlobalOptions& options,
                                      const emergency::Environment& environment) {
    if (const auto named = named_path(options, environment); !named.empty()) {
        return {named};
    }
    const auto base = variable(environment, "XDG_CONFIG_HOME");
    const auto home = base.empty() ? variable(environment, "HOME") + "/.config" : base;
    return {"/etc/emerg/config.yaml", home + "/emerg/config.yaml"};
}

Result<emergency::LoadedConfig> read_config(const GlobalOptions& options,
                                            const emergency::Environment& environment) {
    emergency::ConfigSources sources{
        .profile = options.profile, .environment = environment, .flags = options.settings};
    for (const auto& path : config_paths(options, environment)) {
        std::ifstream file(path);
        std::ostringstream text;
        text << file.rdbuf();
        if (file && !file.bad() && !std::filesystem::is_directory(path)) {
            sources.files.push_back({path, text.str()});
        } else if (!named_path(options, environment).empty()) {
            return Error{.kind = ErrorKind::configuration,
                         .message = fmt::format("cannot read the configuration {}", path)};
        }
    }
    return emergency::load_config(sources);
}

std::string state_folder(const emergency::Environment& environment) {
    if (auto chosen = variable(environment, "EMERG_STATE"); !chosen.empty()) {
        return chosen;
    }
    const auto base = variable(environment, "XDG_STATE_HOME");
    return (base.empty() ? variable(environment, "HOME") + "/.local/state" : base) + "/emerg";
}

std::string account_named(const GlobalOptions& options, const emergency::Environment& environment) {
    const auto profile =
        options.profile.empty() ? variable(environment, "EMERG_PROFILE") : options.profile;
    return fmt::format("{} {}/", config_paths(options, environment).back(), profile);
}

}  // namespace emerg
