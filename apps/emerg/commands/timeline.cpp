#include "libemergency/record/timeline.h"

#include "apps/emerg/commands/slack_names.h"
#include "apps/emerg/commands/verb.h"
#include "apps/emerg/whole_file.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/core/together.h"
#include "libemergency/record/markdown.h"
#include "libemergency/record/timeline_page.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::cases::Sources;
using emergency::record::Heading;
using emergency::record::Materials;

struct TimelineArguments {
    std::vector<std::string> words;
    std::string format;
    std::string file;
};

/// Why a part of the timeline is missing.
using Missing = std::optional<Error>;

/// The page, and those before it that the ticket remembers; the newest first.
std::vector<std::string> pages_of(const Case& one) {
    std::vector<std::string> ids;
    const auto note = [&ids](const std::string& id) {
        std::erase(ids, id);
        ids.insert(ids.begin(), id);
    };
    for (const auto& audit : one.audits) {
        const auto page = audit.custom.find(emergency::cases::metadata::incident);
        if (page != audit.custom.end()) {
            note(page->second);
        }
    }
    note(one.incident->id);
    return ids;
}

Missing read_log(const Sources& sources, Materials& materials) {
    if (!materials.one.incident) {
        return materials.one.page_unread;
    }
    for (const auto& id : pages_of(materials.one)) {
        const auto log = sources.pagerduty.log(id);
        if (!log) {
            return log.error();
        }
        materials.log.insert(materials.log.end(), log->begin(), log->end());
    }
    return {};
}

Missing read_thread(const Sources& sources, Materials& materials) {
    if (!materials.one.thread) {
        return {};
    }
    if (sources.slack == nullptr) {
        return Error{.kind = ErrorKind::configuration,
                     .message = "the thread can only be read with a Slack token",
                     .hint = "set slack.token"};
    }
    const auto& place = *materials.one.thread;
    auto thread = sources.slack->replies(place.channel, place.ts);
    auto names = thread ? names_in(*thread, *sources.slack)
                        : Result<std::map<std::string, std::string>>(thread.error());
    if (!names) {
        return names.error();
    }
    materials.thread = *std::move(thread);
    materials.slack_names = *std::move(names);
    return {};
}

Missing read_journal(Session& session, Materials& materials) {
    const auto journal = session.journal();
    if (!journal) {
        return journal.error();
    }
    auto lines = (*journal)->entries({.case_id = emergency::cases::id_of(materials.one)});
    if (!lines) {
        return lines.error();
    }
    materials.journal = *std::move(lines);
    return {};
}

struct Collected {
    Materials materials = {};
    std::vector<Error> missing = {};
};

/// What can be read; a service that does not answer costs its part only.
Result<Collected> collect(const std::vector<std::string>& words, Session& session) {
    const auto references = session.references(words);
    if (!references) {
        return references.error();
    }
    if (references->size() != 1) {
        return Error{.kind = ErrorKind::usage,
                     .message = "a timeline is of one case",
                     .hint = "emerg timeline CASE"};
    }
    auto one = session.find_case(references->front(), emergency::cases::Reading::what_answers);
    const auto sources = one ? session.sources() : Result<const Sources*>(one.error());
    if (!sources) {
        return sources.error();
    }
    Collected collected{.materials = {.one = *std::move(one)}};
    auto& materials = collected.materials;
    const std::vector<std::function<Missing()>> tasks{
        [&] { return read_log(**sources, materials); },
        [&] { return read_thread(**sources, materials); }};
    auto missing = emergency::together(tasks);
    missing.push_back(materials.one.ticket_unread);
    missing.push_back(read_journal(session, materials));
    for (const auto& each : missing) {
        if (each) {
            collected.missing.push_back(*each);
        }
    }
    return collected;
}

Json document(const emergency::record::Event& event) {
    const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    return {{"at", emergency::utc_text(event.at)},
            {"source", emergency::lower(word(event.origin))},
            {"who", event.who},
            {"what", event.what},
            {"public", event.is_public},
            {"text", event.text},
            {"key", or_null(event.key)},
            {"url", or_null(event.url)}};
}

Listing listing_of(const std::vector<emergency::record::Event>& events) {
    Listing listing{.fields = {"at", "source", "who", "what", "public", "text", "key", "url"},
                    .columns = {{"AGO", "at", Cell::moment},
                                {"WHERE", "source"},
                                {"WHO", "who"},
                                {"WHAT", "what"},
                                {"TEXT", "text"}},
                    .rows = {}};
    for (const auto& event : events) {
        listing.rows.push_back(document(event));
    }
    return listing;
}

Heading heading_of(const Case& one, const emergency::Config& config) {
    const auto id = emergency::cases::id_of(one);
    Heading heading{.title = id, .zone = config.user.time_zone, .as_of = one.as_of};
    if (one.ticket) {
        heading.title = fmt::format("#{}: {}", one.ticket->id, one.ticket->subject);
    } else if (one.incident) {
        heading.title = fmt::format("{}: {}", id, one.incident->title);
    }
    if (one.organization) {
        heading.customer = one.organization->name;
    }
    return heading;
}

Result<ExitCode> write_text(const TimelineArguments& options, const std::string& text,
                            Session& session) {
    if (options.file.empty()) {
        session.terminal().out() << text;
        return ExitCode::done;
    }
    if (session.options().dry_run) {
        session.say(fmt::format("{} bytes would be written to {}", text.size(),
                                emergency::one_line(options.file)));
        return ExitCode::done;
    }
    const auto written = write_whole_file(options.file, text, Readers::owner);
    return written ? Result<ExitCode>(ExitCode::done) : written.error();
}

Result<ExitCode> answer(const TimelineArguments& options, const Case& one,
                        const std::vector<emergency::record::Event>& events, Session& session) {
    if (options.format.empty()) {
        return session.answer(listing_of(events));
    }
    const auto heading = heading_of(one, session.config());
    const auto text = options.format == "html" ? timeline_page(heading, events)
                                               : Result<std::string>(markdown_of(heading, events));
    return text ? write_text(options, *text, session) : Result<ExitCode>(text.error());
}

Result<void> check(const TimelineArguments& options, const GlobalOptions& global) {
    if (options.format.empty() && !options.file.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "--file is for --format markdown or html",
                     .hint = "of the rest, redirect the output"};
    }
    if (!options.format.empty() && global.wants_json()) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("--format {} is no JSON", options.format)};
    }
    return {};
}

Result<ExitCode> run(const TimelineArguments& options, Session& session) {
    if (const auto fine = check(options, session.options()); !fine) {
        return fine.error();
    }
    const auto collected = collect(options.words, session);
    if (!collected) {
        return collected.error();
    }
    const auto events = emergency::record::timeline_of(collected->materials);
    auto written = answer(options, collected->materials.one, events, session);
    if (!written || collected->missing.empty()) {
        return written;
    }
    for (const auto& each : collected->missing) {
        session.complain(each);
    }
    return ExitCode::in_part;
}

}  // namespace

void add_timeline(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<TimelineArguments>();
    command.add_option("CASE", options->words,
                       "The case; left out, the only open one that is mine");
    command.add_option("--format", options->format, "markdown, or html with a picture")
        ->check(CLI::IsMember({"markdown", "html"}));
    command.add_option("--file", options->file,
                       "Written there, whole or not at all, instead of to the output");
    command.callback([options, &chosen] {
        chosen.is_long = true;
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
