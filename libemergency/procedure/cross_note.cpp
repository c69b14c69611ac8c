#include "libemergency/procedure/cross_note.h"

#include "libemergency/cases/history.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <charconv>

namespace emergency::procedure {

Occurrence occurrence_of(const cases::Case& one, const std::string& step) {
    auto key = cases::key_of(one, step);  // The first since the page.
    const auto prefix = key.substr(0, key.rfind('/') + 1);
    int number = 1;
    std::from_chars(key.data() + prefix.size(), key.data() + key.size(), number);
    Occurrence next{.key = std::move(key)};
    while (const auto* record = cases::record_of(one, next.key)) {
        next = {fmt::format("{}{}", prefix, ++number), record};
    }
    return next;
}

Result<void> of_same_customer(const Situation& situation, const zendesk::Ticket& other,
                              bool other_requester) {
    const auto& own = *situation.one.ticket;
    const bool is_colleague =
        own.organization_id != 0 && other.organization_id == own.organization_id;
    if (other.requester_id == own.requester_id || is_colleague || other_requester) {
        return {};
    }
    return Error{.kind = ErrorKind::policy,
                 .message = fmt::format("#{} is of another requester and organisation than {}",
                                        other.id, name_of(situation.one)),
                 .hint = "look at the number; --other-requester, if that is right"};
}

bool is_begun_emergency(const Situation& situation, const zendesk::Ticket& ticket) {
    return cases::has_step_tag(ticket, situation.config.zendesk.tag_prefix);
}

Effect cross_note(const Situation& situation, const CrossNote& note) {
    const bool is_here = note.ticket_id == situation.one.ticket->id;
    const auto name =
        note.late_ticket.empty() ? fmt::format("#{}", note.ticket_id) : "the new ticket";
    zendesk::TicketUpdate update{.ticket_id = note.ticket_id,
                                 .comment = zendesk::NewComment{note.text, false},
                                 .metadata = metadata_of(situation, note.key),
                                 .late_ticket = note.late_ticket};
    if (!note.priority.empty()) {
        update.priority = note.priority;
    }
    if (is_here) {
        update.updated_stamp = situation.one.ticket->updated_stamp;
    }
    return {.key = note.key,
            .description = fmt::format("internal note on {}", name),
            .criticality = Criticality::side,
            .proof = Proof::before_first,
            .expires = situation.one.as_of + situation.config.policy.thread_expires,
            .since = cases::paged_at(situation.one),
            .change = std::move(update)};
}

Result<void> add_line(Plan& plan, const Situation& situation, const std::string& step_key,
                      const std::string& message, const message::Values& more,
                      const std::vector<std::string>& needs) {
    if (!situation.one.thread) {
        return {};
    }
    auto values = slack_values_of(situation);
    values.insert(more.begin(), more.end());
    const auto text = colleague_text(situation, message, values);
    if (!text) {
        return text.error();
    }
    auto line = thread_line(situation, step_key + "/thread", *text);
    line.needs = needs;
    plan.effects.push_back(std::move(line));
    return {};
}

}  // namespace emergency::procedure
