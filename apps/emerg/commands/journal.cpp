#include "apps/emerg/commands/verb.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/time_zone.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <vector>

namespace emerg {
namespace {

using emergency::JournalEntry;
using emergency::TimePoint;

struct JournalArguments {
    std::vector<std::string> words;
    std::string since;
    bool pending = false;
    bool exit_code = false;
};

Json document(const JournalEntry& entry) {
    return {{"sequence", entry.sequence}, {"at", emergency::utc_text(entry.at)},
            {"key", entry.key},           {"case", entry.case_id},
            {"service", entry.service},   {"description", entry.description},
            {"mark", word(entry.mark)},   {"by", entry.by},
            {"result", entry.result},     {"hash", entry.hash}};
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

Listing entries_listing(const std::vector<JournalEntry>& entries) {
    Listing listing{.fields = {"sequence", "at", "key", "case", "service", "description", "mark",
                               "by", "result", "hash"},
                    .columns = {{"AT", "at", Cell::moment},
                                {"KEY", "key"},
                                {"MARK", "mark"},
                                {"SERVICE", "service"},
                                {"RESULT", "result"},
                                {"WHAT", "description"}},
                    .rows = {}};
    for (const auto& entry : entries) {
        listing.rows.push_back(document(entry));
    }
    return listing;
}

Result<emergency::JournalFilter> filter_of(const JournalArguments& options, Session& session) {
    emergency::JournalFilter filter;
    const bool shows_key = !options.words.empty() && options.words.front() == "show";
    if (options.words.size() != (shows_key ? 2U : options.words.empty() ? 0U : 1U)) {
        return Error{.kind = ErrorKind::usage,
                     .message = "too many words, or no key",
                     .hint = "emerg journal CASE; emerg journal show KEY; emerg journal verify"};
    }
    if (shows_key) {
        filter.key = options.words.back();
    } else if (!options.words.empty()) {
        filter.case_id = key_of(options.words.front());
    }
    if (!options.since.empty()) {
        const auto since = moment_of(options.since, session);
        if (!since) {
            return since.error();
        }
        filter.since = *since;
    }
    return filter;
}

/// The newest line of each effect that has no outcome.
Result<std::vector<JournalEntry>> pending(const emergency::JournalFilter& filter,
                                          const emergency::Journal& journal) {
    auto all = journal.pending({});
    if (all) {
        std::erase_if(*all, [&](const JournalEntry& entry) {
            const bool is_asked =
                entry.case_id == filter.case_id || entry.key.starts_with(filter.case_id);
            return !is_asked || (filter.since && entry.at < *filter.since);
        });
    }
    return all;
}

Result<ExitCode> verify(const emergency::Journal& journal, Session& session) {
    const auto verified = journal.verify();
    if (!verified) {
        return verified.error();
    }
    return session.answer({.fields = {"lines", "head"},
                           .columns = {{"LINES", "lines"}, {"HEAD", "head"}},
                           .rows = {{{"lines", verified->lines}, {"head", verified->head}}}});
}

Result<ExitCode> run(const JournalArguments& options, Session& session) {
    const auto journal = session.journal();
    if (!journal) {
        return journal.error();
    }
    if (options.words == std::vector<std::string>{"verify"}) {
        return verify(**journal, session);
    }
    const auto filter = filter_of(options, session);
    if (!filter) {
        return filter.error();
    }
    const auto entries =
        options.pending ? pending(*filter, **journal) : (*journal)->entries(*filter);
    if (!entries) {
        return entries.error();
    }
    if (entries->empty() && !filter->key.empty()) {
        return Error{.kind = ErrorKind::not_found,
                     .message = "the journal has no key " + filter->key,
                     .hint = "emerg journal lists the keys"};
    }
    const auto written = session.answer(entries_listing(*entries));
    return written && options.exit_code && entries->empty() ? ExitCode::nothing : written;
}

}  // namespace

void add_journal(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<JournalArguments>();
    command.add_option("WORDS", options->words,
                       "A case, or how keys begin; show KEY; verify; left out: everything");
    command.add_option("--since", options->since, "Only since then: 2h, or 2026-03-10T04:00:00Z");
    command.add_flag("--pending", options->pending, "Only what has no outcome yet");
    command.add_flag("--exit-code", options->exit_code, "Exit with 10 if there is nothing");
    command.callback([options, &chosen] {
        chosen.is_long = true;
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
