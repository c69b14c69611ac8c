#include "libemergency/procedure/runbook.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

using pagerduty::Status;

/// Who holds the case against us; empty if nobody does.
std::string somebody_else(const Situation& situation) {
    const auto& one = situation.one;
    const auto& me = situation.actor.me;
    if (one.ticket && one.ticket->assignee_id != 0 && one.ticket->assignee_id != me.zendesk.id) {
        return fmt::format("{} is assigned to {}", name_of(one),
                           cases::name_of(one, one.ticket->assignee_id));
    }
    if (!one.incident || one.incident->status != Status::acknowledged) {
        return {};
    }
    const auto& all = one.incident->acknowledgements;
    const bool mine = std::any_of(all.begin(), all.end(),
                                  [&](const auto& each) { return each.by.id == me.pagerduty.id; });
    if (mine || all.empty()) {
        return {};
    }
    return fmt::format("{} was acknowledged by {} at {}", one.incident->id, all.front().by.name,
                       at_my_clock(situation, all.front().at));
}

/// A key of its own for each time that the case is taken over.
std::string taking_key(const cases::Case& one, const std::string& step_key) {
    for (int n = 1;; ++n) {
        auto key = fmt::format("{}/take/{}", step_key, n);
        if (cases::record_of(one, key) == nullptr) {
            return key;
        }
    }
}

/// The newest time that the case was acknowledged or taken over.
const zendesk::Audit* record_of_ack(const cases::Case& one, const std::string& step_key) {
    const auto* record = cases::record_of(one, step_key);
    for (int n = 1;; ++n) {
        const auto* taken = cases::record_of(one, fmt::format("{}/take/{}", step_key, n));
        if (taken == nullptr) {
            return record;
        }
        record = taken;
    }
}

/// What an earlier emergency of the ticket left lower is an emergency again; empty: it stays.
std::string priority_again(const Situation& situation) {
    const auto& wanted = situation.config.policy.priority_when_paged_again;
    const bool is_again = !cases::key_of(situation.one, "ack").ends_with("/1");
    return is_again && situation.one.ticket->priority != wanted ? wanted : std::string();
}

Effect assignment(const Situation& situation, const std::string& key) {
    const auto& ticket = *situation.one.ticket;
    const auto priority = priority_again(situation);
    return {.key = key,
            .description = fmt::format(
                "{} assigned to {}{}", name_of(situation.one), situation.actor.me.zendesk.name,
                priority.empty() ? std::string() : fmt::format(", {} again", priority)),
            .part = Part::claim,
            .since = cases::paged_at(situation.one),
            .change = zendesk::TicketUpdate{
                .ticket_id = ticket.id,
                .assignee_id = situation.actor.me.zendesk.id,
                .priority = priority.empty() ? std::nullopt : std::optional(priority),
                .tags = tags_with(situation, key),
                .metadata = metadata_of(situation, key),
                .updated_stamp = ticket.updated_stamp}};
}

Effect acknowledgement(const Situation& situation, const std::string& step_key, Take take) {
    const auto& incident = *situation.one.incident;
    const auto holder = take == Take::yes ? situation.actor.me.pagerduty.id : std::string();
    return {.key = step_key + "/page",
            .description = fmt::format("page {} acknowledged", incident.id),
            .proof = Proof::before_first,
            .since = incident.created_at,
            .change = pagerduty::StatusChange{incident.id, Status::acknowledged, holder}};
}

void remark_on_ticket(Plan& plan, const Situation& situation) {
    const auto& one = situation.one;
    if (!one.ticket) {
        const auto why = one.ticket_missing.empty()
                             ? fmt::format("page {} names no ticket", plan.case_id)
                             : one.ticket_missing;
        plan.remarks.push_back(why +
                               "; find it in Zendesk, and write ZD#NUMBER as a note on the page");
        return;
    }
    if (one.route != cases::TicketRoute::given) {
        plan.remarks.push_back(
            fmt::format("ticket {} was found by {}", name_of(one), cases::words(one.route)));
    }
}

std::string resolved_already(const Plan& plan) {
    return fmt::format("page {} is already resolved; acknowledging would reopen it", plan.case_id);
}

void add_page(Plan& plan, const Situation& situation, const std::string& step_key, Take take) {
    const auto& one = situation.one;
    if (one.page_unread) {
        plan.postponed.push_back(fmt::format("the page: {}", one.page_unread->message));
        return;
    }
    if (!one.incident) {
        plan.remarks.push_back(fmt::format("{} has no page to acknowledge", name_of(one)));
        return;
    }
    if (one.incident->status == Status::resolved) {
        plan.remarks.push_back(resolved_already(plan));
        return;
    }
    if (one.incident->status == Status::acknowledged && take == Take::no) {
        plan.remarks.push_back(fmt::format("page {} is already acknowledged by you", plan.case_id));
        return;
    }
    auto effect = acknowledgement(situation, step_key, take);
    // A page that rings is silenced whatever becomes of the ticket; one that is taken over is not.
    (take == Take::yes ? effect.needs : effect.after) = keys_of(plan.effects);
    plan.effects.push_back(std::move(effect));
}

Error refusal(const Situation& situation, const std::string& holder) {
    return {
        .kind = ErrorKind::policy,
        .message = holder,
        .hint = fmt::format("to take it over: emerg ack {} --take", cases::id_of(situation.one))};
}

/// Somebody else claimed it a moment ago and is about to acknowledge.
bool is_fresh_of_another(const zendesk::Audit* record, const Situation& situation) {
    return record != nullptr && record->author_id != situation.actor.me.zendesk.id &&
           situation.one.as_of - record->at < situation.config.policy.succession;
}

/// Zendesk is down, and the page rings: it is silenced, and the rest is done once Zendesk is back.
Result<Plan> without_ticket(const Situation& situation, Take take) {
    const auto& one = situation.one;
    if (one.incident->status == Status::resolved || take == Take::yes) {
        return *one.ticket_unread;
    }
    if (const auto holder = somebody_else(situation); !holder.empty()) {
        return refusal(situation, holder);
    }
    auto plan = empty_plan(situation, "ack");
    plan.postponed.push_back(fmt::format("ticket and thread: {}", one.ticket_unread->message));
    add_page(plan, situation, cases::key_of(one, "ack"), take);
    return plan;
}

/// The ticket of a page that is resolved has its owner, or needs none.
bool is_settled(const Situation& situation, Take take) {
    const auto& ticket = situation.one.ticket;
    const bool is_owned = ticket && ticket->assignee_id != 0;
    return !ticket || ticket->is_done() || (is_owned && take == Take::no);
}

/// Acknowledging would reopen the page, but the thread that was begun is not forgotten.
Result<Plan> after_resolving(const Situation& situation, Plan plan, const ThreadPlace& place) {
    plan.remarks.push_back(resolved_already(plan));
    const bool is_open = situation.one.ticket && !situation.one.ticket->is_done();
    if (const auto holder = somebody_else(situation); is_open && !holder.empty()) {
        plan.remarks.push_back(fmt::format("{}; to take it over: emerg ack {} --take", holder,
                                           cases::id_of(situation.one)));
    }
    const auto step_key = cases::key_of(situation.one, "ack");
    if (record_of_ack(situation.one, step_key) == nullptr) {
        return plan;
    }
    auto added = add_thread(plan, situation, step_key, place, Proof::before_first);
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

bool is_assigned_by_us(const Situation& situation, const zendesk::Audit* record) {
    const auto& ticket = situation.one.ticket;
    return is_by_this_machine(record, situation) && ticket &&
           ticket->assignee_id == situation.actor.me.zendesk.id;
}

/// The ticket becomes mine unless it is; gives the proof that the thread needs then.
Proof add_assignment(Plan& plan, const Situation& situation, const std::string& step_key,
                     Take taking) {
    const auto& one = situation.one;
    const auto* record = record_of_ack(one, step_key);
    const bool is_due = record == nullptr || taking == Take::yes;
    if (!one.ticket || !is_due || is_assigned_by_us(situation, record)) {
        return Proof::before_first;
    }
    plan.effects.push_back(
        assignment(situation, taking == Take::yes ? taking_key(one, step_key) : step_key));
    return record == nullptr ? Proof::after_doubt : Proof::before_first;
}

/// It is somebody else's by now, perhaps handed over: what this machine's claim began is finished
/// all the same, for nobody else is at it.
Result<Plan> finish_own(const Situation& situation, Plan plan, const ThreadPlace& place,
                        const std::string& holder) {
    const auto step_key = cases::key_of(situation.one, "ack");
    const auto* record = record_of_ack(situation.one, step_key);
    if (!is_by_this_machine(record, situation)) {
        return refusal(situation, holder);
    }
    if (is_overwritten(situation.one, *record)) {
        plan.effects.push_back(assignment(situation, taking_key(situation.one, step_key)));
    }
    const auto& incident = situation.one.incident;
    if (incident && incident->status == Status::triggered) {
        plan.effects.push_back(acknowledgement(situation, step_key, Take::no));
    }
    if (auto added = add_thread(plan, situation, step_key, place, Proof::before_first); !added) {
        return added.error();
    }
    if (plan.effects.empty()) {
        return refusal(situation, holder);
    }
    plan.remarks.push_back(holder);
    return plan;
}

/// Nothing can be written there; the page rings all the same.
Plan beside_closed_ticket(const Situation& situation, Plan plan, Take take) {
    plan.remarks.push_back(fmt::format(
        "{} is closed and takes no more changes, a thread's link either; where the customer goes "
        "on: emerg ack TICKET",
        name_of(situation.one)));
    add_page(plan, situation, cases::key_of(situation.one, "ack"), take);
    return plan;
}

Result<void> add_ack(Plan& plan, const Situation& situation, const AckOptions& options,
                     Take taking) {
    const auto step_key = cases::key_of(situation.one, "ack");
    const auto proof = add_assignment(plan, situation, step_key, taking);
    add_page(plan, situation, step_key, taking);
    if (auto added = add_thread(plan, situation, step_key, options.thread, proof); !added) {
        return added;
    }
    for (const auto& takeover : options.takeovers) {
        if (auto added = add_takeover(plan, situation, takeover); !added) {
            return added;
        }
    }
    return options.runbook ? add_runbook(plan, situation, step_key, *options.runbook)
                           : Result<void>();
}

}  // namespace

Result<Plan> plan_ack(const Situation& situation, const AckOptions& options) {
    const auto& one = situation.one;
    if (one.ticket_unread) {
        return without_ticket(situation, options.take);
    }
    auto plan = empty_plan(situation, "ack");
    remark_on_ticket(plan, situation);
    const auto* record = record_of_ack(one, cases::key_of(one, "ack"));
    if (one.page_unread && (record != nullptr || options.take == Take::yes)) {
        return *one.page_unread;  // Only PagerDuty knows whose it is, and if it is a new one.
    }
    if (one.incident && one.incident->status == Status::resolved &&
        is_settled(situation, options.take)) {
        return after_resolving(situation, std::move(plan), options.thread);
    }
    const auto holder = somebody_else(situation);
    if (!holder.empty() && options.take == Take::no) {
        return finish_own(situation, std::move(plan), options.thread, holder);
    }
    if (options.take == Take::no && is_fresh_of_another(record, situation)) {
        return stand_down(situation, "ack", {.whose = Turn::Whose::theirs, .audit = record});
    }
    const auto taking = holder.empty() ? Take::no : Take::yes;
    if (one.ticket && one.ticket->status == "closed") {
        return beside_closed_ticket(situation, std::move(plan), taking);
    }
    auto added = add_ack(plan, situation, options, taking);
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

}  // namespace emergency::procedure
