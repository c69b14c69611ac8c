#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace emergency {

/// The file in a ticket's folder that says whose it is, and, by its age, since when.
inline constexpr const char* folder_mark = ".emerg-ticket";

/// What the mark of the folder at `path` says: the ticket's address; empty if there is none.
std::string marked_in(const std::string& path);

/// A ticket's folder that is there.
struct FoundFolder {
    std::string path = {};
    std::string name = {};
    std::string ticket_url = {};
    TimePoint made_at = {};
    std::uintmax_t size = 0;
};

/// The folders of tickets below `base`; what is not one of them is left out.
std::vector<FoundFolder> ticket_folders(const std::string& base);

/// Removes a ticket's folder with everything in it. Cut off, it still is one, and is removed the
/// next time.
Result<void> remove_folder(const FoundFolder& folder);

}  // namespace emergency
