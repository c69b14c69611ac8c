#include "apps/emerg/commands/init_questions.h"
#include "apps/emerg/commands/verb.h"
#include "apps/emerg/config_files.h"
#include "apps/emerg/terminal/shaping.h"
#include "apps/emerg/whole_file.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace emerg {
namespace {

struct InitArguments {
    std::string pagerduty_token;
    std::string zendesk_url;
    std::string zendesk_email;
    std::string zendesk_token;
    std::string slack_token;
    std::string bridge;
    Names names;
    bool force = false;
};

/// One thing that must be known before anything can be asked.
struct Needed {
    const char* key;
    const char* variable;
    const char* flag;
    const char* question;
    std::string& value;
    bool may_be_empty = false;
};

std::vector<Needed> needed(InitArguments& options) {
    return {{"pagerduty.token", "EMERG_PAGERDUTY_TOKEN", "--pagerduty-token",
             "Where is your PagerDuty API key (env:NAME, file:PATH, command:WORDS, keyring:A/B)?",
             options.pagerduty_token},
            {"zendesk.url", "EMERG_ZENDESK_URL", "--zendesk-url",
             "Zendesk's address (https://SUBDOMAIN.zendesk.com)?", options.zendesk_url},
            {"zendesk.token", "EMERG_ZENDESK_TOKEN", "--zendesk-token",
             "Where is the Zendesk token?", options.zendesk_token},
            {"zendesk.email", "EMERG_ZENDESK_EMAIL", "--zendesk-email",
             "Which agent's address does it belong to (empty: an OAuth token)?",
             options.zendesk_email, true},
            {"slack.token", "EMERG_SLACK_TOKEN", "--slack-token",
             "Where is the Slack token (empty: no Slack)?", options.slack_token, true}};
}

std::string reply_to(const char* question, Terminal& terminal) {
    terminal.err() << question << ' ' << std::flush;
    std::string reply;
    std::getline(terminal.in(), reply);
    return emergency::trimmed(reply);
}

bool is_token(const Needed& one) {
    return std::string_view(one.key).ends_with(".token");
}

bool names_a_place(const std::string& text) {
    return text.starts_with("env:") || text.starts_with("file:") || text.starts_with("command:") ||
           text.starts_with("keyring:");
}

/// The configuration that there is already, or the one before there is any.
Result<emergency::LoadedConfig> in_force(const GlobalOptions& global, const World& world) {
    auto read = read_config(global, world.environment);
    return read ? std::move(read)
                : emergency::load_config(
                      {.environment = world.environment, .flags = global.settings});
}

/// What a setting says that is in force; a token that a variable holds is named by it.
std::string known(const Needed& one, const emergency::LoadedConfig& loaded) {
    for (const auto& row : emergency::setting_rows(loaded.config)) {
        if (row.key == one.key) {
            return row.value == "(set)" ? std::string("env:") + one.variable : row.value;
        }
    }
    return {};
}

/// Flags, then what is in force, then questions. A token is only ever named by its place.
Result<void> complete(InitArguments& options, const GlobalOptions& global, World& world) {
    const auto loaded = in_force(global, world);
    if (!loaded) {
        return loaded.error();
    }
    const bool may_ask = world.terminal.can_ask() && !global.no_input;
    for (auto& one : needed(options)) {
        if (one.value.empty()) {
            one.value = known(one, *loaded);
        }
        if (one.value.empty() && may_ask) {
            one.value = reply_to(one.question, world.terminal);
        }
        if (one.value.empty() && !one.may_be_empty) {
            return Error{.kind = ErrorKind::usage,
                         .message = fmt::format("{} is not known", one.key),
                         .hint = fmt::format("give {} or set {}", one.flag, one.variable)};
        }
        if (is_token(one) && !one.value.empty() && !names_a_place(one.value)) {
            return Error{.kind = ErrorKind::usage,
                         .message = fmt::format("{} must say where the token is", one.flag),
                         .hint = "env:NAME, file:PATH, command:WORDS or keyring:SERVICE/ACCOUNT"};
        }
    }
    return {};
}

/// What is not named yet is asked for, on a terminal.
Result<void> ask_for_rest(InitArguments& options, const emergency::cases::Sources& sources,
                          Session& session) {
    auto& terminal = session.terminal();
    if (!terminal.can_ask() || session.options().no_input) {
        return {};
    }
    if (auto asked = ask_names(options.names, sources, terminal); !asked) {
        return asked;
    }
    if (options.bridge.empty()) {
        options.bridge =
            reply_to("\nA fixed link of the call with the customer (empty: none)?", terminal);
    }
    return {};
}

Result<FirstConfig> find_out(InitArguments options, Session& session) {
    const auto reached = session.reach();
    if (!reached) {
        return reached.error();
    }
    for (const auto& [service, why] : reached->missing) {
        if (service != "slack" || !options.slack_token.empty()) {
            return why;
        }
    }
    if (const auto asked = ask_for_rest(options, *reached->sources, session); !asked) {
        return asked.error();
    }
    const auto& in_force = session.config();
    FirstConfig config{.pagerduty_url = in_force.pagerduty.url,
                       .pagerduty_token = options.pagerduty_token,
                       .zendesk_url = in_force.zendesk.url,
                       .zendesk_email = options.zendesk_email,
                       .zendesk_token = options.zendesk_token,
                       .slack_token = options.slack_token,
                       .slack_url = in_force.slack.url,
                       .bridge = options.bridge};
    if (const auto found = look_up(options.names, *reached->sources, config); !found) {
        return found.error();
    }
    if (const auto agent = reached->sources->zendesk.me(); !agent) {
        return agent.error();
    }
    return config;
}

Result<void> write_first(const std::string& path, const std::string& text) {
    const auto folder = std::filesystem::path(path).parent_path();
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) {
        return Error{
            .kind = ErrorKind::local,
            .message = fmt::format("{} cannot be made: {}", folder.string(), problem.message())};
    }
    return write_whole_file(path, text, Readers::owner);
}

Listing file_listing(const std::string& path, const std::string& text, bool is_written) {
    return {.shape = Listing::Shape::one,
            .fields = {"path", "written", "text"},
            .columns = {},
            .rows = {{{"path", path}, {"written", is_written}, {"text", text}}}};
}

Result<ExitCode> run(InitArguments options, World& world, GlobalOptions global) {
    const auto path = config_paths(global, world.environment).back();
    if (!options.force && !global.dry_run && std::filesystem::exists(path)) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("{} is there already", path),
                     .hint = "--dry-run prints what it would be, --force writes it anew"};
    }
    if (const auto whole = complete(options, global, world); !whole) {
        return whole.error();
    }
    for (const auto& one : needed(options)) {
        global.settings[one.key] = one.value;
    }
    auto loaded = in_force(global, world);
    if (!loaded) {
        return loaded.error();
    }
    Session session(world, global, *std::move(loaded), "init", {});
    if (auto writable = session.write_trace(); !writable) {
        return writable.error();
    }
    const auto config = find_out(options, session);
    if (const auto traced = session.write_trace(); !traced) {
        session.complain(traced.error());
    }
    if (!config) {
        return config.error();
    }
    const auto text = text_of(*config);
    if (!global.dry_run) {
        if (const auto written = write_first(path, text); !written) {
            return written.error();
        }
        session.say(fmt::format("{} is written; emerg doctor looks whether all is well", path));
    }
    if (wants_document(global)) {
        return session.answer(file_listing(path, text, !global.dry_run));
    }
    world.terminal.out() << (global.dry_run ? text : std::string());
    return ExitCode::done;
}

}  // namespace

void add_init(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<InitArguments>();
    const auto list = [&command](const char* name, std::vector<std::string>& target,
                                 const char* doc) {
        command.add_option(name, target, doc)->allow_extra_args(false);
    };
    command.add_option("--pagerduty-token", options->pagerduty_token,
                       "Where your PagerDuty API key is: env:NAME, file:PATH, …");
    command.add_option("--zendesk-url", options->zendesk_url, "https://SUBDOMAIN.zendesk.com");
    command.add_option("--zendesk-email", options->zendesk_email, "The API token's agent");
    command.add_option("--zendesk-token", options->zendesk_token, "Where the Zendesk token is");
    command.add_option("--slack-token", options->slack_token, "Where the Slack token is");
    command.add_option("--bridge", options->bridge, "A fixed link of the call");
    list("--service", options->names.services,
         "A PagerDuty service whose pages are emergencies, by name");
    list("--schedule", options->names.schedules, "A PagerDuty schedule, by name");
    list("--channel", options->names.channels, "A Slack channel, by name");
    list("--group", options->names.groups,
         "ROTATION=HANDLE: the Slack group that holds who is on call in it");
    command.add_flag("--force", options->force, "Write over a configuration that is there");
    command.callback([options, &chosen] {
        chosen.plain = [options](World& world, const GlobalOptions& global) {
            return run(*options, world, global);
        };
    });
}

}  // namespace emerg
