#include "apps/emerg/commands/auth_set.h"
#include "apps/emerg/commands/verb.h"
#include "apps/emerg/introductions.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace emerg {
namespace {

using emergency::health::Check;
using emergency::health::Verdict;

/// The check that says most of the token: the first that is not well, else the last.
const Check& telling(const Introduction& said) {
    const auto found = std::find_if(said.checks.begin(), said.checks.end(),
                                    [](const auto& check) { return check.verdict != Verdict::ok; });
    return found == said.checks.end() ? said.checks.back() : *found;
}

/// Where the token comes from, never the token: "env:NAME" of the file at LINE, or the variable.
std::string source_of(const std::string& key, const Session& session) {
    const auto origin = session.loaded().origins.find(key);
    auto from = origin == session.loaded().origins.end() ? std::string("default") : origin->second;
    for (const auto& row : emergency::setting_rows(session.config())) {
        if (row.key == key && row.value != "(set)" && !row.value.empty()) {
            return fmt::format("{} ({})", row.value, from);
        }
    }
    return from;
}

Json row_of(const Introduction& said, const Session& session) {
    const auto& check = telling(said);
    return {{"service", said.service},
            {"verdict", word(check.verdict)},
            {"source", source_of(said.service + ".token", session)},
            {"account", said.who ? Json(*said.who) : Json()},
            {"may", said.may},
            {"told", check.told},
            {"hint", check.hint}};
}

Result<ExitCode> check_tokens(Session& session) {
    const auto reached = session.reach();
    if (!reached) {
        return reached.error();
    }
    Listing listing{.fields = {"service", "verdict", "source", "account", "may", "told", "hint"},
                    .columns = {{"SERVICE", "service"},
                                {"", "verdict"},
                                {"TOKEN FROM", "source"},
                                {"ACCOUNT", "account"},
                                {"WHAT", "told"},
                                {"HINT", "hint"}},
                    .rows = {}};
    std::vector<Check> checks;
    for (const auto& said : introductions(*reached, session.config())) {
        listing.rows.push_back(row_of(said, session));
        checks.insert(checks.end(), said.checks.begin(), said.checks.end());
    }
    const auto written = session.answer(listing);
    const auto worst = emergency::health::worst(checks);
    return written && worst ? Result<ExitCode>(exit_code_of(*worst)) : written;
}

/// The word is not said again: it may be a token.
Result<ExitCode> unknown_word() {
    return Error{.kind = ErrorKind::usage,
                 .message = "auth knows check, and set with a service",
                 .hint = "emerg help auth"};
}

}  // namespace

void add_auth(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<AuthArguments>();
    command.add_option("WHAT", options->words,
                       "check; set pagerduty, zendesk, slack, zoom or gitlab");
    command.add_flag("--no-check", options->unchecked,
                     "set: do not ask the service whose the token is");
    auto* file = command.add_flag("--file", options->in_file,
                                  "set: keep it in a file of mode 0600 beside the configuration");
    command.add_flag("--keyring", options->in_keyring, "set: keep it in the keyring")
        ->excludes(file);
    command.callback([options, &chosen] {
        if (options->words.front() == "set") {
            chosen.plain = [options](World& world, const GlobalOptions& global) {
                return set_token(*options, world, global);
            };
            return;
        }
        chosen.job = [options](Session& session) {
            const bool is_check = options->words == std::vector<std::string>{"check"};
            return is_check ? check_tokens(session) : unknown_word();
        };
    });
}

}  // namespace emerg
