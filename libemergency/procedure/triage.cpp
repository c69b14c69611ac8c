#include "libemergency/procedure/triage.h"

#include "libemergency/cases/ending.h"
#include "libemergency/procedure/cross_note.h"
#include "libemergency/procedure/entitlement.h"
#include "libemergency/procedure/macro.h"
#include "libemergency/procedure/off_hours.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

struct Triaging {
    const Situation& situation;
    const TriageOptions& options;
    std::string key;
};

bool is_full(const Situation& situation) {
    return situation.config.policy.triage == "full";
}

bool is_not(const TriageOptions& options) {
    return options.outcome == "not";
}

TriageOutcome configured(const Triaging& triaging) {
    const auto& outcomes = triaging.situation.config.triage.outcomes;
    const auto found = outcomes.find(triaging.options.outcome);
    return found == outcomes.end() ? TriageOutcome{} : found->second;
}

void add_values(message::Values& values, const Triaging& triaging) {
    const auto& [situation, options, key] = triaging;
    const auto outcome = configured(triaging);
    values["outcome"] = options.outcome;
    values["reason"] = options.because;
    values["criterion"] = options.criterion;
    values["existing"] = options.existing ? fmt::format("#{}", options.existing->id) : "";
    values["existing_url"] = options.existing_url;
    values["macro"] = options.macro.comment;
    values["priority"] = !outcome.priority.empty()         ? outcome.priority
                         : !options.macro.priority.empty() ? options.macro.priority
                                                           : situation.one.ticket->priority;
}

message::Values values_for(const Triaging& triaging) {
    auto values = values_of(triaging.situation);
    add_values(values, triaging);
    return values;
}

std::map<std::string, std::string> metadata_for(const Triaging& triaging) {
    auto metadata = metadata_of(triaging.situation, triaging.key);
    metadata[cases::metadata::outcome] = triaging.options.outcome;
    if (is_full(triaging.situation) && is_not(triaging.options)) {
        metadata[cases::downgraded_name] = "yes";
    }
    return metadata;
}

/// The engineer's reason for colleagues; with the good-intent policy it is the record itself.
Result<Effect> note(const Triaging& triaging) {
    const auto& situation = triaging.situation;
    const auto text = colleague_text(situation, "triage_note", values_for(triaging));
    if (!text) {
        return text.error();
    }
    const bool is_record = !is_full(situation);
    const auto key = is_record ? triaging.key : triaging.key + "/note";
    zendesk::TicketUpdate update{
        .ticket_id = situation.one.ticket->id,
        .comment = zendesk::NewComment{*text, false},
        .metadata = is_record ? metadata_for(triaging) : metadata_of(situation, key),
        .updated_stamp = situation.one.ticket->updated_stamp};
    if (is_record) {
        update.tags = tags_with(situation, key);
    }
    return Effect{.key = key,
                  .description = fmt::format("internal note on {}: triage", name_of(situation.one)),
                  .since = cases::paged_at(situation.one),
                  .change = std::move(update)};
}

/// A macro's comment is no template: braces in it are somebody's words.
std::string own_text(const TriageOptions& options) {
    const bool has_braces = options.macro.comment.find("{{") != std::string::npos;
    return !options.text.empty() ? options.text
           : has_braces          ? std::string("{{macro}}")
                                 : options.macro.comment;
}

void set(zendesk::TicketUpdate& update, const TriageOutcome& outcome) {
    for (const auto& tag : outcome.tags) {
        update.tags->push_back(tag);
    }
    if (!outcome.priority.empty()) {
        update.priority = outcome.priority;
    }
    if (outcome.form != 0) {
        update.form_id = outcome.form;
    }
    for (const auto& [id, value] : outcome.fields) {
        update.fields[id] = value;
    }
}

/// What an earlier triage lowered is an emergency again.
void raise_again(zendesk::TicketUpdate& update, const Triaging& triaging) {
    const auto& [situation, options, key] = triaging;
    const auto& prefix = situation.config.zendesk.tag_prefix;
    const bool is_one = options.outcome == "emergency" || options.outcome == "exception";
    if (is_one && !update.priority && cases::is_downgraded(situation.one, prefix) &&
        !situation.config.policy.priority_when_paged_again.empty()) {
        update.priority = situation.config.policy.priority_when_paged_again;
    }
}

Result<Effect> public_comment(const Triaging& triaging) {
    const auto& [situation, options, key] = triaging;
    const auto outcome = configured(triaging);
    const auto text =
        customer_text(situation, outcome.message, own_text(options), values_for(triaging));
    if (!text) {
        return text.error();
    }
    zendesk::TicketUpdate update{.ticket_id = situation.one.ticket->id,
                                 .comment = zendesk::NewComment{*text, true},
                                 .tags = tags_with(situation, key),
                                 .metadata = metadata_for(triaging),
                                 .updated_stamp = situation.one.ticket->updated_stamp};
    set_by_macro(update, options.macro, *situation.one.ticket);
    set(update, outcome);
    raise_again(update, triaging);
    if (situation.one.ticket->assignee_id == 0) {
        update.assignee_id = situation.actor.me.zendesk.id;
    }
    if (options.existing) {
        update.status = "solved";
    }
    return Effect{.key = key,
                  .description = fmt::format("public comment on {}{}", name_of(situation.one),
                                             options.existing ? ", solved" : ""),
                  .needs = {key + "/note"},
                  .since = cases::paged_at(situation.one),
                  .change = std::move(update)};
}

/// The manager hears of it in a channel of theirs, never in the customer's thread.
Result<void> add_manager(Plan& plan, const Triaging& triaging,
                         const std::vector<std::string>& needs) {
    const auto& [situation, options, key] = triaging;
    const auto& place = options.manager;
    if (!place.postponed.empty()) {
        plan.postponed.push_back(fmt::format("the word to the manager: {}", place.postponed));
        return {};
    }
    if (place.channel_id.empty()) {
        add_remark(plan, place.remark);
        return {};
    }
    auto values = slack_values_of(situation);
    add_values(values, triaging);
    values["reason"] = slack::escaped(options.because);
    values["mention"] = place.mention;
    values["account_manager"] =
        slack::escaped(cases::account_manager_of(situation.one, situation.config).value);
    const auto text = colleague_text(situation, "triage_private", values);
    if (!text) {
        return text.error();
    }
    const auto message_key = key + "/manager";
    plan.effects.push_back(
        {.key = message_key,
         .description = fmt::format("message to the manager in {}", place.channel_name),
         .criticality = Criticality::side,
         .proof = Proof::before_first,
         .needs = needs,
         .expires = situation.one.as_of + situation.config.policy.thread_expires,
         .since = cases::paged_at(situation.one),
         .change = slack::Post{.channel = place.channel_id,
                               .text = *text,
                               .payload = payload_of(situation, message_key)}});
    return {};
}

/// What the request was about goes on in the ticket that is there.
Result<void> add_existing(Plan& plan, const Triaging& triaging,
                          const std::vector<std::string>& needs) {
    const auto& [situation, options, key] = triaging;
    if (!options.existing || !is_full(situation)) {
        return {};
    }
    const auto text = colleague_text(situation, "emergency_link", values_for(triaging));
    if (!text) {
        return text.error();
    }
    auto effect =
        cross_note(situation, {.key = key + "/existing",
                               .ticket_id = options.existing->id,
                               .text = *text,
                               .priority = is_begun_emergency(situation, *options.existing)
                                               ? std::string()
                                               : configured(triaging).priority});
    effect.needs = needs;
    plan.effects.push_back(std::move(effect));
    return {};
}

/// What follows the record, which a cut-off run of this machine may have left undone too.
Result<Plan> with_sequel(const Triaging& triaging, Plan plan,
                         const std::vector<std::string>& needs) {
    const bool is_doubtful = triaging.options.outcome == "exception" || is_not(triaging.options);
    if (!is_full(triaging.situation) && is_doubtful) {
        plan.remarks.emplace_back(
            "the emergency keeps its service level: nobody downgrades it "
            "here, the manager is told privately");
        if (auto told = add_manager(plan, triaging, needs); !told) {
            return told.error();
        }
    }
    auto linked = add_existing(plan, triaging, needs);
    return linked ? Result<Plan>(std::move(plan)) : Result<Plan>(linked.error());
}

Result<Plan> effects_of(const Triaging& triaging, Plan plan, const Turn& turn) {
    const auto& situation = triaging.situation;
    auto noted = note(triaging);
    if (!noted) {
        return noted.error();
    }
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, "triage"));
    }
    noted->needs = keys_of(plan.effects);
    noted->proof = turn.proof;
    plan.effects.push_back(*std::move(noted));
    if (is_full(situation)) {
        auto written = public_comment(triaging);
        if (!written) {
            return written.error();
        }
        add_remark(plan, told_language(situation, configured(triaging).message,
                                       own_text(triaging.options)));
        add_remark(plan, told_macro(triaging.options.macro, *situation.one.ticket));
        written->proof = turn.proof;
        plan.effects.push_back(*std::move(written));
    }
    return with_sequel(triaging, std::move(plan), {triaging.key});
}

}  // namespace

Result<Plan> plan_triage(const Situation& situation, const TriageOptions& options) {
    const auto& one = situation.one;
    auto plan = empty_plan(situation, "triage");
    const auto [key, last] = occurrence_of(one, "triage");
    if (last != nullptr && cases::triage_outcome_of(one) == options.outcome) {
        plan.remarks.push_back(fmt::format(
            "the triage of {} came to {} at {} already, by {}", name_of(one), options.outcome,
            at_my_clock(situation, last->at), cases::writer_of(one, *last)));
        const auto& its_key = last->custom.at(cases::metadata::key);
        return is_by_this_machine(last, situation)
                   ? with_sequel({situation, options, its_key}, std::move(plan), {})
                   : Result<Plan>(std::move(plan));
    }
    if (const auto fine = may_be_triaged(situation, options); !fine) {
        return fine.error();
    }
    const auto turn = turn_of(situation, key);
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, "triage", turn);
    }
    plan.remarks.push_back(entitlement_of(situation));
    add_remark(plan, coverage_warning(situation));
    return effects_of({situation, options, key}, std::move(plan), turn);
}

}  // namespace emergency::procedure
