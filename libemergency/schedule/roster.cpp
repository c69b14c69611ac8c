#include "libemergency/schedule/roster.h"

#include "libemergency/core/together.h"
#include "libemergency/schedule/first_level.h"
#include "libemergency/schedule/rotation.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <set>
#include <span>
#include <utility>

namespace emergency::schedule {
namespace {

using pagerduty::Duty;
using pagerduty::User;

std::set<std::string> schedules_of(const std::vector<Rotation>& rotations) {
    std::set<std::string> all;
    for (const auto& rotation : rotations) {
        all.insert(rotation.schedules.begin(), rotation.schedules.end());
    }
    return all;
}

using Duties = std::map<std::string, std::vector<Duty>>;

/// By schedule.
Result<Duties> read_schedules(const pagerduty::Client& client, const std::set<std::string>& ids,
                              Stretch stretch, const Counted& counted) {
    using Read = Result<std::vector<Duty>>;
    const auto windows = windows_of(stretch);
    const auto all = ids.size() * windows.size();
    std::mutex counting;
    std::size_t answered = 0;
    std::vector<std::function<Read()>> reads;
    for (const auto& id : ids) {
        for (const auto& window : windows) {
            reads.emplace_back([&, window]() -> Read {
                auto read = client.whole_duties(id, window.since, window.until);
                const std::lock_guard lock(counting);
                counted(++answered, all);
                return read;
            });
        }
    }
    Duties found;
    for (auto& read : together(reads, requests_at_a_time)) {
        if (!read) {
            return read.error();
        }
        for (auto& duty : std::exchange(*read, {})) {
            found[duty.schedule_id].push_back(std::move(duty));
        }
    }
    return found;
}

/// The duties of a schedule; a copy only if one of the `later` rotations has it, too: a year of
/// many schedules is held once.
std::vector<Duty> taken(Duties& found, const std::string& id, std::span<const Rotation> later) {
    const bool is_needed_again = std::any_of(later.begin(), later.end(), [&](const auto& each) {
        return std::find(each.schedules.begin(), each.schedules.end(), id) != each.schedules.end();
    });
    return is_needed_again ? found[id] : std::exchange(found[id], {});
}

}  // namespace

std::vector<Stretch> windows_of(Stretch stretch) {
    std::vector<Stretch> windows;
    for (auto since = stretch.since; since < stretch.until; since += longest_window) {
        windows.push_back(
            {.since = since, .until = std::min<TimePoint>(since + longest_window, stretch.until)});
    }
    return windows;
}

Result<std::vector<Roster>> read_rosters(const pagerduty::Client& client,
                                         const std::vector<Rotation>& rotations, Stretch stretch,
                                         const Counted& counted) {
    const auto whole = with_schedules(client, rotations);
    auto found = whole ? read_schedules(client, schedules_of(*whole), stretch, counted)
                       : Result<Duties>(whole.error());
    if (!found) {
        return found.error();
    }
    std::vector<Roster> rosters;
    rosters.reserve(whole->size());
    for (auto rotation = whole->begin(); rotation != whole->end(); ++rotation) {
        std::vector<Duty> duties;
        for (const auto& id : rotation->schedules) {
            auto its = taken(*found, id, {std::next(rotation), whole->end()});
            std::move(its.begin(), its.end(), std::back_inserter(duties));
        }
        rosters.push_back({.rotation = *rotation, .duties = merged(std::move(duties))});
    }
    return rosters;
}

Result<People> people_in(const pagerduty::Client& client, const std::vector<Roster>& rosters) {
    std::set<std::string> ids;
    for (const auto& roster : rosters) {
        for (const auto& duty : roster.duties) {
            ids.insert(duty.user.id);
        }
    }
    return people_with(client, ids);
}

Result<People> people_with(const pagerduty::Client& client, const std::set<std::string>& ids) {
    std::vector<std::function<Result<User>()>> reads;
    reads.reserve(ids.size());
    for (const auto& id : ids) {
        reads.emplace_back([&client, &id] { return client.user(id); });
    }
    People people;
    auto id = ids.begin();
    for (auto& user : together(reads, requests_at_a_time)) {
        if (!user && user.error().kind != ErrorKind::not_found) {
            return user.error();
        }
        // Whoever has left is on call all the same, as long as the schedule says so.
        people.emplace(*id, user ? *std::move(user) : User{.id = *id, .name = *id});
        ++id;
    }
    return people;
}

std::vector<Roster> rosters_of(const std::string& user_id, std::vector<Roster> rosters) {
    for (auto& roster : rosters) {
        std::erase_if(roster.duties, [&](const Duty& duty) { return duty.user.id != user_id; });
    }
    std::erase_if(rosters, [](const Roster& roster) { return roster.duties.empty(); });
    return rosters;
}

}  // namespace emergency::schedule
