#include "libemergency/schedule/stretches.h"

#include <algorithm>
#include <map>

namespace emergency::schedule {

Stretches deeper_than(std::size_t depth, const Stretches& all) {
    std::map<TimePoint, long long> steps;  // How many more hold from then on.
    for (const auto& each : all) {
        if (each.since < each.until) {
            ++steps[each.since];
            --steps[each.until];
        }
    }
    Stretches found;
    long long holding = 0;
    for (const auto& [moment, step] : steps) {
        const bool was_deep = holding > static_cast<long long>(depth);
        holding += step;
        const bool is_deep = holding > static_cast<long long>(depth);
        if (is_deep && !was_deep) {
            found.push_back({.since = moment, .until = moment});
        } else if (was_deep && !is_deep) {
            found.back().until = moment;
        }
    }
    return found;
}

Stretches united(const Stretches& all) {
    return deeper_than(0, all);
}

Stretches common(const Stretches& one, const Stretches& other) {
    auto both = one;
    both.insert(both.end(), other.begin(), other.end());
    return deeper_than(1, both);
}

Stretches without(const Stretches& all, const Stretches& taken) {
    Stretches left;
    auto next = taken.begin();
    for (auto rest : all) {
        while (next != taken.end() && next->until <= rest.since) {
            ++next;
        }
        for (auto each = next; each != taken.end() && each->since < rest.until; ++each) {
            if (each->since > rest.since) {
                left.push_back({.since = rest.since, .until = each->since});
            }
            rest.since = std::max(rest.since, each->until);
        }
        if (rest.since < rest.until) {
            left.push_back(rest);
        }
    }
    return left;
}

Stretches within(const Stretches& all, Stretch bounds) {
    Stretches inside;
    for (auto each : all) {
        each.since = std::max(each.since, bounds.since);
        each.until = std::min(each.until, bounds.until);
        if (each.since < each.until) {
            inside.push_back(each);
        }
    }
    return inside;
}

}  // namespace emergency::schedule
