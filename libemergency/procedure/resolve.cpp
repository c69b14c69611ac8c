#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

Error not_contacted(const Situation& situation) {
    const auto& one = situation.one;
    return {
        .kind = ErrorKind::policy,
        .message = one.ticket ? fmt::format(
                                    "nobody of ours has answered the customer in {} since the page "
                                    "at {}",
                                    name_of(one), at_my_clock(situation, cases::paged_at(one)))
                              : fmt::format("page {} names no ticket, so no contact can be proven",
                                            one.incident->id),
        .hint = fmt::format(
            "first: {1}; or, recorded: emerg resolve {0} --force --reason TEXT", cases::id_of(one),
            one.ticket ? "emerg contact " + cases::id_of(one)
                       : std::string("write ZD#NUMBER, its ticket, as a note on the page"))};
}

Result<Effect> reason_note(const Situation& situation, const std::string& step_key,
                           const std::string& reason) {
    auto values = values_of(situation);
    values["reason"] = reason;
    const auto text = colleague_text(situation, "forced_resolve", values);
    if (!text) {
        return text.error();
    }
    return Effect{.key = step_key + "/forced",
                  .description = fmt::format("note on {}: resolved without contact: {}",
                                             situation.one.incident->id, reason),
                  .since = cases::paged_at(situation.one),
                  .change = pagerduty::NewNote{situation.one.incident->id, *text}};
}

/// Adds the note, after a claim where there is a ticket to put it on; false if somebody else is at
/// it.
Result<bool> add_reason(Plan& plan, const Situation& situation, const std::string& step_key,
                        const std::string& reason) {
    auto note = reason_note(situation, step_key, reason);
    if (!note) {
        return note.error();
    }
    if (situation.one.ticket && !situation.one.ticket->is_done()) {
        const auto turn = turn_of(situation, step_key);
        if (turn.whose == Turn::Whose::theirs) {
            plan = stand_down(situation, "resolve", turn);
            return false;
        }
        if (turn.whose == Turn::Whose::free) {
            plan.effects.push_back(claim(situation, turn, "resolve"));
        }
        note->needs = keys_of(plan.effects);
        note->proof = turn.proof;
    }
    plan.effects.push_back(*std::move(note));
    return true;
}

std::string why_now(const Situation& situation, const zendesk::Comment* contact) {
    const auto& one = situation.one;
    return contact == nullptr
               ? fmt::format(
                     "{} is {}: if the customer has a new emergency, go on with their open "
                     "ticket",
                     name_of(one), one.ticket->status)
               : fmt::format("{} was contacted at {} by {}", name_of(one),
                             at_my_clock(situation, contact->at),
                             cases::name_of(one, contact->author_id));
}

const char* meaning_of(const cases::Case& one, const zendesk::Comment* contact) {
    if (contact != nullptr) {
        return "the customer was contacted; the problem may go on";
    }
    return one.ticket && one.ticket->is_done() ? "the emergency is over"
                                               : "nobody wrote to the customer";
}

Plan nothing_to_resolve(const Situation& situation, Plan plan) {
    const auto& incident = *situation.one.incident;
    plan.remarks.push_back(
        fmt::format("page {} is already resolved{}", incident.id,
                    incident.resolved_at ? " since " + at_my_clock(situation, *incident.resolved_at)
                                         : std::string()));
    return plan;
}

}  // namespace

Result<Plan> plan_resolve(const Situation& situation, const ResolveOptions& options) {
    const auto& one = situation.one;
    if (!one.incident) {
        return Error{.kind = ErrorKind::not_found,
                     .message = fmt::format("{} has no page to resolve", name_of(one))};
    }
    auto plan = empty_plan(situation, "resolve");
    if (one.incident->status == pagerduty::Status::resolved) {
        return nothing_to_resolve(situation, std::move(plan));
    }
    tell_owner(plan, situation);
    const auto* contact = cases::first_contact(one);
    const bool is_over = one.ticket && one.ticket->is_done();
    if (contact == nullptr && !is_over && options.forced_because.empty()) {
        return not_contacted(situation);
    }
    const auto step_key = cases::key_of(one, "resolve");
    if (contact != nullptr || is_over) {
        plan.remarks.push_back(why_now(situation, contact));
    } else {
        const auto mine = add_reason(plan, situation, step_key, options.forced_because);
        if (!mine || !*mine) {
            return mine ? Result<Plan>(std::move(plan)) : Result<Plan>(mine.error());
        }
    }
    plan.effects.push_back(
        {.key = fmt::format("{}/{}", step_key, one.incident->id),
         .description =
             fmt::format("page {} resolved ({})", one.incident->id, meaning_of(one, contact)),
         .needs = keys_of(plan.effects),
         .since = cases::paged_at(one),
         .change = pagerduty::StatusChange{one.incident->id, pagerduty::Status::resolved}});
    return plan;
}

}  // namespace emergency::procedure
