#pragma once

#include "libemergency/core/clock.h"

#include <cstddef>
#include <vector>

namespace emergency::schedule {

/// Begin and end of a stretch of time.
struct Stretch {
    TimePoint since = {};
    TimePoint until = {};
};

/// Several; where a function answers them, in order, and no two touch.
using Stretches = std::vector<Stretch>;

/// When more than `depth` of them hold at once.
Stretches deeper_than(std::size_t depth, const Stretches& all);

/// When any of them holds.
Stretches united(const Stretches& all);

/// When one of both holds; each is in order, as `united` answers it.
Stretches common(const Stretches& one, const Stretches& other);

/// When one of `all` holds, and none of `taken`; each as `united` answers it.
Stretches without(const Stretches& all, const Stretches& taken);

/// What of them lies within a stretch.
Stretches within(const Stretches& all, Stretch bounds);

}  // namespace emergency::schedule
