#include "libemergency/cases/ending.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

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
        if (comment.is_public && is_ours(one.conversation, comment.author_id) &&
            comment.at > promising->at) {
            return std::nullopt;
        }
    }
    const auto due = parse_rfc3339(promising->custom.at(metadata::next));
    return due ? std::optional(*due) : std::nullopt;
}

std::string update_prefix(const std::string& tag_prefix) {
    return tag_prefix + "_update_";
}

/// The moment in `update_tag`; the epoch of any other tag.
TimePoint update_in(const std::string& tag, const std::string& tag_prefix) {
    const auto prefix = update_prefix(tag_prefix);
    std::chrono::seconds::rep seconds = 0;
    if (tag.starts_with(prefix)) {
        std::from_chars(tag.data() + prefix.size(), tag.data() + tag.size(), seconds);
    }
    return TimePoint(std::chrono::seconds(seconds));
}

/// A race may leave two of them: the later promise counts.
std::optional<TimePoint> tagged_update(const Case& one, const std::string& tag_prefix) {
    TimePoint due;
    for (const auto& tag : one.ticket ? one.ticket->tags : std::vector<std::string>()) {
        due = std::max(due, update_in(tag, tag_prefix));
    }
    return due == TimePoint() ? std::nullopt : std::optional(due);
}

/// When colleagues were promised the next status update; each update promises anew.
std::optional<TimePoint> next_update(const Case& one, const std::string& tag_prefix) {
    if (one.depth == Depth::listed) {
        return tagged_update(one, tag_prefix);
    }
    const auto newest = std::find_if(
        one.audits.rbegin(), one.audits.rend(),
        [](const zendesk::Audit& audit) { return audit.custom.contains(metadata::update); });
    const auto due = newest == one.audits.rend()
                         ? Result<TimePoint>(Error{})
                         : parse_rfc3339(newest->custom.at(metadata::update));
    return due ? std::optional(*due) : std::nullopt;
}

/// What the customer's silence leads to, and when.
std::optional<Deadline> silence_deadline(const Case& one, const Config& config) {
    const auto* contact = first_contact(one);
    if (contact == nullptr || is_engaged(one, config.zendesk.tag_prefix)) {
        return std::nullopt;
    }
    if (record_of(one, key_of(one, "closing")) != nullptr ||
        is_downgraded(one, config.zendesk.tag_prefix)) {
        return std::nullopt;
    }
    if (const auto* told = record_of(one, key_of(one, "followup"))) {
        return Deadline{"close bridge", told->at + config.policy.close_after};
    }
    return Deadline{"follow-up", contact->at + config.policy.silence};
}

/// The clocks of a call that runs.
void add_call(std::vector<Deadline>& running, const Case& one, const Config& config) {
    const auto call = last_call(one);
    if (!call || call->ended != nullptr || call->begun == nullptr) {
        return;
    }
    const auto& policy = config.policy;
    if (one.as_of < call->rejoin) {
        running.push_back({"rejoin", call->rejoin});
    } else {
        running.push_back({"break", std::max(call->begun->at, call->rejoin) + policy.call_break});
    }
    running.push_back({"long call", call->begun->at + policy.long_call});
}

}  // namespace

std::string update_tag(const std::string& tag_prefix, TimePoint due) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(due).time_since_epoch();
    return fmt::format("{}{}", update_prefix(tag_prefix), seconds.count());
}

bool is_update_tag(const std::string& tag, const std::string& tag_prefix) {
    return tag.starts_with(update_prefix(tag_prefix));
}

std::vector<Deadline> deadlines_of(const Case& one, const Config& config) {
    std::vector<Deadline> running;
    const auto stage = stage_of(one, config.zendesk.tag_prefix);
    if (stage == Stage::closed) {
        return running;
    }
    if (one.incident && one.incident->status == pagerduty::Status::triggered) {
        running.push_back({"acknowledge", paged_at(one) + config.policy.acknowledge_within});
    }
    if (one.ticket && one.ticket->is_done()) {  // Only its page is not over.
        return running;
    }
    if (stage == Stage::paged || stage == Stage::acknowledged) {
        running.push_back({"contact", paged_at(one) + config.policy.contact_within});
    }
    if (const auto promised = open_promise(one)) {
        running.push_back({"promised message", *promised});
    }
    if (const auto update = next_update(one, config.zendesk.tag_prefix)) {
        running.push_back({"status update", *update});
    }
    if (const auto silence = silence_deadline(one, config)) {
        running.push_back(*silence);
    }
    add_call(running, one, config);
    const auto handover = last_handover(one);
    if (handover && awaits_acceptance(one, config.zendesk.tag_prefix)) {
        running.push_back({"accept", handover->given->at + config.policy.slack_silence});
    }
    std::sort(running.begin(), running.end(),
              [](const auto& a, const auto& b) { return a.due < b.due; });
    return running;
}

}  // namespace emergency::cases
