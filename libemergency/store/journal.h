#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"
#include "libemergency/store/store.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency {

/// What became of an effect (design.md, "Effects").
enum class Mark {
    intent,      ///< About to be sent; durable before the first byte leaves.
    done,        ///< It happened, by this machine.
    found,       ///< It had happened already: proven by reading back.
    stood_down,  ///< Somebody else owns it.
    failed,      ///< It did not happen.
    uncertain,   ///< It may have happened; reading back could not tell.
    queued,      ///< To be finished by the next command on the case, or sync.
    expired,     ///< Queued too long: dropped.
    remark,      ///< Not an effect: a forced resolve's reason, a choice.
};

/// The word for it, as it is stored and shown.
const char* word(Mark mark);

/// One line of the journal: never changed, never removed. Holds no secret.
struct JournalEntry {
    long long sequence = 0;  ///< Given by the journal.
    TimePoint at = {};       ///< The services' time.
    std::string key = {};    ///< "ZD-400123/contact/1"
    std::string case_id = {};
    std::string service = {};
    std::string description = {};
    Mark mark = Mark::intent;
    std::string by = {};      ///< Who: an address.
    std::string result = {};  ///< Id or link of what was made; what proof said.
    std::string hash = {};    ///< Given by the journal: of this line and the hash before it.
};

/// A journal whose chain holds.
struct Verified {
    long long lines = 0;
    std::string head =
        {};  ///< The newest hash: noted elsewhere, it shows later that nothing was cut off.
};

/// Which lines to show.
struct JournalFilter {
    std::string case_id = {};  ///< Or any key that starts with it; empty: all.
    std::optional<TimePoint> since = {};
    std::string key = {};  ///< Exactly this key; empty: all.
};

/// The append-only record of what this machine sent.
class Journal {
public:
    explicit Journal(Store& store) : store_(store) {}

    /// Appends and makes it durable; fails with `local`.
    Result<void> write(const JournalEntry& entry);
    /// Oldest first.
    Result<std::vector<JournalEntry>> entries(const JournalFilter& filter) const;
    /// The newest line of a key, if any.
    Result<std::optional<JournalEntry>> last(const std::string& key) const;
    /// The number of the newest line, 0 if there is none: tells whether anybody here did anything.
    Result<long long> newest() const;
    /// Keys whose newest line is `intent`, `uncertain` or `queued`; of one case, or of all if
    /// `case_id` is empty.
    Result<std::vector<JournalEntry>> pending(const std::string& case_id) const;
    /// Recomputes the chain of hashes. Fails with `local`, naming the first line that was changed,
    /// inserted or lost.
    Result<Verified> verify() const;
    /// Random, made once for each store: tells two hosts of one person apart.
    Result<std::string> instance();

private:
    Store& store_;
};

}  // namespace emergency
