#include "apps/sandbox/slack/call.h"

#include <nlohmann/json.hpp>

#include <array>

namespace sandbox::slack {
namespace {

using nlohmann::json;

/// Fewer seconds than this are a pause from now, not a moment.
constexpr std::int64_t longest_pause = 100000000;

json add_reminder(const Call& call) {
    if (!call.has("text") || !call.has("time")) {
        return failed("missing_argument");
    }
    const auto time = call.number("time", -1);
    if (time < 0) {
        return failed("cannot_parse");
    }
    const auto person = call.has("user") ? call.text("user") : call.user;
    if (find(call.workspace.users, person) == nullptr) {
        return failed("user_not_found");
    }
    json reminder{{"id", "Rm" + call.workspace.new_id('0')},
                  {"creator", call.user},
                  {"user", person},
                  {"text", call.text("text")},
                  {"recurring", false},
                  {"time", time < longest_pause ? call.workspace.now_seconds() + time : time},
                  {"complete_ts", 0}};
    call.workspace.reminders.push_back(reminder);
    return succeeded({{"reminder", std::move(reminder)}});
}

json list_reminders(const Call& call) {
    auto own = json::array();
    for (const auto& reminder : call.workspace.reminders) {
        if (reminder.at("user") == call.user || reminder.at("creator") == call.user) {
            own.push_back(reminder);
        }
    }
    return succeeded({{"reminders", own}});
}

constexpr std::array reminders_table{
    Method{"reminders.add", "reminders:write", &add_reminder, Tokens::of_people},
    Method{"reminders.list", "reminders:read", &list_reminders, Tokens::of_people}};

}  // namespace

std::span<const Method> reminder_methods() {
    return reminders_table;
}

}  // namespace sandbox::slack
