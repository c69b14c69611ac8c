#pragma once

#include "apps/sandbox/drill/conduct.h"
#include "apps/sandbox/drill/drill.h"

#include <optional>
#include <string>
#include <vector>

namespace sandbox::drill {

/// How a duty was met.
enum class Verdict {
    in_time,
    late,
    early,   ///< Before what it must follow, or before its time.
    missed,  ///< Not done, and its time is over.
    twice,
    open,  ///< Not done, and there is time yet.
};

/// "in time", "late", …
const char* word(Verdict verdict);

/// One line of the debriefing.
struct Finding {
    std::int64_t ticket = 0;
    std::string duty = {};
    Verdict verdict = Verdict::open;
    std::optional<TimePoint> at = {};   ///< When it was done.
    std::optional<TimePoint> due = {};  ///< Its limit, if it has one that runs or ran.
    std::string section = {};
    std::string why = {};
};

/// When the drill is looked at: once it is over, what is not done is missed.
struct Look {
    enum class Phase { running, over };
    TimePoint at = {};
    Phase phase = Phase::running;
};

/// Duties, promises and repetitions of all cases, in the order of the duties.
std::vector<Finding> judged(const std::vector<Duty>& duties, const std::vector<Conduct>& conducts,
                            const Look& look);

/// Was everything in time, and nothing done twice?
bool is_all_in_time(const std::vector<Finding>& findings);

}  // namespace sandbox::drill
