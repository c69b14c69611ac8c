#include "libemergency/procedure/fetch.h"

#include "apps/emerg/commands/fetching.h"
#include "apps/emerg/commands/verb.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace emerg {
namespace {

using emergency::procedure::FileState;
using emergency::procedure::TicketFile;

Json row_of(const FetchedTicket& ticket, const TicketFile& each) {
    const bool is_here = each.state == FileState::fetched || each.state == FileState::present;
    return {{"name", each.file.name},
            {"path", is_here ? Json(ticket.path + '/' + each.local_name) : Json()},
            {"size", each.file.size},
            {"comment", each.comment_id},
            {"public", each.is_public},
            {"state", word(each.state)}};
}

Listing listing_of(const std::vector<FetchedTicket>& tickets) {
    Listing listing{.fields = {"name", "path", "size", "comment", "public", "state"},
                    .columns = {{"STATE", "state"},
                                {"SIZE", "size"},
                                {"COMMENT", "comment"},
                                {"PUBLIC", "public"},
                                {"PATH", "path", Cell::text, "name"}},
                    .rows = {}};
    for (const auto& ticket : tickets) {
        for (const auto& each : ticket.files) {
            listing.rows.push_back(row_of(ticket, each));
        }
    }
    return listing;
}

/// Some came and some did not: in part; else as bad as the first that did not.
ExitCode code_of(const std::vector<FetchedTicket>& tickets) {
    bool is_any_here = false;
    ExitCode worst = ExitCode::done;
    for (const auto& ticket : tickets) {
        for (const auto& each : ticket.files) {
            is_any_here =
                is_any_here || each.state == FileState::fetched || each.state == FileState::present;
        }
        worst = worst == ExitCode::done ? ticket.worst : worst;
    }
    const bool is_in_part = worst != ExitCode::done && worst != ExitCode::interrupted;
    return is_in_part && is_any_here ? ExitCode::in_part : worst;
}

Result<ExitCode> run(const FetchArguments& options, Session& session) {
    if (options.clean) {
        return clean(options, session);
    }
    const auto references = session.references(options.words);
    if (!references) {
        return references.error();
    }
    std::vector<FetchedTicket> tickets;
    for (const auto& reference : *references) {
        auto ticket = fetch_ticket(reference, options, session);
        if (!ticket) {
            return ticket.error();
        }
        tickets.push_back(*std::move(ticket));
    }
    const auto written = session.answer(listing_of(tickets));
    return written ? Result<ExitCode>(code_of(tickets)) : written;
}

}  // namespace

void add_fetch(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<FetchArguments>();
    auto* words = command.add_option("CASE", options->words,
                                     "The case; left out, the only open one that is mine");
    command.add_option("--into", options->into,
                       "Where the tickets' folders are, instead of files.folder");
    command
        .add_flag("--clean", options->clean,
                  "Remove the folders of tickets that are over, or that were fetched long ago")
        ->excludes(words);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
