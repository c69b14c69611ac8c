#include "apps/emerg/commands/schedule_export.h"

#include "apps/emerg/commands/schedule_hours.h"
#include "apps/emerg/commands/schedule_person.h"
#include "apps/emerg/whole_file.h"
#include "libemergency/core/local_time.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/duty_page.h"
#include "libemergency/schedule/ical_file.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>

namespace emerg {
namespace {

using emergency::Rotation;
using emergency::TimePoint;
using emergency::schedule::Counting;
using emergency::schedule::DutyHours;
using emergency::schedule::Roster;
using emergency::schedule::Stretch;

constexpr int months_of_calendar = 12;
constexpr int months_at_most = 24;
constexpr std::chrono::days picture{31};

/// What is exported, of whom and of when.
struct Export {
    const ExportArguments& options;
    std::vector<Rotation> rotations = {};
    TimePoint now = {};
    Stretch stretch = {};  ///< Of the calendar or the page.
};

Result<void> check(const ExportArguments& options, const GlobalOptions& global) {
    const bool counts_hours = options.format == "csv";
    if (options.format.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "it must be said what is made: --format ical, csv or html",
                     .hint = "emerg schedule export --format ical --person me"};
    }
    if (!counts_hours && (!options.since.empty() || !options.until.empty())) {
        return Error{.kind = ErrorKind::usage,
                     .message = "--since and --until are for --format csv; the others begin now"};
    }
    if (!options.since.empty() && options.months > 0) {
        return Error{.kind = ErrorKind::usage,
                     .message = "--since and --months exclude each other"};
    }
    if (options.format == "html" && (options.months > 0 || !options.person.empty())) {
        return Error{.kind = ErrorKind::usage,
                     .message =
                         "the page shows one month of everybody; --months and --person are "
                         "for the other formats"};
    }
    if (!counts_hours && options.file.empty() && global.wants_json()) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("--format {} is no JSON", options.format),
                     .hint = "with --file PATH, --json tells what was written"};
    }
    return {};
}

/// The same day and time `months` later, as near as the calendar has it.
TimePoint later(TimePoint moment, int months) {
    const auto into = moment - emergency::start_of_month(moment, "UTC");
    return emergency::start_of_month(moment, "UTC", months) + into;
}

/// Whole months that are over, unless bounds are given; days are those of `zone`.
Result<Stretch> counted(const Export& what, const std::string& zone) {
    const auto& options = what.options;
    const auto bound = [&](const std::string& text, TimePoint otherwise) {
        return text.empty() ? Result<TimePoint>(otherwise)
                            : emergency::moment_in(text, what.now, zone);
    };
    const auto until = bound(options.until, emergency::start_of_month(what.now, zone));
    if (!until) {
        return until.error();
    }
    const auto first = emergency::start_of_month(*until - std::chrono::seconds(1), zone,
                                                 1 - std::max(options.months, 1));
    const auto since = bound(options.since, first);
    if (!since) {
        return since.error();
    }
    if (*since >= *until) {
        return Error{.kind = ErrorKind::usage, .message = "--since must be before --until"};
    }
    return Stretch{*since, *until};
}

/// What the calendar or the page shows.
Stretch shown_by(const Export& what) {
    if (what.options.format == "html") {
        return {what.now - std::chrono::days(1), what.now + picture};
    }
    const auto months = what.options.months > 0 ? what.options.months : months_of_calendar;
    return {what.now, later(what.now, months)};
}

/// Into the file, or to the output; `shifts` is how many it holds, if it holds any.
Result<ExitCode> put(const Export& what, const std::string& text, std::optional<std::size_t> shifts,
                     Session& session) {
    if (what.options.file.empty()) {
        session.terminal().out() << text;
        return ExitCode::done;
    }
    if (session.options().dry_run) {
        session.say(fmt::format("{} bytes would be written to {}", text.size(),
                                emergency::one_line(what.options.file)));
        return ExitCode::done;
    }
    if (auto written = write_whole_file(what.options.file, text, Readers::everybody); !written) {
        return written.error();
    }
    return session.answer({.shape = Listing::Shape::one,
                           .fields = {"file", "format", "shifts", "bytes"},
                           .columns = {{"FILE", "file"}, {"SHIFTS", "shifts"}, {"BYTES", "bytes"}},
                           .rows = {{{"file", what.options.file},
                                     {"format", what.options.format},
                                     {"shifts", shifts ? Json(*shifts) : Json()},
                                     {"bytes", text.size()}}}});
}

/// The hours of everybody, or of one person.
Result<std::vector<DutyHours>> hours_in(const Export& what, Session& session) {
    std::vector<Counting> countings;
    for (const auto& rotation : what.rotations) {
        const auto stretch = counted(what, rotation.time_zone);
        if (!stretch) {
            return stretch.error();
        }
        countings.push_back({rotation, *stretch});
    }
    auto hours =
        emergency::schedule::read_hours((*session.sources())->pagerduty, countings,
                                        session.config().calendar, reading_progress(session));
    if (!hours || what.options.person.empty()) {
        return hours;
    }
    const auto person = person_meant(what.options.person, session);
    if (!person) {
        return person.error();
    }
    std::erase_if(*hours, [&](const DutyHours& row) { return row.user_id != person->id; });
    return hours;
}

Result<Listing> hours_listing(const Export& what, Session& session) {
    const auto hours = hours_in(what, session);
    if (!hours) {
        return hours.error();
    }
    std::set<std::string> ids;
    for (const auto& row : *hours) {
        ids.insert(row.user_id);
    }
    const auto people = emergency::schedule::people_with((*session.sources())->pagerduty, ids);
    return people ? Result<Listing>(emerg::listing_of(*hours, *people)) : people.error();
}

/// To the output as it is asked for, or as text into the file.
Result<ExitCode> export_hours(const Export& what, Session& session) {
    const auto hours = hours_listing(what, session);
    if (!hours) {
        return hours.error();
    }
    if (what.options.file.empty() && session.options().format != Format::automatic) {
        return session.answer(*hours);
    }
    const auto text = csv_text(*hours, session);
    return text ? put(what, *text, std::nullopt, session) : text.error();
}

std::string name_of_calendar(const Export& what) {
    const auto& one = what.rotations.front().name;
    return "On call" + (what.rotations.size() == 1 ? ": " + one : std::string()) +
           (what.options.person.empty() ? std::string() : ", " + what.options.person);
}

Result<std::string> made(const Export& what, const std::vector<Roster>& rosters, Session& session) {
    if (what.options.format == "html") {
        return emergency::schedule::duty_page(rosters, {.zone = session.config().user.time_zone,
                                                        .as_of = what.now,
                                                        .until = what.stretch.until,
                                                        .calendar = session.config().calendar});
    }
    const auto before = what.options.file.empty() ? Result<std::string>(std::string())
                                                  : text_of_file(what.options.file);
    if (!before) {
        return before.error();
    }
    return emergency::schedule::ical_file(rosters, {.name = name_of_calendar(what),
                                                    .as_of = what.now,
                                                    .until = what.stretch.until,
                                                    .previous = *before});
}

Result<ExitCode> write_export(const Export& what, const std::vector<Roster>& rosters,
                              Session& session) {
    const auto text = made(what, rosters, session);
    if (!text) {
        return text.error();
    }
    std::size_t shifts = 0;
    for (const auto& roster : rosters) {
        shifts += roster.duties.size();
    }
    return put(what, *text, shifts, session);
}

}  // namespace

void add_export_options(CLI::App& command, ExportArguments& options) {
    command.add_option("--format", options.format, "export: ical, csv (hours for pay) or html")
        ->check(CLI::IsMember({"ical", "csv", "html"}));
    command
        .add_option("--months", options.months,
                    "export: how many months: ahead (ical, 12), or that are over (csv, 1)")
        ->check(CLI::Range(1, months_at_most));
    command.add_option("--file", options.file,
                       "export: written there, whole or not at all, instead of to the output");
}

Result<ExitCode> export_schedule(const ExportArguments& options, const std::string& rotation,
                                 Session& session) {
    if (auto fine = check(options, session.options()); !fine) {
        return fine.error();
    }
    auto rotations = rotations_meant(rotation, session);
    const auto now = rotations ? time_there(session) : Result<TimePoint>(rotations.error());
    if (!now) {
        return now.error();
    }
    Export what{.options = options, .rotations = *std::move(rotations), .now = *now};
    if (options.format == "csv") {
        return export_hours(what, session);
    }
    what.stretch = shown_by(what);
    const auto sources = session.sources();
    auto rosters = emergency::schedule::read_rosters((*sources)->pagerduty, what.rotations,
                                                     what.stretch, reading_progress(session));
    if (!rosters) {
        return rosters.error();
    }
    if (options.person.empty()) {
        return write_export(what, *rosters, session);
    }
    const auto person = person_meant(options.person, session);
    if (!person) {
        return person.error();
    }
    return write_export(what, emergency::schedule::rosters_of(person->id, *std::move(rosters)),
                        session);
}

}  // namespace emerg
