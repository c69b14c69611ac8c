#include "libemergency/cases/cards.h"

#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/message/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace emergency::cases {
namespace {

constexpr std::chrono::hours usual_window{1};

std::string milliseconds_of(TimePoint moment) {
    return std::to_string(
        std::chrono::duration_cast<std::chrono::milliseconds>(moment.time_since_epoch()).count());
}

message::Values values_of(const Config& config, const Case* one, TimePoint now) {
    const auto from = one == nullptr ? now - usual_window : paged_at(*one);
    const auto next =
        std::chrono::floor<std::chrono::minutes>(now + config.policy.next_message_within);
    message::Values values{{"case", "CASE"},
                           {"from", utc_text(from)},
                           {"until", utc_text(now)},
                           {"from_ms", milliseconds_of(from)},
                           {"until_ms", milliseconds_of(now)},
                           {"next_time", clock_text(next, config.user.time_zone)}};
    if (one == nullptr) {
        return values;
    }
    values["case"] = id_of(*one);
    values["ticket"] = one->ticket ? std::to_string(one->ticket->id) : std::string();
    values["ticket_url"] = one->ticket_url;
    values["incident_url"] = one->incident ? one->incident->url : std::string();
    values["thread_url"] = one->thread ? one->thread->url : std::string();
    values["bridge"] = one->bridge;
    return values;
}

/// Fills the templates in, where they stand.
Result<void> fill(std::vector<std::string>& texts, const message::Values& values) {
    for (auto& text : texts) {
        auto rendered = message::render(text, values);
        if (!rendered) {
            return rendered.error();
        }
        text = printable(*rendered);
    }
    return {};
}

bool has_any(const std::vector<std::string>& wanted, const std::vector<std::string>& tags) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const auto& tag) {
        return std::find(tags.begin(), tags.end(), tag) != tags.end();
    });
}

bool is_for(const Card& card, const Case& one) {
    return (one.ticket && has_any(card.tags, one.ticket->tags)) ||
           (one.organization && has_any(card.tags, one.organization->tags));
}

Result<void> add_links(FilledCard& whole, const Config& config, const message::Values& values) {
    for (const auto& name : whole.card.links) {
        const auto link = config.links.find(name);
        if (link == config.links.end() || link->second.empty()) {
            whole.unset.push_back(name);
            continue;
        }
        auto address = message::render(link->second, values);
        if (!address) {
            return address.error();
        }
        whole.links.emplace_back(name, one_line(*address));
    }
    return {};
}

}  // namespace

Result<FilledCard> filled(const Card& card, const Config& config, const Case* one, TimePoint now) {
    const auto values = values_of(config, one, now);
    FilledCard whole{.card = card};
    std::vector<std::vector<std::string>*> lists{&whole.card.phrases, &whole.card.commands};
    for (auto& section : whole.card.sections) {
        lists.push_back(&section.lines);
    }
    for (auto* list : lists) {
        if (auto done = fill(*list, values); !done) {
            return done.error();
        }
    }
    if (auto done = add_links(whole, config, values); !done) {
        return done.error();
    }
    return whole;
}

std::vector<std::string> cards_for(const Case& one, const Config& config) {
    std::vector<std::string> names;
    for (const auto& [name, card] : config.cards) {
        if (is_for(card, one)) {
            names.push_back(name);
        }
    }
    return names;
}

std::string barring_card(const Case& one, const Config& config) {
    for (const auto& [name, card] : config.cards) {
        const bool bars =
            std::find(card.gates.begin(), card.gates.end(), "call") != card.gates.end();
        if (bars && is_for(card, one)) {
            return name;
        }
    }
    return {};
}

}  // namespace emergency::cases
