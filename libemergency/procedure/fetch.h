#pragma once

#include "libemergency/config/config.h"
#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"
#include "libemergency/zendesk/types.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace emergency::procedure {

/// Where a file of a ticket stands, on this machine.
enum class FileState {
    missing,     ///< To be fetched.
    present,     ///< Fetched before, whole.
    differs,     ///< Something else of its name is there, which is left alone.
    too_large,   ///< Left out: larger than one file may be.
    over_total,  ///< Left out: with it, all files of the ticket would be more than they may be.
    malware,     ///< Left out: Zendesk's scan found some.
    deleted,     ///< Left out: Zendesk has it no more.
    fetched,     ///< Fetched now.
    failed,      ///< It could not be fetched.
};

/// The word for it: "too-large".
const char* word(FileState state);

/// A file of a ticket, and what becomes of it here.
struct TicketFile {
    zendesk::AttachedFile file = {};
    zendesk::Id comment_id = 0;
    bool is_public = false;
    std::string local_name = {};
    FileState state = FileState::missing;
};

/// What is known before anything is fetched.
struct Fetching {
    std::vector<zendesk::Comment> comments = {};
    std::map<std::string, std::uintmax_t> here = {};  ///< Name → size, in the ticket's folder.
    std::optional<std::uintmax_t> room = {};          ///< Bytes that are free, if that is known.
};

/// What a file is called on this machine: its id, which no other has, then what is harmless of the
/// name that its writer gave it. Never a path, hidden, an option, or longer than file systems bear.
std::string local_name(const zendesk::AttachedFile& file);

/// Each file of the ticket, oldest first, with what becomes of it. Fails with `local` if there is
/// no room for what is missing.
Result<std::vector<TicketFile>> plan_fetch(const Fetching& fetching, const Config::Files& limits);

/// A ticket's folder on this machine.
struct KeptTicket {
    zendesk::Id ticket_id = 0;
    TimePoint fetched_at = {};  ///< First.
};

/// Why the ticket's files are no longer to be kept; empty if they are. `tickets` is what Zendesk
/// knows of all that are kept; nothing if it did not say.
std::string why_not_kept(const KeptTicket& kept,
                         const std::optional<std::vector<zendesk::Ticket>>& tickets,
                         const Config::Files& limits, TimePoint now);

}  // namespace emergency::procedure
