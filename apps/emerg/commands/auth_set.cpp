#include "apps/emerg/commands/auth_set.h"

#include "apps/emerg/commands/token_trial.h"
#include "apps/emerg/config_files.h"
#include "apps/emerg/drill_ground.h"
#include "apps/emerg/terminal/hidden_line.h"
#include "apps/emerg/terminal/shaping.h"
#include "apps/emerg/whole_file.h"
#include "libemergency/config/edit.h"
#include "libemergency/config/settings.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

namespace emerg {
namespace {

/// A service, and the setting that says where its token is.
struct TokenSetting {
    std::string_view service;
    std::string_view section;
    std::string_view name;
    std::string_view what;

    std::string key() const { return fmt::format("{}.{}", section, name); }
};

constexpr auto token_settings =
    std::to_array<TokenSetting>({{"pagerduty", "pagerduty", "token", "PagerDuty API key"},
                                 {"zendesk", "zendesk", "token", "Zendesk token"},
                                 {"slack", "slack", "token", "Slack token"},
                                 {"zoom", "zoom", "client_secret", "client secret of the Zoom app"},
                                 {"gitlab", "gitlab", "token", "GitLab token"}});

/// What of the words is no service is never said again: it may be a token.
Result<const TokenSetting*> setting_for(const std::vector<std::string>& words) {
    if (words.size() > 2) {
        return Error{.kind = ErrorKind::usage,
                     .message = "a token is never an argument: others can see it",
                     .hint = "it is asked for, or taken from standard input"};
    }
    const auto* const found =
        std::find_if(token_settings.begin(), token_settings.end(),
                     [&](const auto& each) { return words.back() == each.service; });
    if (found == token_settings.end()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "whose token is it?",
                     .hint = "emerg auth set pagerduty, zendesk, slack, zoom or gitlab"};
    }
    return found;
}

/// Before there is any file there are the variables.
Result<emergency::LoadedConfig> config_before(const std::string& path, World& world,
                                              const GlobalOptions& global) {
    return std::filesystem::exists(path) ? read_config(global, world.environment)
                                         : emergency::load_config({.environment = world.environment,
                                                                   .flags = global.settings});
}

/// The reference in force; empty if a variable holds the token itself.
std::string configured_place(const std::string& key, const emergency::Config& config) {
    const auto rows = emergency::setting_rows(config);
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const auto& each) { return each.key == key; });
    return row == rows.end() ? std::string() : row->value;
}

/// All that is known before anything is changed.
struct Arranged {
    const TokenSetting* setting = nullptr;
    std::string path = {};  ///< The configuration that is changed.
    emergency::LoadedConfig loaded = {};
    TokenPlace place = {};
    std::optional<std::string> text = {};  ///< The configuration as it will be; none: as it is.
    std::string by_hand = {};              ///< The lines to add, where we do not.
    std::string overriding = {};  ///< The variable that goes before the configuration; mostly none.
};

TokenWish wish_of(const AuthArguments& options, const Arranged& arranged) {
    const bool is_configured = arranged.overriding.empty();
    return {.service = std::string(arranged.setting->service),
            .profile = arranged.loaded.profile,
            .configured = is_configured
                              ? configured_place(arranged.setting->key(), arranged.loaded.config)
                              : std::string(),
            .config_path = arranged.path,
            .keeping = options.in_file      ? Keeping::in_file
                       : options.in_keyring ? Keeping::in_keyring
                                            : Keeping::as_configured};
}

/// What the configuration says then; of a place that it names already nothing changes.
Result<void> arrange_change(Arranged& arranged) {
    const auto& profile = arranged.loaded.profile;
    if (configured_place(arranged.setting->key(), arranged.loaded.config) == arranged.place) {
        return {};
    }
    std::vector<std::string> steps{std::string(arranged.setting->section),
                                   std::string(arranged.setting->name)};
    if (!profile.empty()) {
        steps.insert(steps.begin(), {"profiles", profile});
    }
    const auto text = text_of_file(arranged.path);
    if (!text) {
        return text.error();
    }
    const auto changed = emergency::with_setting({arranged.path, *text}, steps, arranged.place);
    if (changed && std::filesystem::is_regular_file(arranged.path)) {
        arranged.text = *changed;
    } else {
        arranged.by_hand = emergency::setting_lines(steps, arranged.place);
    }
    return {};
}

Result<Arranged> arrange(const AuthArguments& options, World& world, const GlobalOptions& global) {
    const auto setting = setting_for(options.words);
    if (!setting) {
        return setting.error();
    }
    Arranged arranged{.setting = *setting, .path = config_paths(global, world.environment).back()};
    auto loaded = config_before(arranged.path, world, global);
    if (!loaded) {
        return loaded.error();
    }
    arranged.loaded = *std::move(loaded);
    const std::string overriding(emergency::setting_of(arranged.setting->key())->variable);
    if (!variable(world.environment, overriding).empty()) {
        arranged.overriding = overriding;
    }
    const auto place = token_place(wish_of(options, arranged), world.environment);
    if (!place) {
        return place.error();
    }
    arranged.place = *place;
    const auto changed = arrange_change(arranged);
    return changed ? Result<Arranged>(std::move(arranged)) : changed.error();
}

Json row_of(const Arranged& arranged, const std::optional<TokenTrial>& trial) {
    return {{"service", arranged.setting->service},
            {"source", arranged.place},
            {"checked", trial.has_value()},
            {"account", trial ? Json(trial->account) : Json()},
            {"configuration", arranged.path},
            {"changed", arranged.text.has_value()},
            {"by_hand", arranged.by_hand.empty() ? Json() : Json(arranged.by_hand)}};
}

void tell(const Arranged& arranged, const std::optional<TokenTrial>& trial, World& world,
          const GlobalOptions& global) {
    auto& terminal = world.terminal;
    if (!global.quiet) {
        const auto of = trial && !trial->account.empty()
                            ? " of " + emergency::one_line(trial->account)
                            : std::string();
        terminal.remark("the {}{} {}kept in {}", arranged.setting->what, of,
                        global.dry_run ? "would be " : "is ", arranged.place);
    }
    if (trial && !trial->remark.empty()) {
        terminal.remark("{}", emergency::one_line(trial->remark));
    }
    if (arranged.text && !global.quiet) {
        terminal.remark("{} {}says so", arranged.path, global.dry_run ? "then " : "");
    }
    if (!arranged.by_hand.empty()) {
        terminal.remark("{} is left to you; it must say", arranged.path);
        terminal.err() << arranged.by_hand;
    }
    if (!arranged.overriding.empty()) {
        terminal.remark("{} is set, and goes before that", arranged.overriding);
    }
}

Result<ExitCode> answer(const Arranged& arranged, const std::optional<TokenTrial>& trial,
                        World& world, const GlobalOptions& global) {
    tell(arranged, trial, world, global);
    if (!wants_document(global)) {
        return ExitCode::done;
    }
    const auto written = write({.shape = Listing::Shape::one,
                                .fields = {"service", "source", "checked", "account",
                                           "configuration", "changed", "by_hand"},
                                .columns = {{"service", "service"}, {"source", "source"}},
                                .rows = {row_of(arranged, trial)}},
                               global, world.terminal, world.clock.now());
    return written ? Result<ExitCode>(ExitCode::done) : written.error();
}

/// The token first: a configuration must not point where nothing is.
Result<void> put(const Arranged& arranged, const emergency::Secret& token, const World& world) {
    const auto kept = keep_token(token, arranged.place, world.environment);
    return kept && arranged.text ? write_whole_file(arranged.path, *arranged.text, Readers::owner)
                                 : kept;
}

}  // namespace

Result<ExitCode> set_token(const AuthArguments& options, World& world,
                           const GlobalOptions& global) {
    if (const auto outside = outside_drills(world.environment); !outside) {
        return outside.error();
    }
    const auto arranged = arrange(options, world, global);
    if (!arranged) {
        return arranged.error();
    }
    const bool may_ask = world.terminal.can_ask() && !global.no_input;
    if (world.terminal.facts().input_is_terminal && !may_ask) {
        return Error{.kind = ErrorKind::usage,
                     .message = "the token would be asked for",
                     .hint = "give it on standard input"};
    }
    const auto token = read_secret(fmt::format("{}:", arranged->setting->what), world.terminal);
    if (!token) {
        return token.error();
    }
    std::optional<TokenTrial> trial;
    if (!options.unchecked) {
        const auto tried = try_token({std::string(arranged->setting->service), *token}, world,
                                     global, arranged->loaded);
        if (!tried) {
            return tried.error();
        }
        trial = *tried;
    }
    if (!global.dry_run) {
        if (const auto done = put(*arranged, *token, world); !done) {
            return done.error();
        }
    }
    return answer(*arranged, trial, world, global);
}

}  // namespace emerg
