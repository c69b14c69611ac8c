#include "libemergency/procedure/close.h"
#include "libemergency/procedure/cross_note.h"
#include "libemergency/procedure/merge.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

message::Values values_after(const Situation& situation, const CloseOptions& options) {
    auto values = values_of(situation);
    values["priority"] = situation.config.policy.priority_after_close;
    values["reason"] = options.because;
    return values;
}

Result<Effect> note(const Situation& situation, const CloseOptions& options,
                    const std::string& key) {
    const auto text =
        colleague_text(situation, "unresolved_note", values_after(situation, options));
    if (!text) {
        return text.error();
    }
    return Effect{
        .key = key + "/note",
        .description = fmt::format("internal note on {}", name_of(situation.one)),
        .since = cases::paged_at(situation.one),
        .change = zendesk::TicketUpdate{.ticket_id = situation.one.ticket->id,
                                        .comment = zendesk::NewComment{*text, false},
                                        .metadata = metadata_of(situation, key + "/note"),
                                        .updated_stamp = situation.one.ticket->updated_stamp}};
}

Result<Effect> farewell(const Situation& situation, const CloseOptions& options,
                        const std::string& key) {
    const auto text =
        customer_text(situation, "unresolved", options.text, values_after(situation, options));
    if (!text) {
        return text.error();
    }
    const auto& priority = situation.config.policy.priority_after_close;
    zendesk::TicketUpdate update{.ticket_id = situation.one.ticket->id,
                                 .comment = zendesk::NewComment{*text, true},
                                 .priority = priority,
                                 .tags = tags_with(situation, key),
                                 .metadata = metadata_of(situation, key),
                                 .updated_stamp = situation.one.ticket->updated_stamp};
    // The form and stage of an emergency would keep its short targets.
    const auto& outcomes = situation.config.triage.outcomes;
    if (const auto lower = outcomes.find("not"); lower != outcomes.end()) {
        update.fields = lower->second.fields;
        if (lower->second.form != 0) {
            update.form_id = lower->second.form;
        }
    }
    return Effect{.key = key,
                  .description = fmt::format("public comment on {}, priority {}",
                                             name_of(situation.one), priority),
                  .needs = {key + "/note"},
                  .since = cases::paged_at(situation.one),
                  .change = std::move(update)};
}

Result<Plan> left_already(const Situation& situation, Plan plan, const std::string& key,
                          const zendesk::Audit& record) {
    plan.remarks.push_back(fmt::format("{} already went on without the emergency at {}, by {}",
                                       name_of(situation.one), at_my_clock(situation, record.at),
                                       cases::name_of(situation.one, record.author_id)));
    if (!is_by_this_machine(&record, situation)) {
        return plan;
    }
    const message::Values more{{"priority", situation.config.policy.priority_after_close}};
    auto added = add_line(plan, situation, key, "thread_unresolved", more, {});
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

Result<Plan> effects_of(const Situation& situation, const CloseOptions& options, Plan plan,
                        const Turn& turn) {
    const auto key = cases::key_of(situation.one, "unresolved");
    auto noted = note(situation, options, key);
    auto ending = farewell(situation, options, key);
    if (!noted || !ending) {
        return noted ? ending.error() : noted.error();
    }
    tell_owner(plan, situation);
    add_remark(plan, told_language(situation, "unresolved", options.text));
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, "closing unresolved"));
    }
    noted->needs = keys_of(plan.effects);
    noted->proof = ending->proof = turn.proof;
    plan.effects.push_back(*std::move(noted));
    plan.effects.push_back(*std::move(ending));
    const message::Values more{{"priority", situation.config.policy.priority_after_close}};
    auto added = add_line(plan, situation, key, "thread_unresolved", more, {key});
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

Result<Plan> without_merge(const Situation& situation, const CloseOptions& options) {
    const auto& one = situation.one;
    auto plan = empty_plan(situation, "unresolved");
    const auto key = cases::key_of(one, "unresolved");
    if (const auto* record = cases::record_of(one, key)) {
        return left_already(situation, std::move(plan), key, *record);
    }
    if (one.ticket->is_done()) {
        plan.remarks.push_back(fmt::format("{} is {} already", name_of(one), one.ticket->status));
        return plan;
    }
    const auto turn = turn_of(situation, key);
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, "closing unresolved", turn);
    }
    if (!options.merge) {
        plan.remarks.emplace_back(
            "nothing is merged, for that cannot be undone; where another ticket goes on with it: "
            "--merge-into TICKET");
    }
    return effects_of(situation, options, std::move(plan), turn);
}

}  // namespace

Result<Plan> plan_unresolved(const Situation& situation, const CloseOptions& options) {
    if (!situation.one.ticket) {
        return Error{
            .kind = ErrorKind::policy,
            .message = fmt::format("{} has no ticket to close", cases::id_of(situation.one))};
    }
    if (!options.merge) {
        return without_merge(situation, options);
    }
    const bool is_over = situation.one.ticket->status == "closed";  // By a merge, perhaps.
    const auto fine = is_over ? Result<void>() : can_merge(situation, *options.merge);
    if (!fine) {
        return fine.error();
    }
    auto plan = without_merge(situation, options);
    const auto key = cases::key_of(situation.one, "unresolved");
    const auto keys = plan ? keys_of(plan->effects) : std::vector<std::string>();
    const bool is_told = is_over || cases::record_of(situation.one, key) != nullptr ||
                         std::find(keys.begin(), keys.end(), key) != keys.end();
    if (!is_told) {  // Somebody else is at it, and will merge it.
        return plan;
    }
    return plan ? with_merge(*std::move(plan), situation, *options.merge) : plan;
}

}  // namespace emergency::procedure
