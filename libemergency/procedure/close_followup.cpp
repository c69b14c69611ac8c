#include "libemergency/procedure/close_followup.h"

#include "libemergency/procedure/cross_note.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

std::string ticket_key(const Closing& closing) {
    return closing.key + "/ticket";
}

std::string url_of(const Closing& closing) {
    return closing.options.followup == FollowupTicket::made ? late(ticket_key(closing), "url")
                                                            : closing.options.existing_url;
}

Result<Effect> new_ticket(const Closing& closing) {
    const auto& situation = closing.situation;
    const auto values = values_of(situation);
    const auto body = customer_text(situation, "followup_ticket", {}, values);
    const auto subject = colleague_text(situation, "followup_subject", values);
    if (!body || !subject) {
        return body ? subject.error() : body.error();
    }
    const auto key = ticket_key(closing);
    return Effect{
        .key = key,
        .description = fmt::format("follow-up ticket of {}", name_of(situation.one)),
        .since = cases::paged_at(situation.one),
        .change = zendesk::NewTicket{.subject = *subject,
                                     .body = *body,
                                     .requester_id = situation.one.ticket->requester_id,
                                     .assignee_id = situation.actor.me.zendesk.id,
                                     .priority = situation.config.policy.priority_after_close,
                                     .external_id = key,
                                     .metadata = metadata_of(situation, key)}};
}

Result<Effect> link(const Closing& closing) {
    const auto& situation = closing.situation;
    auto values = values_of(situation);
    values["other"] = number_of(closing);
    values["other_url"] = url_of(closing);
    const auto text = colleague_text(situation, "followup_link", values);
    if (!text) {
        return text.error();
    }
    return cross_note(
        situation,
        {.key = closing.key + "/link", .ticket_id = situation.one.ticket->id, .text = *text});
}

Result<Effect> backlink(const Closing& closing) {
    const auto& situation = closing.situation;
    const auto text = colleague_text(situation, "emergency_link", values_of(situation));
    if (!text) {
        return text.error();
    }
    CrossNote note{.key = closing.key + "/backlink", .text = *text};
    if (closing.options.followup == FollowupTicket::made) {
        note.late_ticket = late(ticket_key(closing), "id");
    } else {
        const auto& other = closing.options.existing;
        const bool is_lowered = other.priority == "urgent" && !is_begun_emergency(situation, other);
        note.ticket_id = other.id;
        note.priority = is_lowered ? situation.config.policy.priority_after_close : std::string();
    }
    return cross_note(situation, note);
}

/// Whoever is at it may make what is not there yet.
void leave_to(const Turn& turn, const Situation& situation, Plan& plan) {
    const auto until = turn.audit->at + situation.config.policy.succession;
    for (auto& effect : plan.effects) {
        effect.contested_until = until;
    }
}

}  // namespace

std::string number_of(const Closing& closing) {
    switch (closing.options.followup) {
        case FollowupTicket::none:
            return {};
        case FollowupTicket::existing:
            return fmt::format("#{}", closing.options.existing.id);
        case FollowupTicket::made:
            return '#' + late(ticket_key(closing), "id");
    }
    return {};
}

Result<void> add_ticket(Plan& plan, const Closing& closing, Proof proof) {
    if (closing.options.followup != FollowupTicket::made) {
        return {};
    }
    auto ticket = new_ticket(closing);
    if (!ticket) {
        return ticket.error();
    }
    ticket->needs = keys_of(plan.effects);
    ticket->proof = proof;
    ticket->is_own_wish = true;
    plan.effects.push_back(*std::move(ticket));
    return {};
}

Result<void> add_links(Plan& plan, const Closing& closing) {
    if (closing.options.followup == FollowupTicket::none) {
        return {};
    }
    const auto before = keys_of(plan.effects);
    for (auto effect : {link(closing), backlink(closing)}) {
        if (!effect) {
            return effect.error();
        }
        effect->needs = before;
        effect->is_own_wish = true;
        plan.effects.push_back(*std::move(effect));
    }
    return {};
}

Result<void> add_followup_late(Plan& plan, const Closing& closing, bool is_mine) {
    const auto& situation = closing.situation;
    if (closing.options.followup == FollowupTicket::none) {
        return {};
    }
    if (!is_mine) {
        plan.remarks.emplace_back(
            "what the customer read at the close may not name the follow-up ticket");
    }
    const auto turn = turn_of(situation, closing.key + "/followup");
    const bool is_linked = cases::record_of(situation.one, closing.key + "/link") != nullptr;
    if (!is_linked && turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, "the follow-up ticket"));
    }
    if (auto made = add_ticket(plan, closing, Proof::before_first); !made) {
        return made.error();
    }
    auto linked = add_links(plan, closing);
    if (turn.whose == Turn::Whose::theirs) {
        leave_to(turn, situation, plan);
    }
    return linked;
}

void postpone_wishes(Plan& plan, const CloseOptions& options) {
    if (options.followup != FollowupTicket::none) {
        plan.postponed.emplace_back("the follow-up ticket: somebody else is closing the case");
    }
    for (const auto& issue : options.issues) {
        plan.postponed.push_back(
            fmt::format("the {} issue: somebody else is closing the case", issue.kind));
    }
}

}  // namespace emergency::procedure
