#include "libemergency/procedure/thread.h"

#include "libemergency/core/text.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

Result<Effect> thread_root(const Situation& situation, const std::string& step_key,
                           const ThreadPlace& place, Proof proof) {
    auto values = slack_values_of(situation);
    values["cc"] = place.cc;
    const auto text = colleague_text(situation, "thread", values);
    if (!text) {
        return text.error();
    }
    const auto key = step_key + "/thread";
    return Effect{
        .key = key,
        .description = fmt::format("thread in {}", place.channel_name),
        .criticality = Criticality::side,
        .proof = proof,
        .expires = situation.one.as_of + situation.config.policy.thread_expires,
        .since = cases::paged_at(situation.one),
        .change = slack::Post{
            .channel = place.channel_id, .text = *text, .payload = payload_of(situation, key)}};
}

Result<Effect> thread_note(const Situation& situation, const std::string& step_key) {
    auto values = values_of(situation);
    values["thread_url"] = late(step_key + "/thread", "url");
    const auto text = colleague_text(situation, "thread_note", values);
    if (!text) {
        return text.error();
    }
    const auto key = step_key + "/thread-note";
    auto metadata = metadata_of(situation, key);
    metadata[cases::metadata::thread] = values["thread_url"];
    return Effect{
        .key = key,
        .description =
            fmt::format("internal note on {} with the thread's link", name_of(situation.one)),
        .criticality = Criticality::side,
        .needs = {step_key + "/thread"},
        .since = cases::paged_at(situation.one),
        .change = zendesk::TicketUpdate{.ticket_id = situation.one.ticket->id,
                                        .comment = zendesk::NewComment{*text, false},
                                        .metadata = std::move(metadata),
                                        .updated_stamp = situation.one.ticket->updated_stamp}};
}

}  // namespace

bool is_by_this_machine(const zendesk::Audit* record, const Situation& situation) {
    if (record == nullptr) {
        return false;
    }
    const auto by = record->custom.find(cases::metadata::by);
    return by != record->custom.end() && by->second == situation.actor.by;
}

bool is_overwritten(const cases::Case& one, const zendesk::Audit& record) {
    const auto is_assigning = [](const zendesk::Audit& audit) {
        return std::any_of(audit.changes.begin(), audit.changes.end(),
                           [](const auto& change) { return change.field == "assignee_id"; });
    };
    const auto last = std::find_if(one.audits.rbegin(), one.audits.rend(), is_assigning);
    return last != one.audits.rend() && last->id != record.id &&
           value_of(last->custom, cases::metadata::key) ==
               value_of(record.custom, cases::metadata::key);
}

std::optional<TimePoint> contested_until(const Situation& situation, const std::string& step_key) {
    std::optional<TimePoint> until;
    const auto* owner = cases::record_of(situation.one, step_key);
    for (int taken = 0; taken == 0 || owner != nullptr;) {
        if (owner != nullptr && !is_by_this_machine(owner, situation)) {
            until = owner->at + situation.config.policy.succession;
        }
        owner = cases::record_of(situation.one, fmt::format("{}/take/{}", step_key, ++taken));
    }
    return until;
}

bool is_at_it_elsewhere(const Situation& situation, const std::string& step_key) {
    const auto until = contested_until(situation, step_key);
    return until && situation.one.as_of < *until;
}

Result<void> add_thread(Plan& plan, const Situation& situation, const std::string& step_key,
                        const ThreadPlace& place, Proof proof) {
    if (situation.one.thread) {
        plan.remarks.push_back(fmt::format("the thread is {}", situation.one.thread->url));
        return {};
    }
    if (!place.postponed.empty()) {
        plan.postponed.push_back(fmt::format("the thread: {}", place.postponed));
        return {};
    }
    if (!place.remark.empty()) {
        plan.remarks.push_back(place.remark);
    }
    if (place.channel_id.empty()) {
        return {};
    }
    if (is_at_it_elsewhere(situation, step_key)) {
        plan.postponed.emplace_back("the thread: another machine may be starting it right now");
        return {};
    }
    auto root = thread_root(situation, step_key, place, proof);
    if (!root) {
        return root.error();
    }
    for (const auto& effect : plan.effects) {
        if (effect.part == Part::claim) {
            root->needs.push_back(effect.key);
        }
    }
    plan.effects.push_back(*std::move(root));
    if (!situation.one.ticket) {
        return {};
    }
    auto note = thread_note(situation, step_key);
    if (!note) {
        return note.error();
    }
    plan.effects.push_back(*std::move(note));
    return {};
}

}  // namespace emergency::procedure
