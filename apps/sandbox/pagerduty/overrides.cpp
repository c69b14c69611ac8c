#include "apps/sandbox/pagerduty/handlers.h"
#include "apps/sandbox/pagerduty/rota.h"
#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

std::optional<std::string> problem_with(const Account& account, const json& wanted) {
    const auto start = parse_moment(text_in(wanted, "start"));
    const auto end = parse_moment(text_in(wanted, "end"));
    if (!start || !end) {
        return "Override must have a start and an end";
    }
    if (*end <= *start) {
        return "Override must end after its start";
    }
    if (*end <= account.now()) {
        return "Override must end in the future";
    }
    const auto user = text_in(wanted.value("user", json::object()), "id");
    return account.find_user(user) == nullptr ? std::optional<std::string>("User does not exist")
                                              : std::nullopt;
}

json create(Account& account, Schedule& schedule, const json& wanted) {
    if (const auto problem = problem_with(account, wanted)) {
        return {{"status", 400}, {"errors", json::array({*problem})}, {"override", wanted}};
    }
    schedule.overrides.push_back({.from = *parse_moment(text_in(wanted, "start")),
                                  .until = *parse_moment(text_in(wanted, "end")),
                                  .user = text_in(wanted["user"], "id"),
                                  .id = account.new_id("Q0SBX")});
    return {{"status", 201}, {"override", shown(account, schedule, schedule.overrides.back())}};
}

}  // namespace

Answer list_overrides(Account& account, const Call& call) {
    const auto* schedule = account.find_schedule(call.ids.front());
    if (schedule == nullptr) {
        return not_found();
    }
    const auto since = call.moment("since");
    const auto until = call.moment("until");
    if (!since || !until) {
        return invalid("Since and until cannot be empty");
    }
    auto overrides = json::array();
    for (const auto& shift : touching(schedule->overrides, *since, *until)) {
        overrides.push_back(shown(account, *schedule, shift));
    }
    return answer_with({{"overrides", std::move(overrides)}});
}

Answer create_overrides(Account& account, const Call& call) {
    auto* schedule = account.find_schedule(call.ids.front());
    if (schedule == nullptr) {
        return not_found();
    }
    auto wanted = body_object(call, "overrides");
    if (!wanted) {
        wanted = body_object(call, "override");
    }
    if (!wanted || (!wanted->is_array() && !wanted->is_object())) {
        return invalid("Overrides cannot be empty");
    }
    auto outcomes = json::array();
    for (const auto& each : wanted->is_array() ? *wanted : json::array({*wanted})) {
        outcomes.push_back(create(account, *schedule, each));
    }
    return answer_with(201, outcomes);
}

Answer delete_override(Account& account, const Call& call) {
    auto* schedule = account.find_schedule(call.ids.front());
    if (schedule == nullptr) {
        return not_found();
    }
    const auto gone = std::ranges::find(schedule->overrides, call.ids.back(), &Shift::id);
    if (gone == schedule->overrides.end()) {
        return not_found();
    }
    const auto now = account.now();
    if (gone->until <= now) {
        return invalid("An override of the past cannot be deleted");
    }
    if (gone->from < now) {
        gone->until = now;
        return answer_with({{"override", shown(account, *schedule, *gone)}});
    }
    schedule->overrides.erase(gone);
    return {.status = 204, .headers = {}};
}

}  // namespace sandbox::pagerduty
