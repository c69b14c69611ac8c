#include "libemergency/procedure/close.h"

#include "libemergency/procedure/close_followup.h"
#include "libemergency/procedure/cross_note.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

/// A number that is not known yet, in a form that the checks of a text can read.
constexpr const char* number_to_come = "#900719925474099";

std::string with_number(std::string text, const std::string& number) {
    const std::string stand_in(number_to_come);
    for (auto at = text.find(stand_in); at != std::string::npos;
         at = text.find(stand_in, at + number.size())) {
        text.replace(at, stand_in.size(), number);
    }
    return text;
}

Result<Effect> farewell(const Closing& closing) {
    const auto& situation = closing.situation;
    auto values = values_of(situation);
    const bool is_made = closing.options.followup == FollowupTicket::made;
    values["followup"] = is_made ? number_to_come : number_of(closing);
    const auto text = customer_text(situation, "close", closing.options.text, values);
    if (!text) {
        return text.error();
    }
    const auto& ticket = *situation.one.ticket;
    zendesk::TicketUpdate update{
        .ticket_id = ticket.id,
        .comment = zendesk::NewComment{with_number(*text, number_of(closing)), true},
        .status = "solved",
        .tags = tags_with(situation, closing.key),
        .metadata = metadata_of(situation, closing.key),
        .updated_stamp = ticket.updated_stamp};
    if (ticket.assignee_id == 0) {  // Nothing is solved by nobody.
        update.assignee_id = situation.actor.me.zendesk.id;
    }
    return Effect{
        .key = closing.key,
        .description = fmt::format("public comment on {}, solved", name_of(situation.one)),
        .since = cases::paged_at(situation.one),
        .change = std::move(update)};
}

/// What is not the customer's, which a cut-off run of this machine may have left undone.
Result<Plan> closed_already(const Closing& closing, Plan plan, const zendesk::Audit& last) {
    const auto& situation = closing.situation;
    plan.remarks.push_back(fmt::format("{} was already closed at {} by {}", name_of(situation.one),
                                       at_my_clock(situation, last.at),
                                       cases::writer_of(situation.one, last)));
    const bool is_mine = is_by_this_machine(&last, situation);
    if (auto added = add_followup_late(plan, closing, is_mine); !added) {
        return added.error();
    }
    auto added =
        is_mine ? add_line(plan, situation, closing.key, "thread_close", {}, {}) : Result<void>();
    added = added ? add_issues(plan, situation, closing.key, closing.options.issues) : added;
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

Result<Plan> effects_of(const Closing& closing, Plan plan, const Turn& turn) {
    const auto& situation = closing.situation;
    auto ending = farewell(closing);
    if (!ending) {
        return ending.error();
    }
    add_remark(plan, told_language(situation, "close", closing.options.text));
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, "close"));
    }
    if (auto made = add_ticket(plan, closing, turn.proof); !made) {
        return made.error();
    }
    ending->needs = keys_of(plan.effects);
    ending->proof = turn.proof;
    if (auto added = add_links(plan, closing); !added) {
        return added.error();
    }
    ending->after = keys_of(plan.effects);
    plan.effects.push_back(*std::move(ending));
    auto added = add_line(plan, situation, closing.key, "thread_close", {}, {closing.key});
    added = added ? add_issues(plan, situation, closing.key, closing.options.issues) : added;
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

/// Refuses a follow-up in which nobody can go on.
Result<void> can_follow(const Situation& situation, const CloseOptions& options) {
    if (options.followup != FollowupTicket::existing) {
        return {};
    }
    const auto& other = options.existing;
    if (other.id == situation.one.ticket->id) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} cannot follow itself", name_of(situation.one)),
                     .hint = "work goes on in a separate ticket: --new-follow-up makes one"};
    }
    if (other.is_done()) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("the follow-up #{} is {}", other.id, other.status),
                     .hint = "name an open ticket, or make one: --new-follow-up"};
    }
    return of_same_customer(situation, other, options.other_requester);
}

void add_warnings(Plan& plan, const Situation& situation, const CloseOptions& options) {
    if (options.followup == FollowupTicket::none) {
        plan.remarks.emplace_back(
            "no follow-up ticket: what is left to do needs one (--follow-up, --new-follow-up)");
    }
    if (situation.one.incident &&
        situation.one.incident->status == pagerduty::Status::acknowledged) {
        plan.remarks.push_back(fmt::format("the page is not resolved yet: emerg resolve {}",
                                           situation.one.incident->id));
    }
    if (options.followup != FollowupTicket::existing) {
        return;
    }
    const auto& other = options.existing;
    if (other.requester_id != situation.one.ticket->requester_id) {
        plan.remarks.push_back(
            fmt::format("#{} is of another requester than {}: they read its number in the message",
                        other.id, name_of(situation.one)));
    }
    if (other.priority == "urgent") {
        plan.remarks.push_back(
            is_begun_emergency(situation, other)
                ? fmt::format("#{} is an emergency of its own, and stays urgent", other.id)
                : fmt::format("#{} is urgent; it becomes {}", other.id,
                              situation.config.policy.priority_after_close));
    }
}

}  // namespace

Result<Plan> plan_close(const Situation& situation, const CloseOptions& options) {
    const auto& one = situation.one;
    if (!one.ticket) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} has no ticket to close", cases::id_of(one))};
    }
    auto plan = empty_plan(situation, "close");
    const auto [key, last] = occurrence_of(one, "close");
    const auto& ticket = *one.ticket;
    // The ticket is read before its audits, so it may be from before it was solved.
    if (last != nullptr && (ticket.is_done() || ticket.updated_at <= last->at)) {
        return closed_already({situation, options, last->custom.at(cases::metadata::key)},
                              std::move(plan), *last);
    }
    if (ticket.is_done()) {
        plan.remarks.push_back(fmt::format("{} is {} already", name_of(one), ticket.status));
        return plan;
    }
    if (const auto fine = can_follow(situation, options); !fine) {
        return fine.error();
    }
    const auto turn = turn_of(situation, key);
    if (turn.whose == Turn::Whose::theirs) {
        auto theirs = stand_down(situation, "close", turn);
        postpone_wishes(theirs, options);
        return theirs;
    }
    tell_owner(plan, situation);
    add_warnings(plan, situation, options);
    return effects_of({situation, options, key}, std::move(plan), turn);
}

}  // namespace emergency::procedure
