#include "libemergency/config/load.h"

#include "libemergency/config/sections.h"
#include "libemergency/config/settings.h"
#include "libemergency/config/yaml.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

namespace emergency {
namespace {

/// The trees of the files, in their order.
Result<std::vector<TreeFile>> trees_of(const std::vector<ConfigFile>& files) {
    std::vector<TreeFile> trees;
    for (const auto& file : files) {
        auto tree = yaml_tree(file);
        if (!tree) {
            return tree.error();
        }
        trees.push_back(*std::move(tree));
    }
    return trees;
}

std::string chosen_profile(const ConfigSources& sources, const std::vector<TreeFile>& trees) {
    if (!sources.profile.empty()) {
        return sources.profile;
    }
    const auto variable = sources.environment.find("EMERG_PROFILE");
    if (variable != sources.environment.end() && !variable->second.empty()) {
        return variable->second;
    }
    std::string profile;
    for (const auto& tree : trees) {
        const auto& named = tree.root["profile"];
        profile = named.is_text() && !named.scalar.empty() ? named.scalar : profile;
    }
    return profile;
}

Result<void> apply_variables(const Environment& environment, LoadedConfig& loaded) {
    for (const auto& setting : settings()) {
        const auto found = environment.find(std::string(setting.variable));
        if (found == environment.end()) {
            continue;
        }
        const bool is_list =
            std::holds_alternative<std::vector<std::string>& (*)(Config&)>(setting.place);
        auto texts = is_list ? split(found->second, ',') : std::vector{found->second};
        if (auto done = set(setting, loaded.config, std::move(texts), Written::in_variable);
            !done) {
            auto error = done.error();
            error.message = fmt::format("{}: {}", setting.variable, error.message);
            return error;
        }
        loaded.origins[std::string(setting.key)] = setting.variable;
    }
    return {};
}

Result<void> apply_flags(const std::map<std::string, std::string>& flags, LoadedConfig& loaded) {
    for (const auto& [key, text] : flags) {
        const auto* setting = setting_of(key);
        if (setting == nullptr) {
            return Error{.kind = ErrorKind::usage,
                         .message = fmt::format("unknown setting {}", key)};
        }
        if (auto done = set(*setting, loaded.config, {text}, Written::in_variable); !done) {
            auto error = done.error();
            error.kind = ErrorKind::usage;
            return error;
        }
        loaded.origins[key] = "command line";
    }
    return {};
}

}  // namespace

Result<LoadedConfig> load_config(const ConfigSources& sources) {
    const auto trees = trees_of(sources.files);
    if (!trees) {
        return trees.error();
    }
    LoadedConfig loaded;
    loaded.profile = chosen_profile(sources, *trees);
    bool found = loaded.profile.empty();
    if (auto done = apply_shipped(loaded); !done) {
        return done.error();
    }
    loaded.origins.clear();
    for (std::size_t at = 0; at < trees->size(); ++at) {
        const auto& file = sources.files[at];
        if (auto done = apply_file(file, (*trees)[at], loaded.profile, loaded, found); !done) {
            return done.error();
        }
    }
    if (!found) {
        return Error{.kind = ErrorKind::configuration,
                     .message = fmt::format("there is no profile {}", loaded.profile),
                     .hint = "profiles are sections below `profiles:` in the configuration"};
    }
    if (auto done = apply_variables(sources.environment, loaded); !done) {
        return done.error();
    }
    if (auto done = apply_flags(sources.flags, loaded); !done) {
        return done.error();
    }
    for (const auto& setting : settings()) {
        loaded.origins.try_emplace(std::string(setting.key), "default");
    }
    return loaded;
}

std::vector<SettingRow> setting_rows(const Config& config) {
    std::vector<SettingRow> rows;
    rows.reserve(settings().size());
    for (const auto& setting : settings()) {
        rows.push_back({std::string(setting.key), std::string(setting.variable),
                        std::string(setting.doc), shown(setting, config)});
    }
    return rows;
}

}  // namespace emergency
