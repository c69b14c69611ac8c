#include "apps/emerg/config_files.h"

#include "apps/emerg/world.h"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
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

/// Accounts of machines have "/nonexistent"; who is in no password database has "/" in a container.
bool is_home(const std::string& folder) {
    return !folder.empty() && folder != "/" && folder != "/nonexistent";
}

Error not_private(const std::string& folder, const std::string& why) {
    return {.kind = ErrorKind::local,
            .message = fmt::format("there is no home folder, and {} cannot be used for the "
                                   "journal: {}",
                                   folder, why),
            .hint = "nothing was sent; name a folder with EMERG_STATE"};
}

}  // namespace

std::string home_of_user() {
    constexpr std::size_t room = 16'384;  // glibc's own measure is 1 KB.
    std::array<char, room> texts{};
    passwd entry = {};
    passwd* found = nullptr;
    getpwuid_r(geteuid(), &entry, texts.data(), texts.size(), &found);
    return found == nullptr || found->pw_dir == nullptr ? std::string() : found->pw_dir;
}

std::string settle_home(emergency::Environment& environment,
                        const std::function<std::string()>& find_home) {
    if (is_home(variable(environment, "HOME"))) {
        return {};
    }
    std::error_code none;
    const auto home = find_home();
    if (is_home(home) && std::filesystem::is_directory(home, none)) {
        environment["HOME"] = home;
        return {};
    }
    if (!variable(environment, "EMERG_STATE").empty() ||
        !variable(environment, "XDG_STATE_HOME").empty()) {
        return {};
    }
    const auto temporary = variable(environment, "TMPDIR");
    auto folder = fmt::format("{}/emerg-{}", temporary.empty() ? "/tmp" : temporary, geteuid());
    environment["XDG_STATE_HOME"] = folder;
    return folder;
}

Result<void> check_private(const std::string& folder) {
    constexpr mode_t others = S_IRWXG | S_IRWXO;
    struct stat facts = {};
    if (lstat(folder.c_str(), &facts) != 0) {
        return not_private(folder, std::strerror(errno));
    }
    if (!S_ISDIR(facts.st_mode) || facts.st_uid != geteuid()) {
        return not_private(folder, "it is no folder of mine");
    }
    return (facts.st_mode & others) == 0 ? Result<void>()
                                         : not_private(folder, "it is open to others");
}

Result<void> make_private(const std::string& folder) {
    if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        return not_private(folder, std::strerror(errno));
    }
    return check_private(folder);
}

std::vector<std::string> config_paths(const GlobalOptions& options,
                                      const emergency::Environment& environment) {
    if (const auto named = named_path(options, environment); !named.empty()) {
        return {named};
    }
    std::vector<std::string> paths{"/etc/emerg/config.yaml"};
    const auto base = variable(environment, "XDG_CONFIG_HOME");
    const auto home = variable(environment, "HOME");
    if (!base.empty() || is_home(home)) {
        paths.push_back((base.empty() ? home + "/.config" : base) + "/emerg/config.yaml");
    }
    return paths;
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
