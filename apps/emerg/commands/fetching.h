#pragma once

#include "apps/emerg/session.h"
#include "libemergency/procedure/fetch.h"

#include <string>
#include <vector>

namespace emerg {

struct FetchArguments {
    std::vector<std::string> words;
    std::string into;
    bool clean = false;
};

/// What became of the files of a ticket.
struct FetchedTicket {
    std::string path = {};  ///< Of its folder.
    std::vector<emergency::procedure::TicketFile> files = {};
    ExitCode worst = ExitCode::done;  ///< Of the first file that could not be fetched.
};

/// Where the folders of tickets are.
std::string files_folder(const FetchArguments& options, const Session& session);

/// Fetches what is missing of a ticket's files; a file that fails is told, the others follow.
Result<FetchedTicket> fetch_ticket(const emergency::cases::Reference& reference,
                                   const FetchArguments& options, Session& session);

/// Removes the folders of tickets that are no longer to be kept; a dry run only lists them.
Result<ExitCode> clean(const FetchArguments& options, Session& session);

}  // namespace emerg
