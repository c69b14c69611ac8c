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

Effect assignment(const Situation& situation, const std::string& key) {
    const auto& ticket = *situation.one.ticket;
    return {.key = key,
            .description = fmt::format("{} assigned to {}", name_of(situation.one),
                                       situation.actor.me.zendesk.name),
            .part = Part::claim,
            .since = cases::paged_at(situation.one),
            .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                            .assignee_id = situation.actor.me.zendesk.id,
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

Result<Effect> thread_root(const Situation& situation, const std::string& step_key,
                           const ThreadPlace& place, Proof proof) {
    auto values = slack_values_of(situation);
    values["cc"] = place.cc;
    const auto text = colleague_text(situation, "thread", values);
    if (!text) {
        return text.error();
    }
    const auto key = step_key + "/thread";
    return Effect{
        .key = key,
        .description = fmt::format("thread in {}", place.channel_name),
        .criticality = Criticality::side,
        .proof = proof,
        .expires = situation.one.as_of + situation.config.policy.thread_expires,
        .since = cases::paged_at(situation.one),
        .change = slack::Post{
            .channel = place.channel_id, .text = *text, .payload = payload_of(situation, key)}};
}

Result<Effect> thread_note(const Situation& situation, const std::string& step_key) {
    auto values = values_of(situation);
    values["thread_url"] = late(step_key + "/thread", "url");
    const auto text = colleague_text(situation, "thread_note", values);
    if (!text) {
        return text.error();
    }
    const auto key = step_key + "/thread-note";
    auto metadata = metadata_of(situation, key);
    metadata[cases::metadata::thread] = values["thread_url"];
    return Effect{
        .key = key,
        .description =
            fmt::format("internal note on {} with the thread's link", name_of(situation.one)),
        .criticality = Criticality::side,
        .needs = {step_key + "/thread"},
        .since = cases::paged_at(situation.one),
        .change = zendesk::TicketUpdate{.ticket_id = situation.one.ticket->id,
                                        .comment = zendesk::NewComment{*text, false},
                                        .metadata = std::move(metadata),
                                        .updated_stamp = situation.one.ticket->updated_stamp}};
}

bool is_by_this_machine(const zendesk::Audit* record, const Situation& situation) {
    if (record == nullptr) {
        return false;
    }
    const auto by = record->custom.find(cases::metadata::by);
    return by != record->custom.end() && by->second == situation.actor.by;
}

/// Another machine took the case a moment ago, and may be starting the thread right now.
bool at_it_elsewhere(const Situation& situation, const std::string& step_key) {
    const auto& audits = situation.one.audits;
    return std::any_of(audits.begin(), audits.end(), [&](const zendesk::Audit& audit) {
        const auto key = audit.custom.find(cases::metadata::key);
        const bool is_ack =
            key != audit.custom.end() &&
            (key->second == step_key || key->second.starts_with(step_key + "/take/"));
        return is_ack && !is_by_this_machine(&audit, situation) &&
               situation.one.as_of - audit.at < situation.config.policy.succession;
    });
}

/// Adds thread and note to the plan, unless the case has its thread.
Result<void> add_thread(Plan& plan, const Situation& situation, const std::string& step_key,
                        const ThreadPlace& place, Proof proof) {
    if (situation.one.thread) {
        plan.remarks.push_back(fmt::format("the thread is {}", situation.one.thread->url));
        return {};
    }
    if (!place.postponed.empty()) {
        plan.postponed.push_back(fmt::format("the thread: {}", place.postponed));
        return {};
    }
    if (!place.remark.empty()) {
        plan.remarks.push_back(place.remark);
    }
    if (place.channel_id.empty()) {
        return {};
    }
    if (at_it_elsewhere(situation, step_key)) {
        plan.postponed.emplace_back("the thread: another machine may be starting it right now");
        return {};
    }
    auto root = thread_root(situation, step_key, place, proof);
    if (!root) {
        return root.error();
    }
    for (const auto& effect : plan.effects) {
        if (effect.part == Part::claim) {
            root->needs.push_back(effect.key);
        }
    }
    plan.effects.push_back(*std::move(root));
    if (!situation.one.ticket) {
        return {};
    }
    auto note = thread_note(situation, step_key);
    if (!note) {
        return note.error();
    }
    plan.effects.push_back(*std::move(note));
    return {};
}

void remark_on_ticket(Plan& plan, const Situation& situation) {
    const auto& one = situation.one;
    if (!one.ticket) {
        plan.remarks.push_back(fmt::format(
            "page {} names no ticket; find it in Zendesk and run: emerg ack TICKET", plan.case_id));
        return;
    }
    if (one.route != cases::TicketRoute::given) {
        plan.remarks.push_back(
            fmt::format("ticket {} was found by {}", name_of(one), cases::words(one.route)));
    }
}

void add_page(Plan& plan, const Situation& situation, const std::string& step_key, Take take) {
    const auto& one = situation.one;
    if (!one.incident) {
        plan.remarks.push_back(fmt::format("{} has no page to acknowledge", name_of(one)));
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

/// Acknowledging would reopen the page, but the thread that was begun is not forgotten.
Result<Plan> after_resolving(const Situation& situation, Plan plan, const ThreadPlace& place) {
    plan.remarks.push_back(
        fmt::format("page {} is already resolved; acknowledging would reopen it", plan.case_id));
    const auto step_key = cases::key_of(situation.one, "ack");
    if (record_of_ack(situation.one, step_key) == nullptr) {
        return plan;
    }
    auto added = add_thread(plan, situation, step_key, place, Proof::before_first);
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

}  // namespace

Result<Plan> plan_ack(const Situation& situation, const AckOptions& options) {
    const auto& one = situation.one;
    Plan plan{.case_id = cases::id_of(one), .step = "ack"};
    remark_on_ticket(plan, situation);
    const auto step_key = cases::key_of(one, "ack");
    const auto* record = record_of_ack(one, step_key);
    if (one.incident && one.incident->status == Status::resolved) {
        return after_resolving(situation, std::move(plan), options.thread);
    }
    const auto holder = somebody_else(situation);
    if (!holder.empty() && options.take == Take::no) {
        return refusal(situation, holder);
    }
    if (options.take == Take::no && is_fresh_of_another(record, situation)) {
        return stand_down(situation, "ack", {.whose = Turn::Whose::theirs, .audit = record});
    }
    const auto taking = holder.empty() ? Take::no : Take::yes;
    const bool is_taken = is_by_this_machine(record, situation) && one.ticket &&
                          one.ticket->assignee_id == situation.actor.me.zendesk.id;
    auto proof = Proof::after_doubt;
    if (one.ticket && !is_taken && (record == nullptr || taking == Take::yes)) {
        plan.effects.push_back(
            assignment(situation, taking == Take::yes ? taking_key(one, step_key) : step_key));
    } else {
        proof = Proof::before_first;
    }
    add_page(plan, situation, step_key, taking);
    auto threaded = add_thread(plan, situation, step_key, options.thread,
                               record == nullptr ? proof : Proof::before_first);
    if (!threaded) {
        return threaded.error();
    }
    return plan;
}

}  // namespace emergency::procedure
