#include "libemergency/cases/progress.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::cases {
namespace {

/// The newest promise of a next message, unless it has been kept by a later public comment of ours.
std::optional<TimePoint> open_promise(const Case& one) {
    const zendesk::Audit* promising = nullptr;
    for (const auto& audit : one.audits) {
        if (audit.custom.contains(metadata::next)) {
            promising = &audit;
        }
    }
    if (promising == nullptr) {
        return std::nullopt;
    }
    for (const auto& comment : one.conversation.comments) {
        const auto author = one.conversation.people.find(comment.author_id);
        const bool ours = author != one.conversation.people.end() && !author->second.is_end_user();
        if (comment.is_public && ours && comment.at > promising->at) {
            return std::nullopt;
        }
    }
    const auto due = parse_rfc3339(promising->custom.at(metadata::next));
    return due ? std::optional(*due) : std::nullopt;
}

/// What the customer's silence leads to, and when.
std::optional<Deadline> silence_deadline(const Case& one, const Config& config) {
    const auto* contact = first_contact(one);
    if (contact == nullptr || customer_answer(one) != nullptr) {
        return std::nullopt;
    }
    if (record_of(one, key_of(one, "closing")) != nullptr) {
        return std::nullopt;
    }
    if (const auto* told = record_of(one, key_of(one, "followup"))) {
        return Deadline{"close bridge", told->at + config.policy.close_after};
    }
    return Deadline{"follow-up", contact->at + config.policy.silence};
}

NextStep step(const Case& one, const std::string& verb, std::optional<TimePoint> due) {
    return {verb, due, fmt::format("emerg {} {}", verb, id_of(one))};
}

}  // namespace

std::vector<Deadline> deadlines_of(const Case& one, const Config& config) {
    std::vector<Deadline> running;
    const auto stage = stage_of(one, config.zendesk.tag_prefix);
    if (stage == Stage::closed) {
        return running;
    }
    if (one.incident && one.incident->status == pagerduty::Status::triggered) {
        running.push_back({"acknowledge", paged_at(one) + config.policy.acknowledge_within});
    }
    if (stage == Stage::paged || stage == Stage::acknowledged) {
        running.push_back({"contact", paged_at(one) + config.policy.contact_within});
    }
    if (const auto promised = open_promise(one)) {
        running.push_back({"promised message", *promised});
    }
    if (const auto silence = silence_deadline(one, config)) {
        running.push_back(*silence);
    }
    std::sort(running.begin(), running.end(),
              [](const auto& a, const auto& b) { return a.due < b.due; });
    return running;
}

NextStep next_of(const Case& one, const Config& config) {
    const auto stage = stage_of(one, config.zendesk.tag_prefix);
    const bool triggered = one.incident && one.incident->status == pagerduty::Status::triggered;
    if (stage == Stage::closed) {
        return {.step = "none"};
    }
    if (triggered || stage == Stage::paged) {
        return step(one, "ack", paged_at(one) + config.policy.acknowledge_within);
    }
    if (stage == Stage::acknowledged) {
        return step(one, "contact", paged_at(one) + config.policy.contact_within);
    }
    if (one.incident && one.incident->status != pagerduty::Status::resolved) {
        return step(one, "resolve", std::nullopt);
    }
    if (one.depth == Depth::listed) {
        const bool closing = has_step(one, "closing", config.zendesk.tag_prefix);
        return step(one, closing ? "handoff" : "followup", std::nullopt);
    }
    if (const auto silence = silence_deadline(one, config)) {
        return step(one, "followup", silence->due);
    }
    return step(one, "handoff", std::nullopt);
}

}  // namespace emergency::cases
