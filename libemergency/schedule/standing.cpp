#include "libemergency/schedule/standing.h"

#include "libemergency/core/together.h"

#include <algorithm>
#include <tuple>

namespace emergency::schedule {
namespace {

using pagerduty::Duty;
using pagerduty::Override;

Result<Standing> read_one(const pagerduty::Client& client, const std::string& id, Stretch stretch) {
    auto [duties, overrides] =
        together([&] { return client.whole_duties(id, stretch.since, stretch.until); },
                 [&] { return client.overrides(id, stretch.since, stretch.until); });
    if (!duties || !overrides) {
        return duties ? overrides.error() : duties.error();
    }
    const auto name = duties->empty() ? id : duties->front().schedule_name;
    return Standing{.schedule_id = id,
                    .schedule_name = name,
                    .duties = *std::move(duties),
                    .overrides = *std::move(overrides)};
}

auto place_of(const Duty& duty) {
    return std::tie(duty.start, duty.end, duty.user.id);
}

/// Adds what another stretch told; what both told is there once.
void add(Standing& all, const Standing& more) {
    all.duties.insert(all.duties.end(), more.duties.begin(), more.duties.end());
    std::sort(all.duties.begin(), all.duties.end(),
              [](const Duty& one, const Duty& other) { return place_of(one) < place_of(other); });
    const auto twice = std::unique(
        all.duties.begin(), all.duties.end(),
        [](const Duty& one, const Duty& other) { return place_of(one) == place_of(other); });
    all.duties.erase(twice, all.duties.end());
    for (const auto& each : more.overrides) {
        const bool is_known = std::any_of(all.overrides.begin(), all.overrides.end(),
                                          [&](const Override& one) { return one.id == each.id; });
        if (!is_known) {
            all.overrides.push_back(each);
        }
    }
}

}  // namespace

Result<std::vector<Standing>> read_standing(const pagerduty::Client& client,
                                            const Rotation& rotation,
                                            const std::vector<Stretch>& stretches) {
    std::vector<std::function<Result<Standing>()>> reads;
    for (const auto& id : rotation.schedules) {
        for (const auto& stretch : stretches) {
            reads.emplace_back([&, stretch] { return read_one(client, id, stretch); });
        }
    }
    std::map<std::string, Standing> by_id;
    for (auto& read : together(reads, requests_at_a_time)) {
        if (!read) {
            return read.error();
        }
        const auto [known, is_new] = by_id.emplace(read->schedule_id, *read);
        if (!is_new) {
            add(known->second, *read);
        }
    }
    std::vector<Standing> all;
    for (const auto& id : rotation.schedules) {
        all.push_back(by_id.at(id));
    }
    return all;
}

std::vector<Duty> overlaid(const std::vector<Duty>& duties, const Duty& duty) {
    std::vector<Duty> after{duty};
    for (const auto& each : duties) {
        auto before = each;
        before.end = std::min(each.end, duty.start);
        auto rest = each;
        rest.start = std::max(each.start, duty.end);
        for (const auto& part : {before, rest}) {
            if (part.start < part.end) {
                after.push_back(part);
            }
        }
    }
    std::sort(after.begin(), after.end(),
              [](const Duty& one, const Duty& other) { return place_of(one) < place_of(other); });
    return after;
}

}  // namespace emergency::schedule
