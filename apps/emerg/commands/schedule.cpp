#include "apps/emerg/commands/schedule_audit.h"
#include "apps/emerg/commands/schedule_chart.h"
#include "apps/emerg/commands/schedule_export.h"
#include "apps/emerg/commands/schedule_groups.h"
#include "apps/emerg/commands/schedule_override.h"
#include "apps/emerg/commands/schedule_view.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

namespace emerg {
namespace {

struct ScheduleArguments {
    std::vector<std::string> words = {"now"};
    std::string person;
    ViewArguments view;
    ExportArguments exported;
    OverrideArguments over;
};

/// What the words have in common, where each of them looks for it.
ScheduleArguments shared_out(ScheduleArguments options) {
    options.view.what = options.words.front();
    options.over.what = options.words.size() > 1 ? options.words[1] : std::string();
    options.over.at = options.view.at;
    options.over.until = options.exported.until = options.view.until;
    options.over.person = options.exported.person = options.person;
    options.exported.since = options.view.since;
    return options;
}

Error unknown_word(const std::string& word) {
    const auto& known = verb_of("schedule")->words;
    const auto near = emergency::nearest(word, known);
    return {.kind = ErrorKind::usage,
            .message = fmt::format("there is no schedule {}", emergency::one_line(word)),
            .hint = near.empty() ? fmt::format("it is one of {}", fmt::join(known, ", "))
                                 : fmt::format("did you mean {}?", near)};
}

Result<ExitCode> run(const ScheduleArguments& given, Session& session) {
    const auto options = shared_out(given);
    const auto& what = options.view.what;
    const auto& rotation = options.view.rotation;
    const auto& known = verb_of("schedule")->words;
    if (std::find(known.begin(), known.end(), what) == known.end()) {
        return unknown_word(what);
    }
    if (what == "override") {
        return override_schedule(options.over, rotation, session);
    }
    if (options.words.size() > 1) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("schedule {} takes no more words", what)};
    }
    if (what == "export") {
        return export_schedule(options.exported, rotation, session);
    }
    if (what == "sync-groups") {
        return sync_groups(rotation, session);
    }
    if (what == "audit") {
        return audit_schedule(options.view, session);
    }
    return options.view.chart.empty() ? view_schedule(options.view, session)
                                      : chart_schedule(options.view, session);
}

}  // namespace

void add_schedule(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<ScheduleArguments>();
    auto& view = options->view;
    command.add_option(
        "WHAT", options->words,
        "now, next, mine, show, audit, export, sync-groups; override take, give or swap");
    command.add_option("--rotation", view.rotation, "Only this rotation");
    command.add_option("--tz", view.zone, "My zone for this once, like Europe/Madrid");
    command.add_option("--at", view.at,
                       "As it was or will be then: 16:30, 3h, '2026-03-10 04:00', or the case that "
                       "came; override: the shift that covers it");
    command.add_option(
        "--since", view.since,
        "mine, show, audit: from then on, not from now; export csv: hours from then on");
    command.add_option("--until", view.until,
                       "mine, show, audit, export csv: until then; override: --from until then");
    command.add_option("--person", options->person,
                       "export: only this person; override: whose shift it is; me, or an address");
    command.add_option("--chart", view.chart, "show: drawn, a bar for each person: week or month")
        ->check(CLI::IsMember({"week", "month"}));
    add_export_options(command, options->exported);
    add_override_options(command, options->over);
    command.callback([options, &chosen] {
        chosen.is_long = options->words.front() == "show";
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
