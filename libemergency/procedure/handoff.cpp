#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

constexpr std::chrono::hours an_hour{1};

struct Handoff {
    const Situation& situation;
    const HandoffOptions& options;
    std::string key;  ///< Of the customer's message, which ends it.
    message::Values values;
};

/// The first handoff of the case that is not finished; several follow each other in a long
/// emergency.
std::pair<std::string, const zendesk::Audit*> open_handoff(const cases::Case& one) {
    const zendesk::Audit* last = nullptr;
    for (int n = 1;; ++n) {
        auto key = fmt::format("{}/handoff/{}", cases::key_root(one), n);
        const auto* record = cases::record_of(one, key);
        if (record == nullptr) {
            return {std::move(key), last};
        }
        last = record;
    }
}

bool was_to(const zendesk::Audit* last, const Situation& situation, const Successor& successor) {
    if (last == nullptr || last->author_id != situation.actor.me.zendesk.id) {
        return false;
    }
    const auto to = last->custom.find(cases::metadata::to);
    // The ticket is read before its audits, so it may be from before that handover.
    const bool still_theirs = successor.zendesk_id == 0 ||
                              situation.one.ticket->assignee_id == successor.zendesk_id ||
                              situation.one.ticket->updated_at <= last->at;
    return to != last->custom.end() && to->second == successor.duty.user.id && still_theirs;
}

Result<std::string> briefing_of(const Handoff& handoff, const message::Values& base) {
    auto values = base;
    const auto& given = handoff.options.briefing;
    if (const auto text = given.find("text"); text != given.end()) {
        return text->second;
    }
    for (const auto& [question, answer] : given) {
        values[question] = answer;
    }
    return colleague_text(handoff.situation, "briefing", values);
}

Result<Effect> internal_note(const Handoff& handoff) {
    const auto briefing = briefing_of(handoff, handoff.values);
    if (!briefing) {
        return briefing.error();
    }
    const auto& one = handoff.situation.one;
    const auto key = handoff.key + "/note";
    return Effect{
        .key = key,
        .description = fmt::format("briefing as internal note on {}", name_of(one)),
        .proof = Proof::before_first,
        .since = cases::paged_at(one),
        .change = zendesk::TicketUpdate{
            .ticket_id = one.ticket->id,
            .comment =
                zendesk::NewComment{fmt::format("{} → {}\n\n{}", handoff.values.at("me"),
                                                handoff.values.at("next_engineer"), *briefing),
                                    false},
            .metadata = metadata_of(handoff.situation, key),
            .updated_stamp = one.ticket->updated_stamp}};
}

Result<Effect> thread_briefing(const Handoff& handoff) {
    auto escaped = handoff.options.briefing;
    for (auto& [question, answer] : escaped) {
        answer = slack::escaped(answer);
    }
    HandoffOptions options = handoff.options;
    options.briefing = std::move(escaped);
    auto values = slack_values_of(handoff.situation);
    const Handoff for_slack{handoff.situation, options, handoff.key, values};
    const auto briefing = briefing_of(for_slack, values);
    if (!briefing) {
        return briefing.error();
    }
    values["mention"] = handoff.options.successor.mention;
    values["next_engineer"] = slack::escaped(handoff.options.successor.name);
    values["until"] = promise(handoff.situation, handoff.options.successor.duty.end);
    values["briefing"] = *briefing;
    const auto text = colleague_text(handoff.situation, "thread_handoff", values);
    if (!text) {
        return text.error();
    }
    return thread_line(handoff.situation, handoff.key + "/thread", *text);
}

Result<void> add_thread_briefing(Plan& plan, const Handoff& handoff,
                                 const std::vector<std::string>& needs) {
    if (!handoff.situation.one.thread) {
        return {};
    }
    if (!handoff.options.successor.postponed.empty()) {
        plan.postponed.push_back(
            fmt::format("the briefing in the thread: {}", handoff.options.successor.postponed));
        return {};
    }
    auto line = thread_briefing(handoff);
    if (!line) {
        return line.error();
    }
    line->needs = needs;
    plan.effects.push_back(*std::move(line));
    return {};
}

Result<Effect> farewell(const Handoff& handoff) {
    const auto& one = handoff.situation.one;
    const auto text =
        customer_text(handoff.situation, "handoff", handoff.options.text, handoff.values);
    if (!text) {
        return text.error();
    }
    const auto& successor = handoff.options.successor;
    auto metadata = metadata_of(handoff.situation, handoff.key);
    metadata[cases::metadata::to] = successor.duty.user.id;
    metadata[cases::metadata::to_name] = successor.name;
    zendesk::TicketUpdate update{.ticket_id = one.ticket->id,
                                 .comment = zendesk::NewComment{*text, true},
                                 .tags = tags_with(handoff.situation, handoff.key),
                                 .metadata = std::move(metadata),
                                 .updated_stamp = one.ticket->updated_stamp};
    auto description = fmt::format("public comment on {}", name_of(one));
    if (successor.zendesk_id != 0) {
        update.assignee_id = successor.zendesk_id;
        description += fmt::format(", assigned to {}", successor.name);
    }
    return Effect{.key = handoff.key,
                  .description = std::move(description),
                  .needs = {handoff.key + "/note"},
                  .since = cases::paged_at(one),
                  .change = std::move(update)};
}

Result<Plan> effects_of(const Handoff& handoff, Plan plan, const Turn& turn) {
    auto note = internal_note(handoff);
    auto ending = farewell(handoff);
    if (!note || !ending) {
        return note ? ending.error() : note.error();
    }
    add_remark(plan, told_language(handoff.situation, "handoff", handoff.options.text));
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(handoff.situation, turn, "handoff"));
    }
    note->needs = keys_of(plan.effects);
    note->proof = ending->proof = turn.proof;
    const auto claimed = note->needs;
    plan.effects.push_back(*std::move(note));
    if (auto added = add_thread_briefing(plan, handoff, claimed); !added) {
        return added.error();
    }
    plan.effects.push_back(*std::move(ending));
    return plan;
}

/// Afterwards `ack` leaves it to the successor.
std::string ringing_page(const cases::Case& one) {
    return one.incident && one.incident->status == pagerduty::Status::triggered
               ? fmt::format("page {0} still rings: emerg ack {0} first", one.incident->id)
               : std::string();
}

/// What is left of a handover that this machine did: the line in the thread.
Result<Plan> handed_already(const Handoff& handoff, Plan plan, const zendesk::Audit& last) {
    const auto& situation = handoff.situation;
    plan.remarks.push_back(fmt::format("{} was already handed to {} at {}", name_of(situation.one),
                                       handoff.options.successor.name,
                                       at_my_clock(situation, last.at)));
    const auto by = last.custom.find(cases::metadata::by);
    if (by == last.custom.end() || by->second != situation.actor.by) {
        return plan;
    }
    auto added = add_thread_briefing(plan, handoff, {});
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

Result<void> possible(const Situation& situation, const Successor& successor) {
    if (!situation.one.ticket) {
        return Error{
            .kind = ErrorKind::policy,
            .message = fmt::format("{} has no ticket to hand over", cases::id_of(situation.one))};
    }
    if (situation.one.ticket->is_done()) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} is {}; there is nothing to hand over",
                                            name_of(situation.one), situation.one.ticket->status)};
    }
    if (successor.duty.user.id == situation.actor.me.pagerduty.id) {
        return Error{.kind = ErrorKind::policy,
                     .message = "the next engineer on call is you",
                     .hint = "name somebody: emerg handoff --to ADDRESS"};
    }
    return {};
}

/// Nobody hands over what is somebody else's.
Result<void> owned_by_me(const Situation& situation) {
    const auto owner = situation.one.ticket->assignee_id;
    if (owner == 0 || owner == situation.actor.me.zendesk.id) {
        return {};
    }
    return Error{.kind = ErrorKind::policy,
                 .message = fmt::format("{} is assigned to {}", name_of(situation.one),
                                        cases::name_of(situation.one, owner)),
                 .hint = fmt::format("to take it over first: emerg ack {} --take",
                                     cases::id_of(situation.one))};
}

}  // namespace

Result<Plan> plan_handoff(const Situation& situation, const HandoffOptions& options) {
    const auto& one = situation.one;
    const auto& successor = options.successor;
    if (const auto fine = possible(situation, successor); !fine) {
        return fine.error();
    }
    auto plan = empty_plan(situation, "handoff");
    const auto [key, last] = open_handoff(one);
    auto values = values_of(situation);
    values["next_engineer"] = successor.name;
    values["until"] = promise_to_customer(situation, successor.duty.end);
    if (was_to(last, situation, successor)) {
        const auto& its_key = last->custom.at(cases::metadata::key);
        return handed_already({situation, options, its_key, std::move(values)}, std::move(plan),
                              *last);
    }
    if (const auto owned = owned_by_me(situation); !owned) {
        return owned.error();
    }
    const auto turn = turn_of(situation, key);
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, "handoff", turn);
    }
    if (successor.duty.start - one.as_of > an_hour) {
        plan.remarks.push_back(fmt::format(
            "{} is on call from {} only, and the customer reads that they are there already",
            successor.name, at_my_clock(situation, successor.duty.start)));
    }
    add_remark(plan, ringing_page(one));
    if (successor.zendesk_id == 0) {
        plan.remarks.push_back(
            fmt::format("{} is not in Zendesk: the ticket keeps its assignee", successor.name));
    }
    return effects_of({situation, options, key, std::move(values)}, std::move(plan), turn);
}

}  // namespace emergency::procedure
