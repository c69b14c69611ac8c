#include "apps/sandbox/pagerduty/handlers.h"
#include "apps/sandbox/pagerduty/layers.h"
#include "apps/sandbox/pagerduty/rota.h"
#include "apps/sandbox/time_text.h"
#include "libemergency/core/local_time.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <tuple>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

using Shifts = std::vector<Shift>;

struct Window {
    TimePoint from = {};
    TimePoint until = {};
};

std::optional<Window> window_of(const Call& call) {
    constexpr auto two_weeks = std::chrono::hours(24 * 14);
    const auto since = call.moment("since");
    const auto until = call.moment("until");
    if (!since && !until) {
        return std::nullopt;
    }
    const auto from = since ? *since : *until - two_weeks;
    return Window{.from = from, .until = until ? *until : from + two_weeks};
}

std::vector<Shift> in_window(const Call& call, const std::vector<Shift>& shifts, Window window) {
    return call.one("overflow") == "true" ? touching(shifts, window.from, window.until)
                                          : clipped(shifts, window.from, window.until);
}

double coverage(const std::vector<Shift>& shifts, Window window) {
    std::chrono::milliseconds covered{0};
    for (const auto& shift : clipped(shifts, window.from, window.until)) {
        covered += shift.until - shift.from;
    }
    const auto all = static_cast<double>((window.until - window.from).count());
    return all > 0 ? 100.0 * static_cast<double>(covered.count()) / all : 0.0;
}

json rendered(const Account& account, const Schedule& schedule, const Call& call,
              const std::vector<Shift>& shifts) {
    const auto window = window_of(call);
    auto entries = json::array();
    for (auto shift : window ? in_window(call, shifts, *window) : std::vector<Shift>{}) {
        shift.id.clear();
        entries.push_back(shown(account, schedule, shift));
    }
    return {{"rendered_schedule_entries", std::move(entries)},
            {"rendered_coverage_percentage", window ? coverage(shifts, *window) : 0.0}};
}

json named(const char* name, json made) {
    made["name"] = name;
    return made;
}

Shifts shown_of(const Call& call, const std::function<Shifts(const Window&)>& shifts) {
    const auto window = window_of(call);
    return window ? shifts(*window) : Shifts{};
}

json users_of(const Account& account, const std::vector<std::string>& ids) {
    auto users = json::array();
    for (const auto& id : ids) {
        users.push_back({{"user", user_reference(account, id)}});
    }
    return users;
}

json restrictions_of(const Layer& layer) {
    auto all = json::array();
    for (const auto& each : layer.restrictions) {
        json one{{"type", each.weekday == 0 ? "daily_restriction" : "weekly_restriction"},
                 {"start_time_of_day", fmt::format("{:02}:{:02}:00", each.from.count() / 3600,
                                                   each.from.count() / 60 % 60)},
                 {"duration_seconds", each.length.count()}};
        if (each.weekday != 0) {
            one["start_day_of_week"] = each.weekday;
        }
        all.push_back(std::move(one));
    }
    return all;
}

json shown_layer(const Account& account, const Schedule& schedule, const Call& call,
                 const Layer& layer) {
    const auto& zone = schedule.time_zone;
    auto made = named(layer.name.c_str(),
                      rendered(account, schedule, call, shown_of(call, [&](const Window& window) {
                                   return turns_of(layer, zone, window.from, window.until);
                               })));
    made["id"] = layer.id;
    made["start"] = zoned_seconds(layer.from, zone);
    made["end"] = layer.until ? json(zoned_seconds(*layer.until, zone)) : json();
    made["rotation_virtual_start"] =
        zoned_seconds(emergency::moment_shown(layer.handoff, zone), zone);
    made["rotation_turn_length_seconds"] = layer.turn.count();
    made["users"] = users_of(account, layer.users);
    made["restrictions"] = restrictions_of(layer);
    return made;
}

/// What is written out shift by shift, as a layer.
json written_layer(const Account& account, const Schedule& schedule, const Call& call) {
    const auto& entries = schedule.entries;
    const auto length = entries.front().until - entries.front().from;
    auto made = named("Layer 1", rendered(account, schedule, call, entries));
    made["id"] = schedule.id + "L1";
    made["start"] = zoned_seconds(entries.front().from, schedule.time_zone);
    made["rotation_virtual_start"] = made["start"];
    made["rotation_turn_length_seconds"] =
        std::chrono::duration_cast<std::chrono::seconds>(length).count();
    made["users"] = users_of(account, people_of(schedule));
    made["restrictions"] = json::array();
    return made;
}

/// The uppermost first.
json layers_of(const Account& account, const Schedule& schedule, const Call& call) {
    auto all = json::array();
    for (auto layer = schedule.layers.rbegin(); layer != schedule.layers.rend(); ++layer) {
        all.push_back(shown_layer(account, schedule, call, *layer));
    }
    if (!schedule.entries.empty()) {
        all.push_back(written_layer(account, schedule, call));
    }
    return all;
}

/// One row of `/oncalls`.
struct Duty {
    const Policy* policy = nullptr;
    std::int64_t level = 0;
    const Schedule* schedule = nullptr;  ///< None: for good.
    Shift shift = {};
};

void add_level(std::vector<Duty>& duties, const Account& account, const Duty& place,
               const Level& level, Window window) {
    for (const auto& user : level.users) {
        duties.push_back(place);
        duties.back().shift.user = user;
    }
    for (const auto& id : level.schedules) {
        const auto* schedule = account.find_schedule(id);
        if (schedule == nullptr) {
            continue;
        }
        for (const auto& shift : final_shifts(*schedule, window.from, window.until)) {
            duties.push_back(place);
            duties.back().schedule = schedule;
            duties.back().shift = shift;
        }
    }
}

std::vector<Duty> duties_of(const Account& account, const Call& call) {
    const auto now = account.now();
    const auto window =
        window_of(call).value_or(Window{.from = now, .until = now + std::chrono::milliseconds(1)});
    std::vector<Duty> duties;
    for (const auto& policy : account.policies) {
        if (!allows(call.all("escalation_policy_ids[]"), policy.id)) {
            continue;
        }
        std::int64_t number = 0;
        for (const auto& level : policy.levels) {
            add_level(duties, account, {.policy = &policy, .level = ++number}, level, window);
        }
    }
    const auto schedules = call.all("schedule_ids[]");
    std::erase_if(duties, [&](const Duty& duty) {
        const auto schedule = duty.schedule == nullptr ? std::string() : duty.schedule->id;
        return !allows(schedules, schedule) || !allows(call.all("user_ids[]"), duty.shift.user);
    });
    return duties;
}

void keep_earliest(std::vector<Duty>& duties) {
    std::set<std::tuple<const Policy*, std::int64_t, std::string>> seen;
    std::ranges::stable_sort(
        duties, [](const Duty& a, const Duty& b) { return a.shift.from < b.shift.from; });
    std::erase_if(duties, [&](const Duty& duty) {
        return !seen.emplace(duty.policy, duty.level, duty.shift.user).second;
    });
}

/// The published description wants a reference here even where the whole user is included.
json user_in(const Account& account, const std::string& id, const Includes& includes) {
    const auto* person = account.find_user(id);
    if (person == nullptr || !includes.contains("users")) {
        return user_reference(account, id);
    }
    auto made = shown(account, *person);
    made["type"] = "user_reference";
    return made;
}

json shown_duty(const Account& account, const Duty& duty, const Includes& includes) {
    json made{{"escalation_policy", includes.contains("escalation_policies")
                                        ? shown(account, *duty.policy)
                                        : policy_reference(account, duty.policy->id)},
              {"escalation_level", duty.level},
              {"user", user_in(account, duty.shift.user, includes)},
              {"schedule", nullptr},
              {"start", nullptr},
              {"end", nullptr}};
    if (duty.schedule != nullptr) {
        made["schedule"] = includes.contains("schedules")
                               ? shown(account, *duty.schedule)
                               : schedule_reference(account, duty.schedule->id);
        made["start"] = utc_seconds(duty.shift.from);
        made["end"] = utc_seconds(duty.shift.until);
    }
    return made;
}

}  // namespace

Answer list_oncalls(Account& account, const Call& call) {
    auto duties = duties_of(account, call);
    if (call.one("earliest") == "true") {
        keep_earliest(duties);
    }
    const auto includes = call.includes();
    return page(call, "oncalls", duties.size(),
                [&](std::size_t index) { return shown_duty(account, duties[index], includes); });
}

Answer list_schedules(Account& account, const Call& call) {
    std::vector<const Schedule*> found;
    for (const auto& schedule : account.schedules) {
        if (schedule.name.find(call.one("query")) != std::string::npos) {
            found.push_back(&schedule);
        }
    }
    return page(call, "schedules", found.size(),
                [&](std::size_t index) { return shown(account, *found[index]); });
}

Answer show_schedule(Account& account, const Call& call) {
    const auto* schedule = account.find_schedule(call.ids.front());
    if (schedule == nullptr) {
        return not_found();
    }
    auto made = shown(account, *schedule);
    made["schedule_layers"] = layers_of(account, *schedule, call);
    made["overrides_subschedule"] =
        named("Overrides", rendered(account, *schedule, call, schedule->overrides));
    made["final_schedule"] =
        named("Final Schedule",
              rendered(account, *schedule, call, shown_of(call, [&](const Window& window) {
                           return final_shifts(*schedule, window.from, window.until);
                       })));
    return answer_with({{"schedule", std::move(made)}});
}

Answer list_schedule_users(Account& account, const Call& call) {
    const auto* schedule = account.find_schedule(call.ids.front());
    if (schedule == nullptr) {
        return not_found();
    }
    const auto window = window_of(call);
    std::vector<std::string> ids;
    if (window) {
        for (const auto& shift : final_shifts(*schedule, window->from, window->until)) {
            ids.push_back(shift.user);
        }
    } else {
        ids = people_of(*schedule);
    }
    std::set<std::string> seen;
    auto users = json::array();
    for (const auto& id : ids) {
        const auto* person = account.find_user(id);
        if (person != nullptr && seen.insert(id).second) {
            users.push_back(shown(account, *person));
        }
    }
    return answer_with({{"users", std::move(users)}});
}

}  // namespace sandbox::pagerduty
