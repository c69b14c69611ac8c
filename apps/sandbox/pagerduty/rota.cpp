#include "apps/sandbox/pagerduty/rota.h"

#include "apps/sandbox/pagerduty/layers.h"

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

Shift between(const Shift& shift, TimePoint from, TimePoint until) {
    auto part = shift;
    part.from = from;
    part.until = until;
    return part;
}

std::vector<Shift> without(const std::vector<Shift>& shifts, const Shift& hole) {
    std::vector<Shift> kept;
    for (const auto& shift : shifts) {
        if (shift.until <= hole.from || shift.from >= hole.until) {
            kept.push_back(shift);
            continue;
        }
        if (shift.from < hole.from) {
            kept.push_back(between(shift, shift.from, hole.from));
        }
        if (shift.until > hole.until) {
            kept.push_back(between(shift, hole.until, shift.until));
        }
    }
    return kept;
}

std::vector<Shift> joined(const std::vector<Shift>& shifts) {
    std::vector<Shift> all;
    for (const auto& shift : shifts) {
        if (!all.empty() && all.back().user == shift.user && all.back().until == shift.from) {
            all.back().until = shift.until;
            continue;
        }
        all.push_back(shift);
    }
    return all;
}

}  // namespace

std::vector<Shift> final_shifts(const Schedule& schedule, TimePoint from, TimePoint until) {
    auto shifts = schedule.entries;
    const auto lay_on = [&shifts](const std::vector<Shift>& upper) {
        for (const auto& each : upper) {
            shifts = without(shifts, each);
        }
        shifts.insert(shifts.end(), upper.begin(), upper.end());
    };
    // So much more, that neighbours of one person are joined as far as anybody looks.
    constexpr std::chrono::hours beyond{24};
    for (const auto& layer : schedule.layers) {
        lay_on(turns_of(layer, schedule.time_zone, from - beyond, until + beyond));
    }
    for (const auto& override_shift : schedule.overrides) {
        lay_on({override_shift});
    }
    std::stable_sort(shifts.begin(), shifts.end(),
                     [](const Shift& a, const Shift& b) { return a.from < b.from; });
    return touching(joined(shifts), from, until);
}

std::vector<std::string> people_of(const Schedule& schedule) {
    std::vector<std::string> all;
    const auto add = [&all](const std::string& user) {
        if (std::ranges::find(all, user) == all.end()) {
            all.push_back(user);
        }
    };
    for (const auto& entry : schedule.entries) {
        add(entry.user);
    }
    for (const auto& layer : schedule.layers) {
        std::ranges::for_each(layer.users, add);
    }
    return all;
}

std::vector<Shift> touching(const std::vector<Shift>& shifts, TimePoint from, TimePoint until) {
    std::vector<Shift> all;
    for (const auto& shift : shifts) {
        if (shift.until > from && shift.from < until) {
            all.push_back(shift);
        }
    }
    return all;
}

std::vector<Shift> clipped(const std::vector<Shift>& shifts, TimePoint from, TimePoint until) {
    auto all = touching(shifts, from, until);
    for (auto& shift : all) {
        shift.from = std::max(shift.from, from);
        shift.until = std::min(shift.until, until);
    }
    return all;
}

std::optional<Shift> shift_at(const Schedule& schedule, TimePoint moment) {
    const auto shifts = final_shifts(schedule, moment, moment + std::chrono::milliseconds(1));
    return shifts.empty() ? std::nullopt : std::optional(shifts.front());
}

}  // namespace sandbox::pagerduty
