#include "libemergency/schedule/roster.h"

#include "libemergency/core/together.h"
#include "libemergency/schedule/rotation.h"

#include <algorithm>
#include <mutex>
#include <set>

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
        for (auto& duty : *read) {
            found[duty.schedule_id].push_back(std::move(duty));
        }
    }
    return found;
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
    const auto found = read_schedules(client, schedules_of(rotations), stretch, counted);
    if (!found) {
        return found.error();
    }
    std::vector<Roster> rosters;
    for (const auto& rotation : rotations) {
        std::vector<Duty> duties;
        for (const auto& id : rotation.schedules) {
            if (const auto its = found->find(id); its != found->end()) {
                duties.insert(duties.end(), its->second.begin(), its->second.end());
            }
        }
        rosters.push_back({.rotation = rotation, .duties = merged(std::move(duties))});
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
    std::vector<std::function<Result<User>()>> reads;
    reads.reserve(ids.size());
    for (const auto& id : ids) {
        reads.emplace_back([&client, &id] { return client.user(id); });
    }
    People people;
    for (auto& user : together(reads, requests_at_a_time)) {
        if (!user) {
            return user.error();
        }
        people.emplace(user->id, *user);
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
