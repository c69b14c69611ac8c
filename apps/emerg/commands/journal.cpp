#include "apps/emerg/commands/verb.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/time_zone.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace emerg {
namespace {

using emergency::JournalEntry;
using emergency::TimePoint;

struct Options {
    std::string about;
    std::string since;
    bool exit_code = false;
};

Json document(const JournalEntry& entry) {
    return {{"sequence", entry.sequence}, {"at", emergency::utc_text(entry.at)},
            {"key", entry.key},           {"case", entry.case_id},
            {"service", entry.service},   {"description", entry.description},
            {"mark", word(entry.mark)},   {"by", entry.by},
            {"result", entry.result}};
}

/// "2h" ago, or a moment.
Result<TimePoint> moment_of(const std::string& text, Session& session) {
    if (const auto span = emergency::parse_duration(text)) {
        return session.clock().now() - *span;
    }
    return emergency::parse_rfc3339(text);
}

/// A ticket is in keys as ZD-400123; an incident is a case's id.
std::string key_of(const std::string& about) {
    const auto reference = emergency::cases::parse_reference(about);
    if (!reference) {
        return about;
    }
    if (const auto* ticket = std::get_if<emergency::cases::TicketId>(&*reference)) {
        return "ZD-" + std::to_string(ticket->id);
    }
    const auto* incident = std::get_if<emergency::cases::IncidentId>(&*reference);
    return incident == nullptr ? about : incident->id;
}

Result<ExitCode> run(const Options& options, Session& session) {
    emergency::JournalFilter filter{.case_id = key_of(options.about)};
    if (!options.since.empty()) {
        const auto since = moment_of(options.since, session);
        if (!since) {
            return since.error();
        }
        filter.since = *since;
    }
    const auto journal = session.journal();
    if (!journal) {
        return journal.error();
    }
    const auto entries = (*journal)->entries(filter);
    if (!entries) {
        return entries.error();
    }
    Listing listing{.fields = {"sequence", "at", "key", "case", "service", "description", "mark",
                               "by", "result"},
                    .columns = {{"AT", "at", Cell::moment},
                                {"KEY", "key"},
                                {"MARK", "mark"},
                                {"SERVICE", "service"},
                                {"RESULT", "result"},
                                {"WHAT", "description"}},
                    .rows = {}};
    for (const auto& entry : *entries) {
        listing.rows.push_back(document(entry));
    }
    const auto written = session.answer(listing);
    return written && options.exit_code && entries->empty() ? ExitCode::nothing : written;
}

}  // namespace

void add_journal(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<Options>();
    command.add_option("CASE|KEY", options->about, "Only this case, or keys that begin like this");
    command.add_option("--since", options->since, "Only since then: 2h, or 2026-03-10T04:00:00Z");
    command.add_flag("--exit-code", options->exit_code, "Exit with 10 if there is nothing");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
