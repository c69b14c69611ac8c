#include "libemergency/cases/ending.h"
#include "libemergency/core/duration.h"
#include "libemergency/procedure/bridge.h"
#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

/// The two messages of A3.7.
struct Message {
    const char* step;         ///< In keys: "followup", "closing".
    const char* text;         ///< In the configuration.
    const char* thread_text;  ///< Ditto, for the thread.
};
constexpr Message four_points{"followup", "followup", "thread_followup"};
constexpr Message closing{"closing", "closing", "thread_closing"};

Effect comment(const Situation& situation, const Message& message, const std::string& text) {
    const auto key = cases::key_of(situation.one, message.step);
    const auto& ticket = *situation.one.ticket;
    zendesk::TicketUpdate update{.ticket_id = ticket.id,
                                 .comment = zendesk::NewComment{text, true},
                                 .tags = tags_with(situation, key),
                                 .metadata = metadata_of(situation, key),
                                 .updated_stamp = ticket.updated_stamp};
    auto description = fmt::format("public comment on {}", name_of(situation.one));
    if (&message == &closing) {
        update.priority = situation.config.policy.priority_after_silence;
        update.metadata[cases::metadata::bridge] = "closed";
        description += fmt::format(", priority {}", *update.priority);
    }
    return {.key = key,
            .description = std::move(description),
            .since = cases::paged_at(situation.one),
            .change = std::move(update)};
}

Result<void> add_thread_line(Plan& plan, const Situation& situation, const Message& message) {
    if (!situation.one.thread) {
        return {};
    }
    auto values = slack_values_of(situation);
    if (&message == &closing && values["bridge"].empty()) {
        values["bridge"] = slack::escaped(situation.one.closed_bridge);
    }
    const auto text = colleague_text(situation, message.thread_text, values);
    if (!text) {
        return text.error();
    }
    const auto key = cases::key_of(situation.one, message.step);
    add_after(plan, key, thread_line(situation, key + "/thread", *text));
    return {};
}

/// Closes the call, after the comment.
void add_bridge_closing(Plan& plan, const Situation& situation) {
    const auto key = cases::key_of(situation.one, closing.step);
    if (auto effect = bridge_end(situation, key)) {
        add_after(plan, key, *std::move(effect));
    }
}

/// Who was offered no call is told of none.
std::string text_name(const Situation& situation, const Message& message) {
    return std::string(message.text) + (situation.one.bridge.empty() ? "_without_bridge" : "");
}

Result<Plan> send(const Situation& situation, Plan plan, const Message& message,
                  const std::string& own) {
    const auto name = text_name(situation, message);
    const auto text = customer_text(situation, name, own, values_of(situation));
    if (!text) {
        return text.error();
    }
    const auto turn = turn_of(situation, cases::key_of(situation.one, message.step));
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, message.step, turn);
    }
    tell_owner(plan, situation);
    add_remark(plan, told_language(situation, name, own));
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, message.step));
    }
    auto written = comment(situation, message, *text);
    written.needs = keys_of(plan.effects);
    written.proof = turn.proof;
    plan.effects.push_back(std::move(written));
    if (&message == &closing) {
        add_bridge_closing(plan, situation);
    }
    if (auto added = add_thread_line(plan, situation, message); !added) {
        return added.error();
    }
    return plan;
}

/// What is not the customer's, which a cut-off run of this machine may have left undone.
Result<void> finish(Plan& plan, const Situation& situation, const Message& message) {
    const auto* record =
        cases::record_of(situation.one, cases::key_of(situation.one, message.step));
    if (record == nullptr) {
        return {};
    }
    const auto by = record->custom.find(cases::metadata::by);
    if (by == record->custom.end() || by->second != situation.actor.by) {
        return {};
    }
    if (auto added = add_thread_line(plan, situation, message); !added) {
        return added.error();
    }
    if (&message == &closing) {
        add_bridge_closing(plan, situation);
    }
    return {};
}

std::string not_yet(const Situation& situation, TimePoint due) {
    return fmt::format("the follow-up on {} is due at {}, in {}", name_of(situation.one),
                       at_my_clock(situation, due), brief_duration(due - situation.one.as_of));
}

Result<Plan> plan_next(const Situation& situation, Plan plan, const std::string& own) {
    const auto& one = situation.one;
    const auto due = followup_due(one, situation.config);
    const bool told = cases::record_of(one, cases::key_of(one, four_points.step)) != nullptr;
    if (!due) {
        plan.remarks.push_back(
            fmt::format("the bridge of {} was closed for want of an answer", name_of(one)));
        auto finished = finish(plan, situation, closing);
        return finished ? Result<Plan>(std::move(plan)) : Result<Plan>(finished.error());
    }
    if (one.as_of < *due) {
        plan.remarks.push_back(not_yet(situation, *due));
        auto finished = told ? finish(plan, situation, four_points) : Result<void>();
        return finished ? Result<Plan>(std::move(plan)) : Result<Plan>(finished.error());
    }
    return send(situation, std::move(plan), told ? closing : four_points, own);
}

}  // namespace

std::optional<TimePoint> followup_due(const cases::Case& one, const Config& config) {
    const auto* contact = cases::first_contact(one);
    if (contact == nullptr || cases::is_engaged(one, config.zendesk.tag_prefix) ||
        (one.ticket && one.ticket->is_done()) ||
        cases::is_downgraded(one, config.zendesk.tag_prefix) ||
        cases::record_of(one, cases::key_of(one, closing.step)) != nullptr) {
        return std::nullopt;
    }
    const auto* told = cases::record_of(one, cases::key_of(one, four_points.step));
    return told == nullptr ? contact->at + config.policy.silence
                           : told->at + config.policy.close_after;
}

Result<Plan> plan_followup(const Situation& situation, const FollowupOptions& options) {
    const auto& one = situation.one;
    auto plan = empty_plan(situation, "followup");
    if (cases::first_contact(one) == nullptr) {
        return Error{
            .kind = ErrorKind::policy,
            .message = fmt::format("the customer of {} was not contacted yet", name_of(one)),
            .hint = fmt::format("first: emerg contact {}", cases::id_of(one))};
    }
    if (one.ticket->is_done()) {
        plan.remarks.push_back(fmt::format("{} is {}", name_of(one), one.ticket->status));
        return plan;
    }
    if (cases::is_downgraded(one, situation.config.zendesk.tag_prefix)) {
        plan.remarks.push_back(fmt::format("{} is no emergency any more", name_of(one)));
        return plan;
    }
    if (const auto* answer = cases::customer_answer(one)) {
        plan.remarks.push_back(
            fmt::format("the customer answered in {} at {}; nothing to follow up", name_of(one),
                        at_my_clock(situation, answer->at)));
        return plan;
    }
    if (cases::is_engaged(one, situation.config.zendesk.tag_prefix)) {
        plan.remarks.push_back(
            fmt::format("the customer of {} is in the call; nothing to follow up", name_of(one)));
        return plan;
    }
    return plan_next(situation, std::move(plan), options.text);
}

}  // namespace emergency::procedure
