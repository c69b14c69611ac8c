#include "apps/emerg/other_words.h"

#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>

namespace emerg {
namespace {

/// Options of the whole program that take the next word as their value.
bool takes_next_word(const std::string& word) {
    static const std::set<std::string> all{"-o",          "--output",  "-p",   "--profile",
                                           "--config",    "--timeout", "--jq", "--template",
                                           "--hyperlink", "--trace"};
    return all.contains(word);
}

Error wrong_alias(const std::string& message) {
    return {.kind = ErrorKind::configuration,
            .message = message,
            .hint = "see aliases: in the configuration; emerg config path"};
}

/// The value of an option of the whole program: "--profile x", "--profile=x", "-p x".
std::string value_before(const std::vector<std::string>& before, const std::string& name,
                         const std::string& brief) {
    for (std::size_t i = 0; i < before.size(); ++i) {
        if ((before[i] == name || before[i] == brief) && i + 1 < before.size()) {
            return before[i + 1];
        }
        if (before[i].starts_with(name + '=')) {
            return before[i].substr(name.size() + 1);
        }
    }
    return {};
}

bool is_program(const std::string& path) {
    std::error_code none;
    return std::filesystem::is_regular_file(path, none) && access(path.c_str(), X_OK) == 0;
}

}  // namespace

std::size_t place_of_command(const std::vector<std::string>& words) {
    std::size_t i = 0;
    while (i < words.size() && words[i].starts_with('-')) {
        i += takes_next_word(words[i]) ? 2U : 1U;
    }
    return std::min(i, words.size());
}

Result<void> check_aliases(const Aliases& aliases) {
    for (const auto& [name, words] : aliases) {
        if (verb_of(name) != nullptr) {
            return wrong_alias(fmt::format("the alias {} would shadow a command", name));
        }
        std::set<std::string> passed{name};
        for (auto next = aliases.find(words.front()); next != aliases.end();
             next = aliases.find(next->second.front())) {
            if (!passed.insert(next->first).second) {
                return wrong_alias(fmt::format("the alias {} leads back to itself", next->first));
            }
        }
    }
    return {};
}

Result<std::vector<std::string>> without_aliases(std::vector<std::string> words, std::size_t place,
                                                 const Aliases& aliases) {
    if (const auto sound = check_aliases(aliases); !sound) {
        return sound.error();
    }
    for (auto found = aliases.find(words.at(place)); found != aliases.end();
         found = aliases.find(words.at(place))) {
        const auto here = words.begin() + static_cast<std::ptrdiff_t>(place);
        const auto rest = words.erase(here);
        words.insert(rest, found->second.begin(), found->second.end());
    }
    return words;
}

std::string program_on_path(const std::string& name, const emergency::Environment& environment) {
    for (const auto& folder : emergency::split(variable(environment, "PATH"), ':')) {
        if (auto path = fmt::format("{}/{}", folder, name);
            folder.starts_with('/') && is_program(path)) {
            return path;
        }
    }
    return {};
}

std::string extension_path(const std::string& name, const emergency::Environment& environment) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    if (name.empty() || name.find_first_not_of(allowed) != std::string::npos) {
        return {};
    }
    return program_on_path("emerg-" + name, environment);
}

emergency::Environment extension_environment(const std::vector<std::string>& before,
                                             emergency::Environment environment) {
    if (auto path = value_before(before, "--config", "--config"); !path.empty()) {
        environment["EMERG_CONFIG"] = std::filesystem::absolute(path).string();
    }
    if (auto profile = value_before(before, "--profile", "-p"); !profile.empty()) {
        environment["EMERG_PROFILE"] = profile;
    }
    std::error_code unknown;
    if (const auto self = std::filesystem::read_symlink("/proc/self/exe", unknown); !unknown) {
        environment["EMERG_BIN"] = self.string();
    }
    return environment;
}

}  // namespace emerg
