#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"
#include "libemergency/store/store.h"

#include <string>
#include <vector>

namespace emergency {

/// A command that was begun on a case and has not been brought to its end.
struct Unfinished {
    std::string case_id = {};
    std::vector<std::string> words = {};  ///< That repeat it: "contact", "Q0…", "-m", TEXT.
    TimePoint at = {};                    ///< When it was first asked for, by server time.
    std::string by = {};                  ///< Who asked.
};

/// How a command entered the queue.
enum class Entry { first, again };

/// What `sync` and the next command on a case have to finish (design.md, "Effects"). A command
/// enters before its first effect and leaves when nothing of it is left to do, so that one that
/// was killed is found too.
class Queue {
public:
    explicit Queue(Store& store) : store_(store) {}

    /// Enters a command; one that is in it already keeps its first time. Fails with `local`.
    Result<Entry> enter(const Unfinished& command);
    /// Takes the command with these words on this case out; fails with `local`.
    Result<void> leave(const Unfinished& command);
    /// Oldest first; of one case, or of all if `case_id` is empty.
    Result<std::vector<Unfinished>> all(const std::string& case_id) const;

private:
    Store& store_;
};

}  // namespace emergency
