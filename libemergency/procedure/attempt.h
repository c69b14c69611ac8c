#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/procedure/executor.h"
#include "libemergency/procedure/perform.h"
#include "libemergency/store/journal.h"

#include <string>

namespace emergency::procedure {

/// What one effect needs to be carried out.
struct Attempt {
    const Services& services;
    Journal& journal;
    Clock& clock;
    const std::string& by;  ///< Who acts, as audits name it.
    const std::string& case_id;
    TimePoint begun = {};  ///< When the plan was begun.

    /// Longer than a plan takes: whoever was suspended for so long may have been succeeded.
    bool was_suspended() const { return clock.now() - begun > std::chrono::seconds(30); }
};

/// How an effect ended, with the facts that later effects may need.
struct Ended {
    Step step = {};
    Fact fact = {};
    bool ticket_changed = false;  ///< A guarded update was refused.
    bool is_ours = false;         ///< This machine made it, now or before.
    bool url_is_unknown = false;  ///< What needs the link waits for another time.
};

/// Carries out one effect exactly once: proof where there is doubt, intent, request, outcome.
Ended carry_out(const Attempt& attempt, const Effect& effect);

}  // namespace emergency::procedure
