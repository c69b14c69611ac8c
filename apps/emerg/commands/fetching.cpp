#include "apps/emerg/commands/fetching.h"

#include "apps/emerg/config_files.h"
#include "libemergency/core/text.h"
#include "libemergency/core/together.h"
#include "libemergency/store/ticket_folder.h"

#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <optional>

namespace emerg {
namespace {

using emergency::CaseLock;
using emergency::TicketFolder;
using emergency::procedure::FileState;
using emergency::procedure::TicketFile;
using emergency::zendesk::AttachedFile;
using emergency::zendesk::Client;

constexpr std::size_t files_at_once = 4;
constexpr std::chrono::minutes longest_fetching{5};

Result<emergency::zendesk::Id> ticket_of(const emergency::cases::Reference& reference,
                                         Session& session) {
    const auto one = session.find_case(reference, emergency::cases::Reading::what_answers);
    if (!one) {
        return one.error();
    }
    if (one->ticket) {
        return one->ticket->id;
    }
    return one->ticket_unread
               ? *one->ticket_unread
               : Error{.kind = ErrorKind::not_found,
                       .message = fmt::format("{} has no ticket", emergency::cases::id_of(*one))};
}

Result<void> bring(const AttachedFile& wanted, const std::string& local_name,
                   const TicketFolder& folder, const Client& zendesk) {
    const auto file = folder.begin_file(wanted.size);
    if (!file) {
        return file.error();
    }
    const auto brought = zendesk.download(
        wanted,
        [to = *file](std::size_t at, std::string_view piece) { return to->write(at, piece); });
    if (!brought) {
        return brought.error().kind == ErrorKind::local ? (*file)->refusal() : brought.error();
    }
    return (*file)->keep(local_name);
}

void bring_all(FetchedTicket& ticket, const TicketFolder& folder, const Client& zendesk,
               Session& session) {
    std::vector<TicketFile*> missing;
    std::vector<std::function<Result<void>()>> works;
    for (auto& each : ticket.files) {
        if (each.state == FileState::missing) {
            missing.push_back(&each);
            works.emplace_back([&] { return bring(each.file, each.local_name, folder, zendesk); });
        }
    }
    if (works.empty()) {
        return;
    }
    const auto ends = emergency::together(works, files_at_once);
    for (std::size_t at = 0; at < ends.size(); ++at) {
        missing[at]->state = ends[at] ? FileState::fetched : FileState::failed;
        if (ends[at]) {
            continue;
        }
        auto error = ends[at].error();
        error.message = fmt::format("{} was not fetched: {}",
                                    emergency::one_line(missing[at]->file.name), error.message);
        const auto code = session.complain(error);
        ticket.worst = ticket.worst == ExitCode::done ? code : ticket.worst;
    }
}

const char* why_left_out(FileState state) {
    switch (state) {
        case FileState::differs:
            return "something else of its name is there, which stays: move it away to fetch it";
        case FileState::too_large:
            return "it is larger than files.largest";
        case FileState::over_total:
            return "with it the ticket's files are more than files.total";
        case FileState::malware:
            return "Zendesk found malware in it";
        case FileState::deleted:
            return "it was deleted";
        case FileState::missing:
        case FileState::present:
        case FileState::fetched:
        case FileState::failed:
            return nullptr;
    }
    return nullptr;
}

void say_what_is_noted(const FetchedTicket& ticket, Session& session) {
    for (const auto& each : ticket.files) {
        const auto name = emergency::one_line(each.file.name);
        if (const auto* why = why_left_out(each.state)) {
            session.say(fmt::format("{} ({} bytes) is left out: {}", name, each.file.size, why));
        } else if (each.file.is_malware) {
            session.say(
                fmt::format("{}: Zendesk found malware in it, and an admin lets it through", name));
        }
    }
}

/// The ticket's files as they stand; those that are missing are to be fetched.
Result<void> plan(FetchedTicket& ticket, emergency::zendesk::Id id,
                  std::optional<std::uintmax_t> room, Session& session) {
    const auto sources = session.sources();
    auto comments = sources ? (*sources)->zendesk.comments_with_files(id)
                            : Result<std::vector<emergency::zendesk::Comment>>(sources.error());
    if (!comments) {
        return comments.error();
    }
    auto files = emergency::procedure::plan_fetch(
        {.comments = *std::move(comments), .here = emergency::files_in(ticket.path), .room = room},
        session.config().files);
    if (!files) {
        return files.error();
    }
    ticket.files = *std::move(files);
    say_what_is_noted(ticket, session);
    return {};
}

Result<void> fetch_into(FetchedTicket& ticket, const std::string& base, const std::string& name,
                        emergency::zendesk::Id id, Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    const auto& zendesk = (*sources)->zendesk;
    const auto lock = CaseLock::take(state_folder(session.environment()), ticket.path,
                                     session.clock(), longest_fetching);
    const auto folder = lock ? TicketFolder::open(base, name, zendesk.agent_url(id))
                             : Result<TicketFolder>(lock.error());
    if (!folder) {
        return folder.error();
    }
    folder->sweep();
    if (auto planned = plan(ticket, id, folder->room(), session); !planned) {
        return planned;
    }
    bring_all(ticket, *folder, zendesk, session);
    return {};
}

}  // namespace

std::string files_folder(const FetchArguments& options, const Session& session) {
    const auto& configured = session.config().files.folder;
    const auto& chosen = options.into.empty() ? configured : options.into;
    const auto folder = chosen.empty()
                            ? std::filesystem::path(state_folder(session.environment())) / "files"
                            : std::filesystem::path(chosen);
    std::error_code problem;
    const auto whole = std::filesystem::absolute(folder, problem);
    return problem ? folder.string() : whole.lexically_normal().string();
}

Result<FetchedTicket> fetch_ticket(const emergency::cases::Reference& reference,
                                   const FetchArguments& options, Session& session) {
    const auto id = ticket_of(reference, session);
    if (!id) {
        return id.error();
    }
    const auto base = files_folder(options, session);
    const auto name = fmt::format("zd-{}", *id);
    FetchedTicket ticket{.path = base + '/' + name};
    const auto done = session.options().dry_run ? plan(ticket, *id, {}, session)
                                                : fetch_into(ticket, base, name, *id, session);
    return done ? Result<FetchedTicket>(std::move(ticket)) : done.error();
}

}  // namespace emerg
