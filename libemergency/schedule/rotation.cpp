#include "libemergency/schedule/rotation.h"

#include "libemergency/core/together.h"
#include "libemergency/schedule/first_level.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>
#include <utility>

namespace emergency::schedule {

using pagerduty::Duty;

Result<std::vector<Duty>> duties_of(const pagerduty::Client& client, const Rotation& rotation,
                                    TimePoint since, TimePoint until) {
    const auto whole = with_schedules(client, rotation);
    if (!whole) {
        return whole.error();
    }
    std::vector<std::function<Result<std::vector<Duty>>()>> reads;
    reads.reserve(whole->schedules.size());
    for (const auto& id : whole->schedules) {
        reads.emplace_back(
            [&client, &id, since, until] { return client.duties(id, since, until); });
    }
    std::vector<Duty> all;
    for (auto& read : together(reads)) {
        if (!read) {
            return read.error();
        }
        all.insert(all.end(), read->begin(), read->end());
    }
    return merged(std::move(all));
}

std::vector<Duty> merged(std::vector<Duty> duties) {
    std::sort(duties.begin(), duties.end(), [](const auto& a, const auto& b) {
        return std::tie(a.start, a.end, a.user.id) < std::tie(b.start, b.end, b.user.id);
    });
    auto last = duties.begin();  // The pieces lie before it: there may be a year of them.
    for (auto& duty : duties) {
        const auto same =
            std::find_if(std::make_reverse_iterator(last), duties.rend(), [&](const auto& piece) {
                return piece.user.id == duty.user.id && piece.end >= duty.start;
            });
        if (same != duties.rend()) {
            same->end = std::max(same->end, duty.end);
            same->from_override = same->from_override || duty.from_override;
            continue;
        }
        if (&*last != &duty) {
            *last = std::move(duty);
        }
        ++last;
    }
    duties.erase(last, duties.end());
    return duties;
}

std::vector<Duty> on_duty(const std::vector<Duty>& duties, TimePoint moment) {
    std::vector<Duty> now;
    std::copy_if(duties.begin(), duties.end(), std::back_inserter(now),
                 [&](const auto& duty) { return duty.start <= moment && moment < duty.end; });
    return now;
}

std::optional<Duty> next_duty(const std::vector<Duty>& duties, TimePoint moment,
                              const std::string& leaving) {
    const auto next = std::find_if(duties.begin(), duties.end(), [&](const auto& duty) {
        return duty.start > moment && duty.user.id != leaving;
    });
    return next == duties.end() ? std::nullopt : std::optional(*next);
}

std::optional<Duty> successor(const std::vector<Duty>& duties, TimePoint moment,
                              const std::string& leaving) {
    const auto now = on_duty(duties, moment);
    const bool still_on = std::any_of(now.begin(), now.end(),
                                      [&](const auto& duty) { return duty.user.id == leaving; });
    if (!still_on && !now.empty()) {
        return now.front();
    }
    return next_duty(duties, moment, leaving);
}

}  // namespace emergency::schedule
