#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

/// Refuses what cannot be contacted.
Result<void> contactable(const Situation& situation) {
    const auto& one = situation.one;
    if (!one.ticket) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} has no ticket, so there is nobody to write to",
                                            cases::id_of(one)),
                     .hint = "name the ticket: emerg contact '#400123'"};
    }
    if (one.ticket->is_done()) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} is {}", name_of(one), one.ticket->status),
                     .hint = "write in the customer's open ticket"};
    }
    return {};
}

Effect comment(const Situation& situation, const std::string& key, const std::string& text,
               const ContactOptions& options, TimePoint next) {
    const auto& ticket = *situation.one.ticket;
    auto metadata = metadata_of(situation, key);
    metadata[cases::metadata::next] = utc_text(next);
    metadata[cases::metadata::bridge] = options.bridge;
    zendesk::TicketUpdate update{.ticket_id = ticket.id,
                                 .comment = zendesk::NewComment{text, true},
                                 .tags = tags_with(situation, key),
                                 .metadata = std::move(metadata),
                                 .updated_stamp = ticket.updated_stamp};
    if (ticket.assignee_id == 0) {
        update.assignee_id = situation.actor.me.zendesk.id;
    }
    return {.key = key,
            .description = fmt::format("public comment on {}", name_of(situation.one)),
            .since = cases::paged_at(situation.one),
            .change = std::move(update)};
}

/// Tells the thread, after the comment.
Result<void> add_thread_line(Plan& plan, const Situation& situation, const std::string& step_key,
                             const std::string& next_time) {
    if (!situation.one.thread) {
        return {};
    }
    auto values = slack_values_of(situation);
    values["next_time"] = next_time;
    const auto text = colleague_text(situation, "thread_contact", values);
    if (!text) {
        return text.error();
    }
    auto line = thread_line(situation, step_key + "/thread", *text);
    if (!plan.effects.empty()) {
        line.needs = {step_key};
    }
    plan.effects.push_back(std::move(line));
    return {};
}

/// What was done already; finishes the thread's line if this machine wrote the comment.
Result<Plan> contacted_already(const Situation& situation, Plan plan, const std::string& step_key) {
    const auto& one = situation.one;
    const auto* contact = cases::first_contact(one);
    plan.remarks.push_back(fmt::format("{} was already contacted at {} by {}", name_of(one),
                                       at_my_clock(situation, contact->at),
                                       cases::name_of(one, contact->author_id)));
    const auto* record = cases::record_of(one, step_key);
    if (record == nullptr) {
        return plan;
    }
    const auto by = record->custom.find(cases::metadata::by);
    const auto next = record->custom.find(cases::metadata::next);
    if (by == record->custom.end() || by->second != situation.actor.by ||
        next == record->custom.end()) {
        return plan;
    }
    const auto promised = parse_rfc3339(next->second);
    auto added = add_thread_line(plan, situation, step_key,
                                 promised ? promise(situation, *promised) : next->second);
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

}  // namespace

Result<Plan> plan_contact(const Situation& situation, const ContactOptions& options) {
    const auto& one = situation.one;
    if (const auto possible = contactable(situation); !possible) {
        return possible.error();
    }
    Plan plan{.case_id = cases::id_of(one), .step = "contact"};
    const auto step_key = cases::key_of(one, "contact");
    if (cases::first_contact(one) != nullptr) {
        return contacted_already(situation, std::move(plan), step_key);
    }
    const auto turn = turn_of(situation, step_key);
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, "contact", turn);
    }
    const auto next = std::chrono::floor<std::chrono::minutes>(
        one.as_of + situation.config.policy.next_message_within);
    auto values = values_of(situation);
    values["bridge"] = options.bridge;
    values["next_time"] = promise(situation, next);
    const auto text = customer_text(situation, "contact", options.text, values);
    if (!text) {
        return text.error();
    }
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, "contact"));
    }
    auto written = comment(situation, step_key, *text, options, next);
    written.needs = keys_of(plan.effects);
    written.proof = turn.proof;
    plan.effects.push_back(std::move(written));
    if (auto added = add_thread_line(plan, situation, step_key, values["next_time"]); !added) {
        return added.error();
    }
    return plan;
}

}  // namespace emergency::procedure
