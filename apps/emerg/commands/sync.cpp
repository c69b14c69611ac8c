#include "apps/emerg/commands/verb.h"
#include "apps/emerg/outcome_view.h"
#include "libemergency/core/time_zone.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace emerg {
namespace {

using emergency::Unfinished;

struct SyncArguments {
    std::vector<std::string> words;
    bool exit_code = false;
};

/// The commands to finish: of the cases that the words name, or all.
Result<std::vector<Unfinished>> chosen(const SyncArguments& options, Session& session) {
    if (options.words.empty()) {
        return session.unfinished({});
    }
    const auto references = session.references(options.words);
    if (!references) {
        return references.error();
    }
    std::vector<Unfinished> all;
    for (const auto& reference : *references) {
        const auto one = session.find_case(reference);
        if (!one) {
            return one.error();
        }
        const auto left = session.unfinished(emergency::cases::id_of(*one));
        if (!left) {
            return left.error();
        }
        all.insert(all.end(), left->begin(), left->end());
    }
    return all;
}

Json row_of(const Unfinished& command, ExitCode code, bool is_dry_run) {
    return {{"case", case_or_null(command.case_id)},
            {"command", command.words.empty() ? std::string() : command.words.front()},
            {"at", emergency::utc_text(command.at)},
            {"exit_code", is_dry_run ? Json() : Json(static_cast<int>(code))}};
}

Result<ExitCode> run(const SyncArguments& options, Session& session) {
    const auto all = chosen(options, session);
    if (!all) {
        return all.error();
    }
    Listing listing{.fields = {"case", "command", "at", "exit_code"},
                    .columns = {{"CASE", "case"},
                                {"COMMAND", "command"},
                                {"BEGUN", "at", Cell::moment},
                                {"ENDED WITH", "exit_code"}},
                    .rows = {}};
    auto worst = ExitCode::done;
    const bool is_dry_run = session.options().dry_run;
    for (const auto& command : *all) {
        const auto ended = is_dry_run ? Result<ExitCode>(ExitCode::done) : session.finish(command);
        const auto code = ended ? *ended : session.complain(ended.error());
        worst = worst == ExitCode::done ? code : worst;
        listing.rows.push_back(row_of(command, code, is_dry_run));
    }
    const auto written = session.answer(listing);
    if (!written) {
        return written.error();
    }
    return all->empty() && options.exit_code ? ExitCode::nothing : worst;
}

}  // namespace

void add_sync(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<SyncArguments>();
    command.add_option("CASE", options->words, "Only of these cases");
    command.add_flag("--exit-code", options->exit_code, "Exit with 10 if nothing was left to do");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
