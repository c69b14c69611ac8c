#include "libemergency/procedure/call.h"

#include "libemergency/core/duration.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <utility>

namespace emergency::procedure {
namespace {

Result<void> callable(const Situation& situation) {
    const auto& one = situation.one;
    if (!one.ticket) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} has no ticket to note a call in", name_of(one)),
                     .hint = "name the ticket: emerg call start TICKET"};
    }
    if (one.ticket->is_done()) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} is {}", name_of(one), one.ticket->status)};
    }
    return {};
}

Result<void> add_line(Plan& plan, const Situation& situation, const std::string& key,
                      const std::string& message, const message::Values& values) {
    if (!situation.one.thread) {
        plan.remarks.push_back(
            fmt::format("{} has no Slack thread that could be told", name_of(situation.one)));
        return {};
    }
    const auto text = colleague_text(situation, message, values);
    if (!text) {
        return text.error();
    }
    auto line = thread_line(situation, key + "/thread", *text);
    for (const auto& effect : plan.effects) {
        if (effect.part == Part::claim) {
            line.needs.push_back(effect.key);
        }
    }
    plan.effects.push_back(std::move(line));
    return {};
}

/// What everybody in the call should know of its clocks.
Result<void> add_start_line(Plan& plan, const Situation& situation, const std::string& key,
                            TimePoint begun, const CallStartOptions& options) {
    const auto& policy = situation.config.policy;
    auto values = slack_values_of(situation);
    values["ask"] = options.second == SecondPerson::asked_for ? "yes" : "";
    values["break_time"] = promise(situation, begun + policy.call_break);
    values["break_length"] = brief_duration(policy.call_break_length);
    values["long_time"] = promise(situation, begun + policy.long_call);
    plan.remarks.push_back(fmt::format("a break of {} is due at {}",
                                       brief_duration(policy.call_break_length),
                                       at_my_clock(situation, begun + policy.call_break)));
    plan.remarks.push_back(
        fmt::format("at {}: is a break, another view of the problem, or an "
                    "account escalation due?",
                    at_my_clock(situation, begun + policy.long_call)));
    return add_line(plan, situation, key, "thread_call", values);
}

Result<void> add_break_line(Plan& plan, const Situation& situation, const std::string& key,
                            TimePoint rejoin) {
    auto values = slack_values_of(situation);
    values["rejoin"] = promise(situation, rejoin);
    return add_line(plan, situation, key, "thread_call_break", values);
}

Result<void> add_break_comment(Plan& plan, const Situation& situation, const std::string& key,
                               TimePoint rejoin, const CallBreakOptions& options) {
    const auto own = key + "/customer";
    if (cases::record_of(situation.one, own) != nullptr) {
        return {};
    }
    auto values = values_of(situation);
    values["rejoin"] = promise_to_customer(situation, rejoin);
    const auto text = customer_text(situation, "call_break", options.text, values);
    if (!text) {
        return text.error();
    }
    add_remark(plan, told_language(situation, "call_break", options.text));
    const auto& ticket = *situation.one.ticket;
    plan.effects.push_back(
        {.key = own,
         .description = fmt::format("public comment on {}", name_of(situation.one)),
         .proof = Proof::before_first,
         .needs = keys_of(plan.effects),
         .expires = rejoin,
         .since = cases::paged_at(situation.one),
         .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                         .comment = zendesk::NewComment{*text, true},
                                         .metadata = metadata_of(situation, own),
                                         .updated_stamp = ticket.updated_stamp}});
    return {};
}

/// What follows the break's own record.
Result<Plan> told(Plan plan, const Situation& situation, const std::string& key, TimePoint rejoin,
                  const CallBreakOptions& options) {
    auto added = options.customer == TellCustomer::yes
                     ? add_break_comment(plan, situation, key, rejoin, options)
                     : Result<void>();
    if (added) {
        added = add_break_line(plan, situation, key, rejoin);
    }
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

/// A break that runs: what a cut-off run of this machine may have left undone.
Result<Plan> in_break(Plan plan, const Situation& situation, const cases::Call& call,
                      const CallBreakOptions& options) {
    const auto key = fmt::format("{}/break/{}", call.key, call.breaks);
    plan.remarks.push_back(fmt::format("the call on {} is in its break until {}",
                                       name_of(situation.one),
                                       at_my_clock(situation, call.rejoin)));
    return is_by_this_machine(cases::record_of(situation.one, key), situation)
               ? told(std::move(plan), situation, key, call.rejoin, options)
               : Result<Plan>(std::move(plan));
}

}  // namespace

std::string next_call_key(const cases::Case& one) {
    for (int n = 1;; ++n) {
        auto key = fmt::format("{}/call/{}", cases::key_root(one), n);
        const bool is_free = cases::record_of(one, key) == nullptr &&
                             cases::record_of(one, key + "/ended") == nullptr;
        if (is_free) {
            return key;
        }
    }
}

Result<cases::Call> running_call(const Situation& situation) {
    if (const auto fine = callable(situation); !fine) {
        return fine.error();
    }
    auto call = cases::last_call(situation.one);
    if (!call || call->ended != nullptr) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("no call on {} runs", name_of(situation.one)),
                     .hint = fmt::format("emerg call start {}", cases::id_of(situation.one))};
    }
    return *std::move(call);
}

Result<Plan> plan_call_start(const Situation& situation, const CallStartOptions& options) {
    const auto& one = situation.one;
    if (const auto fine = callable(situation); !fine) {
        return fine.error();
    }
    auto plan = empty_plan(situation, "call");
    const auto running = cases::last_call(one);
    if (running && running->ended == nullptr) {
        plan.remarks.push_back(fmt::format("the call on {} runs since {}, begun by {}",
                                           name_of(one), at_my_clock(situation, running->begun->at),
                                           cases::name_of(one, running->begun->author_id)));
        auto added =
            is_by_this_machine(running->begun, situation)
                ? add_start_line(plan, situation, running->key, running->begun->at, options)
                : Result<void>();
        return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
    }
    const auto key = next_call_key(one);
    plan.effects.push_back(step_record(situation, key, "start of the call"));
    auto added = add_start_line(plan, situation, key, one.as_of, options);
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

Result<Plan> plan_call_break(const Situation& situation, const CallBreakOptions& options) {
    const auto& one = situation.one;
    const auto call = running_call(situation);
    if (!call) {
        return call.error();
    }
    auto plan = empty_plan(situation, "break");
    if (one.as_of < call->rejoin) {
        return in_break(std::move(plan), situation, *call, options);
    }
    if (options.rejoin <= one.as_of) {
        return Error{
            .kind = ErrorKind::usage,
            .message = fmt::format("{} is over already", at_my_clock(situation, options.rejoin)),
            .hint = "--rejoin takes a span, or a time that is still to come: 15m, 16:30"};
    }
    const auto key = fmt::format("{}/break/{}", call->key, call->breaks + 1);
    auto step = step_record(situation, key, "break of the call");
    std::get<zendesk::TicketUpdate>(step.change).metadata[cases::metadata::rejoin] =
        utc_text(options.rejoin);
    plan.effects.push_back(std::move(step));
    return told(std::move(plan), situation, key, options.rejoin, options);
}

}  // namespace emergency::procedure
