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

}  // namespace

void add_auth(CLI::App& command, Chosen& chosen) {
    auto what = std::make_shared<std::string>("check");
    command.add_option("WHAT", *what, "check")->check(CLI::IsMember(verb_of("auth")->words));
    command.callback([what, &chosen] { chosen.job = &check_tokens; });
}

}  // namespace emerg
