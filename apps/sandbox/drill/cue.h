#pragma once

#include "apps/sandbox/drill/conduct.h"
#include "apps/sandbox/drill/drill.h"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace sandbox::drill {

/// How far a script was played.
struct Played {
    TimePoint start = {};
    std::map<std::size_t, TimePoint> acts = {};  ///< By their place in the script.
};

/// The next act, and when it is to happen.
struct Cue {
    std::size_t act = 0;
    TimePoint at = {};
};

/// The tickets that the drill is about, each once, in the order of its duties, then of its acts.
std::vector<std::int64_t> tickets_of(const Drill& drill);

/// Adds what the script itself did by name, and the start, to what has happened in the cases.
void add_script_moments(std::vector<Conduct>& conducts, const Drill& drill, const Played& played);

/// The act that comes first, if it comes until `until`; of two at the same time the earlier one in
/// the script.
std::optional<Cue> next_cue(const Drill& drill, const std::vector<Conduct>& conducts,
                            const Played& played, TimePoint until);

}  // namespace sandbox::drill
