#include "libemergency/procedure/merge.h"

#include "libemergency/core/text.h"
#include "libemergency/procedure/cross_note.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

/// One merge on its way into the plan.
struct Merging {
    const Situation& situation;
    const MergeInto& into;
    std::string step;  ///< Key of what the customer is told before.
    std::string key;
};

Error refused(std::string message, const char* hint) {
    return {.kind = ErrorKind::policy, .message = std::move(message), .hint = hint};
}

/// Urgent, or on the form of emergencies, which the team lowers a ticket from.
bool is_emergency(const Situation& situation, const zendesk::Ticket& ticket) {
    const auto& outcomes = situation.config.triage.outcomes;
    const auto lower = outcomes.find("not");
    const bool has_form = lower != outcomes.end() && lower->second.form != 0 &&
                          ticket.form_id == situation.one.ticket->form_id &&
                          ticket.form_id != lower->second.form;
    return ticket.priority == "urgent" || has_form;
}

std::string target_of(const zendesk::Audit& claim) {
    return value_of(claim.custom, merged_into_name);
}

message::Values with_target(message::Values values, const Merging& merging) {
    values["other"] = fmt::format("#{}", merging.into.ticket.id);
    values["other_url"] = merging.into.url;
    return values;
}

Result<Effect> merge(const Merging& merging) {
    const auto& situation = merging.situation;
    const auto values = with_target(values_of(situation), merging);
    const auto here = colleague_text(situation, "merge_source", values);
    const auto there = colleague_text(situation, "merge_target", values);
    if (!here || !there) {
        return here ? there.error() : here.error();
    }
    return Effect{.key = merging.key,
                  .description = fmt::format("{} merged into #{}", name_of(situation.one),
                                             merging.into.ticket.id),
                  .since = cases::paged_at(situation.one),
                  .change = zendesk::Merge{.source_id = situation.one.ticket->id,
                                           .target_id = merging.into.ticket.id,
                                           .source_note = *here,
                                           .target_note = *there}};
}

Consent consent_to(const Merging& merging) {
    const auto source = name_of(merging.situation.one);
    const auto& target = merging.into.ticket;
    return {.preview =
                fmt::format("── MERGE: {0} into #{1} ──\n"
                            "#{1}: {2} ({3}{4}{5})\n"
                            "This is final: Zendesk closes {0}, and nothing takes it apart again.\n"
                            "Attachments of {0} become visible to those in copy of either ticket.\n"
                            "The notes on both are internal.\n── end ──\n",
                            source, target.id, one_line(target.subject), target.status,
                            target.priority.empty() ? "" : ", ", target.priority),
            .question = fmt::format("Merge {} into #{}, for good?", source, target.id)};
}

Effect claimed(const Merging& merging, const Turn& turn) {
    auto effect = claim(merging.situation, turn, "the merge");
    auto& update = std::get<zendesk::TicketUpdate>(effect.change);
    update.tags = tags_with(merging.situation, turn.key);  // Closed, it keeps them for good.
    update.metadata[merged_into_name] = std::to_string(merging.into.ticket.id);
    return effect;
}

/// The merge itself, and who is told of it, once `needs` have happened.
Result<Plan> with_effects(Plan plan, const Merging& merging, const Turn& turn,
                          std::vector<std::string> needs) {
    auto effect = merge(merging);
    if (!effect) {
        return effect.error();
    }
    effect->needs = std::move(needs);
    effect->after = keys_of(plan.effects);
    effect->proof = turn.proof;
    plan.effects.push_back(*std::move(effect));
    plan.consent = consent_to(merging);
    auto added = add_line(plan, merging.situation, merging.key, "thread_merged",
                          {{"other", fmt::format("#{}", merging.into.ticket.id)}}, {merging.key});
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

/// Zendesk takes no more changes: what is on record says whether this is why.
Result<Plan> closed_already(Plan plan, const Merging& merging) {
    const auto& one = merging.situation.one;
    const auto* first = cases::record_of(one, merging.key + "/claim/1");
    const auto target = std::to_string(merging.into.ticket.id);
    if (first == nullptr || target_of(*first) != target) {
        return refused(fmt::format("{} is closed: it cannot be merged", name_of(one)),
                       "look at it in Zendesk: it may have been merged by hand");
    }
    const auto turn = turn_of(merging.situation, merging.key);
    if (turn.whose != Turn::Whose::mine) {
        plan.remarks.push_back(fmt::format("{} was merged into #{} already", name_of(one), target));
        return plan;
    }
    return with_effects(std::move(plan), merging, turn, {});
}

}  // namespace

Result<void> can_merge(const Situation& situation, const MergeInto& into) {
    const auto& source = *situation.one.ticket;
    const auto& target = into.ticket;
    if (source.status == "solved") {
        return refused(
            fmt::format("{} is solved, and Zendesk merges what is open", name_of(situation.one)),
            "without --merge-into nothing is left to do");
    }
    if (target.id == source.id) {
        return refused(fmt::format("{} cannot be merged into itself", name_of(situation.one)),
                       "name the ticket that goes on with it");
    }
    if (target.is_done()) {
        return refused(fmt::format("#{} is {}", target.id, target.status),
                       "name a ticket that is open");
    }
    if (is_emergency(situation, target)) {
        return refused(fmt::format("#{} is an emergency itself", target.id),
                       "name a ticket that is none: this one is to end as an emergency");
    }
    const bool is_of_others = target.requester_id != source.requester_id ||
                              target.organization_id != source.organization_id;
    if (is_of_others && !into.other_requester) {
        return refused(fmt::format("#{} is of another requester or organisation than {}", target.id,
                                   name_of(situation.one)),
                       "they would see what this customer wrote and attached; --other-requester, "
                       "if that is right");
    }
    return {};
}

Result<Plan> with_merge(Plan plan, const Situation& situation, const MergeInto& into) {
    const auto step = cases::key_of(situation.one, "unresolved");
    const Merging merging{situation, into, step, step + "/merge"};
    if (situation.one.ticket->status == "closed") {
        return closed_already(std::move(plan), merging);
    }
    const auto turn = turn_of(situation, merging.key);
    if (turn.whose == Turn::Whose::theirs) {
        const auto theirs = stand_down(situation, "the merge", turn);
        plan.remarks.insert(plan.remarks.end(), theirs.remarks.begin(), theirs.remarks.end());
        return plan;
    }
    if (turn.whose == Turn::Whose::mine &&
        target_of(*turn.audit) != std::to_string(into.ticket.id)) {
        return refused(fmt::format("a merge into #{} was begun", target_of(*turn.audit)),
                       "name that ticket to finish it; what Zendesk began cannot be taken back");
    }
    std::vector<std::string> needs;
    const auto planned = keys_of(plan.effects);
    if (std::find(planned.begin(), planned.end(), merging.step) != planned.end()) {
        needs = {merging.step};
    }
    if (turn.whose == Turn::Whose::free) {
        auto effect = claimed(merging, turn);
        effect.needs = needs;
        needs = {effect.key};
        plan.effects.push_back(std::move(effect));
    }
    return with_effects(std::move(plan), merging, turn, std::move(needs));
}

}  // namespace emergency::procedure
