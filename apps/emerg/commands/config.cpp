#include "apps/emerg/commands/verb.h"
#include "apps/emerg/config_files.h"
#include "apps/emerg/other_words.h"
#include "apps/emerg/schemas.h"
#include "apps/emerg/terminal/shaping.h"
#include "libemergency/config/config_schema.h"
#include "libemergency/core/text.h"
#include "libemergency/health/checks.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace emerg {
namespace {

struct ConfigArguments {
    std::string what = "show";
    std::string key;
    bool origin = false;
};

Listing settings_listing(const Session& session, bool with_origin) {
    Listing listing{.fields = {"key", "value", "origin", "variable", "doc"},
                    .columns = {{"KEY", "key"}, {"VALUE", "value"}},
                    .rows = {}};
    if (with_origin) {
        listing.columns.push_back({"ORIGIN", "origin"});
    }
    for (const auto& row : emergency::setting_rows(session.config())) {
        const auto origin = session.loaded().origins.find(row.key);
        listing.rows.push_back(
            {{"key", row.key},
             {"value", row.value},
             {"origin", origin == session.loaded().origins.end() ? "default" : origin->second},
             {"variable", row.variable},
             {"doc", row.doc}});
    }
    return listing;
}

Result<ExitCode> print_one(const std::string& key, Session& session) {
    std::vector<std::string> known;
    auto all = settings_listing(session, true);
    for (const auto& row : all.rows) {
        known.push_back(row.at("key"));
        if (known.back() != key) {
            continue;
        }
        if (!wants_document(session.options())) {
            session.terminal().print("{}", emergency::one_line(row.at("value").get<std::string>()));
            return ExitCode::done;
        }
        return session.answer({.shape = Listing::Shape::one,
                               .fields = all.fields,
                               .columns = all.columns,
                               .rows = {row}});
    }
    const auto near = emergency::nearest(key, known);
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("there is no setting '{}'", emergency::one_line(key)),
                 .hint = near.empty() ? "emerg config show lists them all"
                                      : fmt::format("did you mean {}?", near)};
}

Listing paths_listing(const Session& session) {
    Listing listing{.fields = {"path"}, .columns = {{"PATH", "path"}}, .rows = {}};
    for (const auto& path : config_paths(session.options(), session.environment())) {
        listing.rows.push_back({{"path", path}});
    }
    return listing;
}

/// That it is read says that it is well formed; the rest is judged here, without any request.
Result<void> judge(const Session& session) {
    if (const auto sound = check_aliases(session.config().aliases); !sound) {
        return sound.error();
    }
    for (const auto& [name, words] : session.config().hooks) {
        if (name != "any" && verb_of(name) == nullptr) {
            return Error{.kind = ErrorKind::configuration,
                         .message = fmt::format("hooks: there is no command '{}'", name),
                         .hint = "a hook is named like a command, or any"};
        }
    }
    const auto shipped = emergency::load_config({});
    if (!shipped) {
        return shipped.error();
    }
    for (const auto& check : emergency::health::templates(session.config(), shipped->config)) {
        if (check.verdict == emergency::health::Verdict::fail) {
            return Error{.kind = ErrorKind::configuration,
                         .message = fmt::format("{}: {}", check.name, check.told),
                         .hint = check.hint};
        }
    }
    return {};
}

Result<ExitCode> validate(Session& session) {
    if (const auto sound = judge(session); !sound) {
        return sound.error();
    }
    session.say("the configuration is sound; emerg doctor asks the services");
    auto paths = Json::array();
    for (const auto& row : paths_listing(session).rows) {
        paths.push_back(row.at("path"));
    }
    return wants_document(session.options())
               ? session.answer({.shape = Listing::Shape::one,
                                 .fields = {"sound", "paths"},
                                 .columns = {},
                                 .rows = {{{"sound", true}, {"paths", std::move(paths)}}}})
               : ExitCode::done;
}

Result<ExitCode> run(const ConfigArguments& options, Session& session) {
    if (options.what == "get") {
        return print_one(options.key, session);
    }
    if (options.what == "validate") {
        return validate(session);
    }
    if (options.what == "path") {
        return session.answer(paths_listing(session));
    }
    return session.answer(settings_listing(session, options.origin));
}

}  // namespace

void add_config(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<ConfigArguments>();
    command.add_option("WHAT", options->what, "show, get, path, validate or schema")
        ->check(CLI::IsMember(verb_of("config")->words));
    command.add_option("KEY", options->key, "The setting, for get");
    command.add_flag("--origin", options->origin, "Where each value comes from");
    command.callback([options, &chosen] {
        if (options->what == "schema") {  // Also while the configuration is malformed.
            chosen.plain = [](World& world, const GlobalOptions& global) {
                return answer_schema(emergency::config_schema(), world, global);
            };
            return;
        }
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
