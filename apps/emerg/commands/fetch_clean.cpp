#include "apps/emerg/commands/fetching.h"
#include "apps/emerg/config_files.h"
#include "libemergency/store/found_folders.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <chrono>

namespace emerg {
namespace {

using emergency::FoundFolder;
using emergency::zendesk::Id;
using emergency::zendesk::Ticket;

constexpr std::string_view prefix = "zd-";
constexpr std::chrono::minutes longest_cleaning{1};

/// The ticket whose folder it is; 0 if it is none of this help desk.
Id ticket_of(const FoundFolder& folder, const emergency::zendesk::Client& zendesk) {
    if (!folder.name.starts_with(prefix)) {
        return 0;
    }
    const auto* const end = folder.name.data() + folder.name.size();
    Id id = 0;
    const auto [last, problem] = std::from_chars(folder.name.data() + prefix.size(), end, id);
    const bool is_number = problem == std::errc{} && last == end;
    return is_number && folder.ticket_url == zendesk.agent_url(id) ? id : 0;
}

Json row_of(const FoundFolder& folder, Id ticket, const std::string& why, const char* state) {
    return {{"ticket", ticket},
            {"path", folder.path},
            {"size", folder.size},
            {"why", why},
            {"state", state}};
}

Result<void> remove(const FoundFolder& folder, Session& session) {
    const auto lock = emergency::CaseLock::take(state_folder(session.environment()), folder.path,
                                                session.clock(), longest_cleaning);
    return lock ? remove_folder(folder) : Result<void>(lock.error());
}

struct Cleaning {
    Listing listing = {.fields = {"ticket", "path", "size", "why", "state"},
                       .columns = {{"TICKET", "ticket"},
                                   {"STATE", "state"},
                                   {"SIZE", "size"},
                                   {"WHY", "why"},
                                   {"PATH", "path"}},
                       .rows = {}};
    ExitCode code = ExitCode::done;

    void add(const FoundFolder& folder, Id ticket, const std::string& why, Session& session) {
        const bool is_dry_run = session.options().dry_run;
        const auto gone = is_dry_run || why.empty() ? Result<void>() : remove(folder, session);
        if (!gone) {
            code = session.complain(gone.error());
        }
        const auto* const done = is_dry_run ? "to-remove" : "removed";
        const auto* const state = !gone ? "failed" : why.empty() ? "kept" : done;
        listing.rows.push_back(row_of(folder, ticket, why, state));
    }
};

}  // namespace

Result<ExitCode> clean(const FetchArguments& options, Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    const auto& zendesk = (*sources)->zendesk;
    auto folders = emergency::ticket_folders(files_folder(options, session));
    std::erase_if(folders, [&](const auto& each) { return ticket_of(each, zendesk) == 0; });
    std::vector<Id> ids;
    ids.reserve(folders.size());
    for (const auto& folder : folders) {
        ids.push_back(ticket_of(folder, zendesk));
    }
    const auto tickets = zendesk.tickets(ids);
    const auto known = tickets ? std::optional(*tickets) : std::nullopt;
    Cleaning cleaning;
    for (const auto& folder : folders) {
        const auto id = ticket_of(folder, zendesk);
        cleaning.add(
            folder, id,
            emergency::procedure::why_not_kept({id, folder.made_at}, known, session.config().files,
                                               session.clock().now()),
            session);
    }
    auto written = session.answer(cleaning.listing);
    if (!written) {
        return written;
    }
    return tickets ? cleaning.code : session.complain(tickets.error());
}

}  // namespace emerg
