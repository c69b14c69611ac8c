#include "libemergency/cases/call_roles.h"
#include "libemergency/procedure/call.h"
#include "libemergency/procedure/page.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace emergency::procedure {
namespace {

using cases::Helper;

/// A role that several may have is settled for each of them.
std::string place_of(const cases::Call& call, const CallRole& role, const Colleague& colleague) {
    return cases::given_prefix(call) +
           word_of(role.is_held_by_one ? role.name : role.name + '\n' + colleague.address);
}

/// The newest record of a place, and how many there are.
std::pair<const zendesk::Audit*, int> newest(const cases::Case& one, const std::string& place) {
    int number = 0;
    const zendesk::Audit* last = nullptr;
    while (const auto* record = cases::record_of(one, fmt::format("{}/{}", place, number + 1))) {
        last = record;
        ++number;
    }
    return {last, number};
}

Effect record(const Situation& situation, const std::string& key, const Colleague& colleague,
              const std::string& what) {
    auto step = step_record(situation, key, fmt::format("{}: {}", what, colleague.name));
    auto& metadata = std::get<zendesk::TicketUpdate>(step.change).metadata;
    metadata[cases::metadata::helper] = colleague.address;
    metadata[cases::metadata::to_name] = colleague.name;
    return step;
}

/// Adds the line to the thread, for when the record is made.
Result<Plan> told(Plan plan, const Situation& situation, const std::string& key,
                  const std::string& message, const Colleague& colleague, message::Values values) {
    if (!situation.one.thread) {
        plan.remarks.push_back(
            fmt::format("{} has no Slack thread that could be told", name_of(situation.one)));
        return plan;
    }
    if (!colleague.postponed.empty()) {
        plan.postponed.push_back(fmt::format("the line in the thread: {}", colleague.postponed));
        return plan;
    }
    values["mention"] = colleague.mention;
    auto added = tell_thread(plan, situation, key, message, values);
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

Result<Plan> role_told(Plan plan, const Situation& situation, const std::string& key,
                       const CallRole& role, const Colleague& colleague, const Helper* before) {
    auto values = slack_values_of(situation);
    values["title"] = slack::escaped(role.title);
    values["before"] = before == nullptr ? std::string() : slack::escaped(before->name);
    values["shadow"] = role.is_shadow ? "yes" : "";
    return told(std::move(plan), situation, key, "thread_call_role", colleague, std::move(values));
}

const Helper* at_place(const std::vector<Helper>& helpers, const std::string& place) {
    const auto found = std::find_if(helpers.begin(), helpers.end(),
                                    [&](const Helper& each) { return each.place == place; });
    return found == helpers.end() ? nullptr : &*found;
}

Result<Plan> release_told(Plan plan, const Situation& situation, const std::string& key,
                          const Colleague& colleague, const std::vector<Helper>& helpers) {
    std::string roles;
    for (const auto& helper : helpers) {
        if (helper.address == colleague.address) {
            roles += (roles.empty() ? "" : ", ") + cases::title_of(helper.role, situation.config);
        }
    }
    auto values = slack_values_of(situation);
    values["roles"] = slack::escaped(roles);
    return told(std::move(plan), situation, key, "thread_call_release", colleague,
                std::move(values));
}

}  // namespace

Result<Plan> plan_call_role(const Situation& situation, const CallRole& role,
                            const Colleague& colleague) {
    const auto& one = situation.one;
    const auto call = running_call(situation);
    if (!call) {
        return call.error();
    }
    auto plan = empty_plan(situation, "call role");
    const auto helpers = cases::helpers_in(one, *call);
    const auto place = place_of(*call, role, colleague);
    const auto* holder = at_place(helpers, place);
    if (holder != nullptr && holder->address == colleague.address) {
        plan.remarks.push_back(fmt::format("{} is {} in the call on {} since {}", colleague.name,
                                           role.title, name_of(one),
                                           at_my_clock(situation, holder->given->at)));
        if (!is_by_this_machine(holder->given, situation)) {
            return plan;
        }
        const auto earlier = cases::helpers_in(one, *call, holder->given);
        return role_told(std::move(plan), situation, holder->given->custom.at(cases::metadata::key),
                         role, colleague, at_place(earlier, place));
    }
    const auto key = fmt::format("{}/{}", place, newest(one, place).second + 1);
    auto step = record(situation, key, colleague, role.title + " in the call");
    std::get<zendesk::TicketUpdate>(step.change).metadata[cases::metadata::role] = role.name;
    plan.effects.push_back(std::move(step));
    return role_told(std::move(plan), situation, key, role, colleague, holder);
}

Result<Plan> plan_call_release(const Situation& situation, const Colleague& colleague) {
    const auto& one = situation.one;
    const auto call = running_call(situation);
    if (!call) {
        return call.error();
    }
    auto plan = empty_plan(situation, "call role");
    const auto helpers = cases::helpers_in(one, *call);
    const bool has_any = std::any_of(helpers.begin(), helpers.end(), [&](const Helper& each) {
        return each.address == colleague.address;
    });
    const auto place = cases::released_prefix(*call) + word_of(colleague.address);
    const auto [last, number] = newest(one, place);
    if (!has_any && last != nullptr) {
        plan.remarks.push_back(fmt::format("{} was already released at {}", colleague.name,
                                           at_my_clock(situation, last->at)));
        return is_by_this_machine(last, situation)
                   ? release_told(std::move(plan), situation, last->custom.at(cases::metadata::key),
                                  colleague, cases::helpers_in(one, *call, last))
                   : Result<Plan>(std::move(plan));
    }
    const auto key = fmt::format("{}/{}", place, number + 1);
    plan.effects.push_back(record(situation, key, colleague, "release from the call"));
    return release_told(std::move(plan), situation, key, colleague, helpers);
}

}  // namespace emergency::procedure
