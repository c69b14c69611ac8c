#include "apps/emerg/commands/verb.h"
#include "apps/emerg/config_files.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace emerg {
namespace {

struct Options {
    std::string what = "show";
    std::string key;
    bool origin = false;
};

Listing listing_of(const Session& session, bool with_origin) {
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
    for (const auto& row : emergency::setting_rows(session.config())) {
        if (row.key == key) {
            session.terminal().print("{}", emergency::one_line(row.value));
            return ExitCode::done;
        }
        known.push_back(row.key);
    }
    const auto near = emergency::nearest(key, known);
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("there is no setting '{}'", emergency::one_line(key)),
                 .hint = near.empty() ? "emerg config show lists them all"
                                      : fmt::format("did you mean {}?", near)};
}

Result<ExitCode> run(const Options& options, Session& session) {
    if (options.what == "get") {
        return print_one(options.key, session);
    }
    if (options.what == "path") {
        for (const auto& path : config_paths(session.options(), session.environment())) {
            session.terminal().print("{}", path);
        }
        return ExitCode::done;
    }
    return session.answer(listing_of(session, options.origin));
}

}  // namespace

void add_config(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<Options>();
    command.add_option("WHAT", options->what, "show, get or path")
        ->check(CLI::IsMember(verb_of("config")->words));
    command.add_option("KEY", options->key, "The setting, for get");
    command.add_flag("--origin", options->origin, "Where each value comes from");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
