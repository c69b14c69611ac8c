#include "libemergency/schedule/standing.h"

#include "libemergency/core/together.h"
#include "libemergency/schedule/first_level.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace emergency::schedule {
namespace {

using pagerduty::Duty;
using pagerduty::Override;

constexpr int looks = 8;
/// Before the second look; before each later one it is longer by as much.
constexpr std::chrono::milliseconds pause{200};

/// A stretch of one schedule.
struct Place {
    std::string schedule_id = {};
    Stretch stretch = {};
};

std::vector<Place> places_of(const Rotation& rotation, const std::vector<Stretch>& stretches) {
    std::vector<Place> places;
    for (const auto& id : rotation.schedules) {
        for (const auto& stretch : stretches) {
            places.push_back({id, stretch});
        }
    }
    return places;
}

/// What `read` tells of every place, in order.
template <class Item, class Read>
Result<std::vector<Item>> of_all(const std::vector<Place>& places, const Read& read) {
    std::vector<std::function<Result<Item>()>> reads;
    reads.reserve(places.size());
    for (const auto& place : places) {
        reads.emplace_back([&read, &place] { return read(place); });
    }
    std::vector<Item> items;
    for (auto& item : together(reads, requests_at_a_time)) {
        if (!item) {
            return item.error();
        }
        items.push_back(*std::move(item));
    }
    return items;
}

using AllDuties = std::vector<std::vector<Duty>>;
using AllOverrides = std::vector<std::vector<Override>>;

Result<AllDuties> duties_of(const pagerduty::Client& client, const std::vector<Place>& places) {
    return of_all<std::vector<Duty>>(places, [&](const Place& place) {
        return client.whole_duties(place.schedule_id, place.stretch.since, place.stretch.until);
    });
}

Result<AllOverrides> overrides_of(const pagerduty::Client& client,
                                  const std::vector<Place>& places) {
    return of_all<std::vector<Override>>(places, [&](const Place& place) {
        return client.overrides(place.schedule_id, place.stretch.since, place.stretch.until);
    });
}

std::set<std::string> ids_of(const AllOverrides& all) {
    std::set<std::string> ids;
    for (const auto& some : all) {
        for (const auto& each : some) {
            ids.insert(each.id);
        }
    }
    return ids;
}

/// Who is on call, and the overrides that make it so.
struct Snapshot {
    AllDuties duties = {};
    AllOverrides overrides = {};
};

/// The service tells the two in two answers: they belong together only if the overrides are
/// the same before and after who is on call was read. Nothing if they were not.
Result<std::optional<Snapshot>> look_at(const pagerduty::Client& client,
                                        const std::vector<Place>& places) {
    const auto before = overrides_of(client, places);
    auto duties = before ? duties_of(client, places) : Result<AllDuties>(before.error());
    auto after = duties ? overrides_of(client, places) : Result<AllOverrides>(duties.error());
    if (!after) {
        return after.error();
    }
    if (ids_of(*after) != ids_of(*before)) {
        return std::optional<Snapshot>{};
    }
    return std::optional(Snapshot{*std::move(duties), *std::move(after)});
}

Result<Snapshot> snapshot_of(const pagerduty::Client& client, Clock& clock,
                             const std::vector<Place>& places) {
    for (int look = 0; look < looks; ++look) {
        clock.sleep(pause * look);
        auto snapshot = look_at(client, places);
        if (!snapshot) {
            return snapshot.error();
        }
        if (*snapshot) {
            return **std::move(snapshot);
        }
    }
    return Error{.kind = ErrorKind::conflict,
                 .message = "who is on call is being changed by others just now",
                 .hint = "look again in a moment: emerg schedule show",
                 .service = "PagerDuty"};
}

auto place_of(const Duty& duty) {
    return std::tie(duty.start, duty.end, duty.user.id);
}

/// Adds what another stretch told; what both told is there once.
void add(Standing& all, const Standing& more) {
    all.schedule_id = more.schedule_id;
    all.schedule_name = more.schedule_name;
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

Result<std::vector<Standing>> read_standing(const pagerduty::Client& client, Clock& clock,
                                            const Rotation& rotation,
                                            const std::vector<Stretch>& stretches) {
    const auto whole = with_schedules(client, rotation);
    if (!whole) {
        return whole.error();
    }
    const auto places = places_of(*whole, stretches);
    auto snapshot = snapshot_of(client, clock, places);
    if (!snapshot) {
        return snapshot.error();
    }
    std::map<std::string, Standing> by_id;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& id = places[i].schedule_id;
        auto& duties = snapshot->duties[i];
        const auto name = duties.empty() ? id : duties.front().schedule_name;
        auto& standing = by_id[id];
        add(standing, {.schedule_id = id,
                       .schedule_name = name,
                       .duties = std::move(duties),
                       .overrides = std::move(snapshot->overrides[i])});
    }
    std::vector<Standing> all;
    for (const auto& id : whole->schedules) {
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
