#include "libemergency/core/text.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

Result<cases::Handover> open_to_acceptance(const Situation& situation) {
    const auto& one = situation.one;
    if (!one.ticket || one.ticket->is_done()) {
        return Error{.kind = ErrorKind::policy,
                     .message = one.ticket
                                    ? fmt::format("{} is {}; there is nothing to accept",
                                                  name_of(one), one.ticket->status)
                                    : fmt::format("{} has no ticket to accept", name_of(one))};
    }
    auto last = cases::last_handover(one);
    if (last) {
        return *std::move(last);
    }
    return Error{.kind = ErrorKind::policy,
                 .message = fmt::format("{} was not handed over", name_of(one)),
                 .hint = fmt::format("take it: emerg ack {}", cases::id_of(one))};
}

/// A successor whom Zendesk does not know was named, and not assigned.
bool is_to_me(const Situation& situation, const cases::Handover& handover) {
    const auto& me = situation.actor.me;
    const auto assignee = situation.one.ticket->assignee_id;
    if (assignee == me.zendesk.id) {
        return true;
    }
    const auto to = handover.given->custom.find(cases::metadata::to);
    const bool was_assigned = assignee != 0 && assignee != handover.given->author_id;
    return !was_assigned && to != handover.given->custom.end() && to->second == me.pagerduty.id;
}

Error refusal(const Situation& situation, const cases::Handover& handover) {
    const auto& one = situation.one;
    const auto& told = handover.given->custom;
    const auto to = told.find(cases::metadata::to_name);
    return {.kind = ErrorKind::policy,
            .message = fmt::format("{} was handed to {}", name_of(one),
                                   to == told.end() ? "somebody else" : one_line(to->second)),
            .hint = fmt::format("to accept it all the same: emerg handoff accept {} --take",
                                cases::id_of(one))};
}

Effect acceptance(const Situation& situation, const std::string& key) {
    const auto& ticket = *situation.one.ticket;
    zendesk::TicketUpdate update{.ticket_id = ticket.id,
                                 .tags = tags_with(situation, key),
                                 .metadata = metadata_of(situation, key),
                                 .updated_stamp = ticket.updated_stamp};
    if (ticket.assignee_id != situation.actor.me.zendesk.id) {
        update.assignee_id = situation.actor.me.zendesk.id;
    }
    return {.key = key,
            .description = fmt::format("{} accepted by {}", name_of(situation.one),
                                       situation.actor.me.zendesk.name),
            .part = Part::claim,
            .since = cases::paged_at(situation.one),
            .change = std::move(update)};
}

}  // namespace

Result<Plan> plan_accept(const Situation& situation, const AcceptOptions& options) {
    const auto& one = situation.one;
    const auto handover = open_to_acceptance(situation);
    if (!handover) {
        return handover.error();
    }
    auto plan = empty_plan(situation, "accept");
    const auto key = handover->key + "/accepted";
    if (const auto* accepted = handover->accepted) {
        plan.remarks.push_back(fmt::format("{} was already accepted at {} by {}", name_of(one),
                                           at_my_clock(situation, accepted->at),
                                           cases::writer_of(one, *accepted)));
        auto added =
            is_by_this_machine(accepted, situation)
                ? tell_thread(plan, situation, key, "thread_accepted", slack_values_of(situation))
                : Result<void>();
        return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
    }
    if (options.take == Take::no && !is_to_me(situation, *handover)) {
        return refusal(situation, *handover);
    }
    plan.effects.push_back(acceptance(situation, key));
    auto added = tell_thread(plan, situation, key, "thread_accepted", slack_values_of(situation));
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

}  // namespace emergency::procedure
