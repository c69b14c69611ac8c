#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

constexpr const char* step = "joined";

Result<void> joinable(const cases::Case& one) {
    if (!one.ticket || cases::first_contact(one) == nullptr) {
        return Error{
            .kind = ErrorKind::policy,
            .message = fmt::format("the customer of {} was not contacted yet", name_of(one)),
            .hint = fmt::format("first: emerg contact {}", cases::id_of(one))};
    }
    if (one.ticket->is_done()) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} is {}", name_of(one), one.ticket->status)};
    }
    return {};
}

}  // namespace

Result<Plan> plan_joined(const Situation& situation) {
    const auto& one = situation.one;
    if (const auto possible = joinable(one); !possible) {
        return possible.error();
    }
    auto plan = empty_plan(situation, step);
    const auto key = cases::key_of(one, step);
    const auto* record = cases::record_of(one, key);
    if (record == nullptr) {
        plan.effects.push_back(step_record(situation, key, "record of the customer in the call"));
    } else {
        plan.remarks.push_back(fmt::format("the customer of {} is in the call since {}",
                                           name_of(one), at_my_clock(situation, record->at)));
    }
    const bool is_mine = record == nullptr || is_by_this_machine(record, situation);
    auto added =
        is_mine ? tell_thread(plan, situation, key, "thread_joined", slack_values_of(situation))
                : Result<void>();
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

}  // namespace emergency::procedure
