#include "libemergency/procedure/words.h"

#include "libemergency/core/time_zone.h"

#include <fmt/format.h>

#include <chrono>

namespace emergency::procedure {
namespace {

std::string requester_of(const cases::Case& one) {
    if (!one.ticket) {
        return {};
    }
    const auto person = one.conversation.people.find(one.ticket->requester_id);
    return person == one.conversation.people.end() ? std::string() : person->second.name;
}

Result<const MessageTemplate*> configured(const Situation& situation, const std::string& name) {
    const auto found = situation.config.messages.find(name);
    if (found == situation.config.messages.end()) {
        return Error{.kind = ErrorKind::configuration,
                     .message = fmt::format("no message is configured as {}", name),
                     .hint = fmt::format("set messages.{} in the configuration", name)};
    }
    return &found->second;
}

}  // namespace

message::Values values_of(const Situation& situation) {
    const auto& one = situation.one;
    const auto minutes = [](std::chrono::milliseconds span) {
        return std::to_string(std::chrono::duration_cast<std::chrono::minutes>(span).count());
    };
    return {{"me", situation.actor.me.zendesk.name},
            {"requester", message::quoted(requester_of(one))},
            {"customer", message::quoted(cases::customer_of(one))},
            {"subject", message::quoted(one.ticket     ? one.ticket->subject
                                        : one.incident ? one.incident->title
                                                       : std::string())},
            {"ticket", name_of(one)},
            {"ticket_url", one.ticket_url},
            {"incident_url", one.incident ? one.incident->url : std::string()},
            {"thread_url", one.thread ? one.thread->url : std::string()},
            {"bridge", one.bridge},
            {"priority", situation.config.policy.priority_after_silence},
            {"close_minutes", minutes(situation.config.policy.close_after)},
            {"next_time", ""}};
}

message::Values slack_values_of(const Situation& situation) {
    auto values = values_of(situation);
    for (auto& [name, value] : values) {
        value = slack::escaped(value);
    }
    return values;
}

Result<std::string> customer_text(const Situation& situation, const std::string& name,
                                  const std::string& own, const message::Values& values) {
    const auto standard = configured(situation, name);
    if (!standard) {
        return standard.error();
    }
    return message::for_customer(own.empty() ? (*standard)->text : own,
                                 {.points = (*standard)->points,
                                  .placeholders = situation.config.placeholders,
                                  .internal = situation.config.internal,
                                  .values = values});
}

Result<std::string> colleague_text(const Situation& situation, const std::string& name,
                                   const message::Values& values) {
    const auto standard = configured(situation, name);
    if (!standard) {
        return standard.error();
    }
    return message::render((*standard)->text, values);
}

std::string at_my_clock(const Situation& situation, TimePoint moment) {
    return clock_text(moment, situation.config.user.time_zone);
}

std::string promise(const Situation& situation, TimePoint moment) {
    const auto mine = at_my_clock(situation, moment);
    const auto universal = clock_text(moment, "UTC");
    return mine == universal ? mine : fmt::format("{} ({})", mine, universal);
}

Effect thread_line(const Situation& situation, const std::string& key, const std::string& text) {
    return {.key = key,
            .description = "message in the thread",
            .criticality = Criticality::side,
            .proof = Proof::before_first,
            .expires = situation.one.as_of + situation.config.policy.thread_expires,
            .since = cases::paged_at(situation.one),
            .change = slack::Post{.channel = situation.one.thread->channel,
                                  .text = text,
                                  .thread_ts = situation.one.thread->ts,
                                  .payload = payload_of(situation, key)}};
}

}  // namespace emergency::procedure
