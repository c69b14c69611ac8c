#include "libemergency/procedure/words.h"

#include "libemergency/cases/government.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/message/findings.h"
#include "libemergency/message/language.h"

#include <fmt/format.h>

#include <chrono>

namespace emergency::procedure {
namespace {

/// Whoever asked for help, as far as the ticket knows them.
zendesk::User requester_of(const cases::Case& one) {
    if (!one.ticket) {
        return {};
    }
    const auto person = one.conversation.people.find(one.ticket->requester_id);
    return person == one.conversation.people.end() ? zendesk::User() : person->second;
}

/// With its day, where the time alone would be taken for today's.
std::string promise_in(const std::string& zone, TimePoint moment, TimePoint now) {
    const auto said = moment - now >= std::chrono::hours(12) ? &day_and_time : &clock_text;
    const auto theirs = said(moment, zone);
    const auto universal = said(moment, "UTC");
    return theirs == universal ? theirs : fmt::format("{} ({})", theirs, universal);
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

/// In values for Slack: the case may be told by link only.
constexpr const char* by_link_only = "government";

/// Masks the values with these names. A malformed expression hides all of them; the guard says
/// which it is.
void mask(message::Values& values, const std::vector<std::string>& names,
          const message::Search& search) {
    std::vector<std::string> texts;
    texts.reserve(names.size());
    for (const auto& name : names) {
        texts.push_back(values[name]);
    }
    const auto rest = message::masked(std::move(texts), search);
    for (std::size_t i = 0; i < names.size(); ++i) {
        values[names[i]] = rest ? (*rest)[i] : std::string();
    }
}

bool is_by_link_only(const message::Values& values) {
    const auto found = values.find(by_link_only);
    return found != values.end() && !found->second.empty();
}

}  // namespace

message::Values values_of(const Situation& situation) {
    const auto& one = situation.one;
    const auto minutes = [](std::chrono::milliseconds span) {
        return std::to_string(std::chrono::duration_cast<std::chrono::minutes>(span).count());
    };
    return {{"me", situation.actor.me.zendesk.name},
            {"requester", message::quoted(requester_of(one).name)},
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
    const auto& config = situation.config;
    auto values = values_of(situation);
    mask(values, {"subject", "customer", "requester"}, {.patterns = config.secrets});
    mask(values, {"subject"}, {.patterns = config.data, .harmless = config.harmless});
    for (auto& [name, value] : values) {
        value = slack::escaped(value);
    }
    if (cases::is_government(situation.one, config)) {
        values[by_link_only] = "yes";
        for (const auto* name : {"subject", "customer", "requester"}) {
            values[name].clear();
        }
    }
    return values;
}

Result<std::string> customer_text(const Situation& situation, const std::string& name,
                                  const std::string& own, const message::Values& values) {
    const auto standard = configured(situation, name);
    if (!standard) {
        return standard.error();
    }
    const auto spoken = message::in_language(**standard, language_of(situation));
    const auto& config = situation.config;
    message::Gate gate{.points = spoken.message.points,
                       .placeholders = config.placeholders,
                       .internal = config.internal,
                       .secrets = config.secrets,
                       .values = values};
    auto text = message::for_customer(own.empty() ? spoken.message.text : own, gate);
    if (text || own.empty() || spoken.language.empty()) {
        return text;
    }
    gate.points = (*standard)->points;
    return message::for_customer(own, gate);
}

std::string language_of(const Situation& situation) {
    const auto& one = situation.one;
    const auto& customer = situation.config.customer;
    auto language = requester_of(one).locale;
    if (language.empty() && one.organization && !customer.locale_field.empty()) {
        const auto field = one.organization->fields.find(customer.locale_field);
        language = field == one.organization->fields.end() ? std::string() : field->second;
    }
    return language.empty() ? customer.locale : language;
}

std::string told_language(const Situation& situation, const std::string& name,
                          const std::string& own) {
    const auto standard = configured(situation, name);
    const auto wanted = language_of(situation);
    if (!standard || message::in_language(**standard, wanted).language.empty()) {
        return {};
    }
    const auto language = one_line(wanted);
    return own.empty() ? fmt::format("the customer's language is {}: so is the message", language)
                       : fmt::format("the customer's language is {}; the message is your own text",
                                     language);
}

Result<std::string> colleague_text(const Situation& situation, const std::string& name,
                                   const message::Values& values) {
    auto wanted = name;
    if (is_by_link_only(values)) {
        const auto& messages = situation.config.messages;
        wanted = messages.contains(name + "_government") ? name + "_government" : "government";
    }
    const auto standard = configured(situation, wanted);
    if (!standard) {
        return standard.error();
    }
    return message::render((*standard)->text, values);
}

std::string at_my_clock(const Situation& situation, TimePoint moment) {
    return clock_text(moment, situation.config.user.time_zone);
}

std::string promise(const Situation& situation, TimePoint moment) {
    return promise_in(situation.config.user.time_zone, moment, situation.one.as_of);
}

std::string promise_to_customer(const Situation& situation, TimePoint moment) {
    const auto zone = requester_of(situation.one).time_zone;
    return zone_exists(zone) ? promise_in(zone, moment, situation.one.as_of)
                             : promise(situation, moment);
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

Result<void> tell_thread(Plan& plan, const Situation& situation, const std::string& key,
                         const std::string& name, const message::Values& values) {
    if (!situation.one.thread) {
        return {};
    }
    const auto text = colleague_text(situation, name, values);
    if (!text) {
        return text.error();
    }
    auto line = thread_line(situation, key + "/thread", *text);
    line.needs = keys_of(plan.effects);
    plan.effects.push_back(std::move(line));
    return {};
}

}  // namespace emergency::procedure
