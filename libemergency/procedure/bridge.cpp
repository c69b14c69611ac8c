#include "libemergency/procedure/bridge.h"

#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <utility>

namespace emergency::procedure {
namespace {

Effect opening_with(const Situation& situation, const std::string& step_key, const Turn& turn,
                    Change change) {
    return {.key = step_key + "/bridge",
            .description = fmt::format("call of {}", name_of(situation.one)),
            .proof = turn.proof,
            .since = cases::paged_at(situation.one),
            .change = std::move(change)};
}

Bridge by_command(const Situation& situation, const std::string& step_key, const Turn& turn) {
    const auto& one = situation.one;
    const LinkCommand command{
        .words = situation.config.bridge.command,
        .variables = {{"EMERG_CASE", cases::id_of(one)},
                      {"EMERG_TICKET", one.ticket ? std::to_string(one.ticket->id) : ""}}};
    auto effect = opening_with(situation, step_key, turn, command);
    effect.proof = Proof::before_first;  // The journal is the only one that knows.
    const auto key = effect.key;
    return {.link = late(key, "id"), .opening = std::move(effect)};
}

Result<Bridge> by_zoom(const Situation& situation, const std::string& step_key, const Turn& turn) {
    const auto topic = colleague_text(situation, "bridge_topic", values_of(situation));
    if (!topic) {
        return topic.error();
    }
    auto effect = opening_with(situation, step_key, turn, zoom::NewMeeting{});
    const auto key = effect.key;
    effect.change = zoom::NewMeeting{
        .topic = one_line(*topic), .agenda = key, .start = utc_text(situation.one.as_of)};
    return Bridge{
        .link = late(key, "url"), .meeting = late(key, "id"), .opening = std::move(effect)};
}

/// The Zoom meeting that an earlier step made; empty if none did.
std::string meeting_of(const cases::Case& one) {
    std::string meeting;
    for (const auto& audit : one.audits) {
        const auto found = audit.custom.find(cases::metadata::meeting);
        meeting = found == audit.custom.end() ? meeting : found->second;
    }
    return meeting;
}

}  // namespace

Result<Bridge> bridge_of(const Situation& situation, const std::string& step_key,
                         const Turn& turn) {
    const auto& config = situation.config;
    if (!situation.one.bridge.empty() || !config.bridge.link.empty()) {
        const auto& own = situation.one.bridge;
        return Bridge{.link = own.empty() ? config.bridge.link : own};
    }
    if (!config.bridge.command.empty()) {
        return by_command(situation, step_key, turn);
    }
    return config.zoom.is_set() ? by_zoom(situation, step_key, turn) : Result<Bridge>(Bridge{});
}

std::optional<Effect> conference(const Situation& situation, const std::string& step_key,
                                 const std::string& link) {
    const auto& incident = situation.one.incident;
    if (link.empty() || !incident || incident->conference_url == link ||
        incident->status == pagerduty::Status::resolved) {
        return std::nullopt;
    }
    return Effect{.key = step_key + "/conference",
                  .description = "link of the call on the page",
                  .criticality = Criticality::side,
                  .expires = situation.one.as_of + situation.config.policy.thread_expires,
                  .since = cases::paged_at(situation.one),
                  .change = pagerduty::ConferenceBridge{incident->id, link}};
}

std::optional<Effect> bridge_end(const Situation& situation, const std::string& step_key) {
    const auto meeting = meeting_of(situation.one);
    const auto& words = situation.config.bridge.close_command;
    if (meeting.empty() && words.empty()) {
        return std::nullopt;
    }
    Effect effect{.key = step_key + "/bridge",
                  .description = "bridge closed",
                  .criticality = Criticality::side,
                  .proof = Proof::before_first,
                  .since = cases::paged_at(situation.one)};
    if (meeting.empty()) {
        effect.change = CommandRun{words};
    } else {
        effect.change = zoom::MeetingEnd{meeting};
    }
    return effect;
}

}  // namespace emergency::procedure
