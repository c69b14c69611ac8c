#include "libemergency/procedure/bulk.h"

#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/time_zone.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace emerg {
namespace {

using emergency::procedure::BulkOptions;
using emergency::procedure::Situation;
using emergency::zendesk::Ticket;

struct BulkArguments {
    std::vector<std::string> words;
    BulkOptions bulk;
    std::string since = "24h";
    TextSource source;
};

Json row_of(const Ticket& ticket, const std::string& incident, const std::string& url) {
    const auto& tags = ticket.tags;
    return {{"id", fmt::format("#{}", ticket.id)},
            {"tagged", std::find(tags.begin(), tags.end(), incident) != tags.end()},
            {"created", emergency::utc_text(ticket.created_at)},
            {"status", ticket.status},
            {"subject", ticket.subject},
            {"url", url}};
}

/// The tickets that may belong to the incident, oldest first: somebody has to look at each.
Result<ExitCode> list_candidates(const BulkArguments& options, Session& session) {
    const auto span = emergency::parse_duration(options.since);
    if (!span) {
        return span.error();
    }
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    auto found = (*sources)->zendesk.search(session.config().zendesk.search);
    if (!found) {
        return found.error();
    }
    const auto earliest = session.clock().now() - *span;
    std::erase_if(*found, [&](const Ticket& ticket) { return ticket.created_at < earliest; });
    std::sort(found->begin(), found->end(), [](const Ticket& one, const Ticket& other) {
        return one.created_at < other.created_at;
    });
    Listing listing{.fields = {"id", "tagged", "created", "status", "subject", "url"},
                    .columns = {{"TICKET", "id"},
                                {"TAGGED", "tagged"},
                                {"CREATED", "created", Cell::moment},
                                {"STATUS", "status"},
                                {"SUBJECT", "subject"}},
                    .rows = {}};
    for (const auto& ticket : *found) {
        listing.rows.push_back(
            row_of(ticket, options.bulk.incident, (*sources)->zendesk.agent_url(ticket.id)));
    }
    session.say("look at each; then name those that belong to the incident: emerg bulk CASE…");
    return session.answer(listing);
}

/// The words that ask for the same again.
std::vector<std::string> words_of(const BulkOptions& bulk) {
    std::vector<std::string> words{"bulk", "--incident=" + bulk.incident};
    if (!bulk.issue.empty()) {
        words.push_back("--issue=" + bulk.issue);
    }
    if (!bulk.status_page.empty()) {
        words.push_back("--status-page=" + bulk.status_page);
    }
    return with_text(std::move(words), bulk.text);
}

Result<ExitCode> run(const BulkArguments& options, Session& session) {
    if (options.words.empty()) {
        return list_candidates(options, session);
    }
    const auto text = read_text(options.source, {}, session.environment(), session.terminal());
    if (!text) {
        return text.error();
    }
    auto bulk = options.bulk;
    bulk.text = *text;
    const auto plan = [bulk](const Situation& situation) { return plan_bulk(situation, bulk); };
    return session.carry_out_each(options.words, {plan, words_of(bulk)});
}

}  // namespace

void add_bulk(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<BulkArguments>();
    command.add_option("CASE", options->words,
                       "The tickets to answer; - reads them from standard input");
    command.add_option("--incident", options->bulk.incident, "The incident's tag")
        ->required()
        ->type_name("TAG");
    command.add_option("--issue", options->bulk.issue, "Link of the incident's public issue")
        ->type_name("URL");
    command.add_option("--status-page", options->bulk.status_page, "Link of the status page")
        ->type_name("URL");
    command.add_option("--since", options->since, "List tickets that are no older (24h)")
        ->type_name("SPAN");
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
