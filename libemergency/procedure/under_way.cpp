#include "libemergency/procedure/under_way.h"

#include "libemergency/procedure/late.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace emergency::procedure {
namespace {

/// What another machine did so short a time ago, it is probably going on with.
constexpr auto a_moment = std::chrono::minutes(1);

bool happened(Fate fate) {
    return fate == Fate::done || fate == Fate::already;
}

}  // namespace

UnderWay::Way UnderWay::way_through(const std::string& key, bool must_have_happened) const {
    const auto found = ended_.find(key);
    if (found == ended_.end()) {
        const bool will_end = std::any_of(plan_.effects.begin(), plan_.effects.end(),
                                          [&](const Effect& each) { return each.key == key; });
        return will_end ? Way::waiting : Way::blocked;
    }
    const auto fate = found->second.step.fate;
    if (fate == Fate::stood_down || found->second.ticket_changed) {
        return fate == Fate::stood_down ? Way::stood_down : Way::blocked;
    }
    const bool is_there = happened(fate) && !found->second.url_is_unknown;
    return is_there || !must_have_happened ? Way::open : Way::blocked;
}

bool UnderWay::has_ended(const std::vector<std::string>& keys) const {
    return std::all_of(keys.begin(), keys.end(),
                       [this](const auto& key) { return ended_.contains(key); });
}

/// Only what this machine made is taken back, and only once it is known that the rest is not there.
UnderWay::Way UnderWay::way_back(const Effect& effect) const {
    if (!has_ended(effect.needs) || !has_ended(effect.unless)) {
        return Way::waiting;
    }
    const bool is_made =
        std::all_of(effect.needs.begin(), effect.needs.end(), [this](const auto& key) {
            return happened(ended_.at(key).step.fate) && ended_.at(key).is_ours;
        });
    const auto did = [this](const auto& key) { return happened(ended_.at(key).step.fate); };
    const bool is_whole = std::all_of(effect.unless.begin(), effect.unless.end(), did);
    const bool is_known = std::none_of(ended_.begin(), ended_.end(), [](const auto& each) {
        return each.second.step.fate == Fate::uncertain;
    });
    return is_made && !is_whole && is_known ? Way::open : Way::needless;
}

UnderWay::Way UnderWay::way_to(const Effect& effect) const {
    if (!effect.unless.empty()) {
        return way_back(effect);
    }
    auto way = Way::open;
    for (const auto& key : effect.needs) {
        way = std::max(way, way_through(key, true));
    }
    for (const auto& key : effect.after) {
        way = std::max(way, way_through(key, false));
    }
    return way;
}

/// What it needs was found done, not done by us just now: whoever did that may have done this too.
bool UnderWay::follows_found(const Effect& effect) const {
    return std::any_of(effect.needs.begin(), effect.needs.end(), [this](const auto& key) {
        const auto found = ended_.find(key);
        return found != ended_.end() && found->second.step.fate == Fate::already;
    });
}

/// Slack has no lock: a message that follows what another machine did a moment ago is probably
/// being posted from there. It is left to `sync`, which finds it, or finds it missing.
bool UnderWay::is_another_at_it(const Effect& effect, TimePoint now) const {
    return std::holds_alternative<slack::Post>(effect.change) &&
           std::any_of(effect.needs.begin(), effect.needs.end(), [&](const auto& key) {
               const auto found = ended_.find(key);
               if (found == ended_.end()) {
                   return false;
               }
               const auto& step = found->second.step;
               return step.fate == Fate::already && step.service == "Zendesk" && step.by != by_ &&
                      now - step.at < a_moment;
           });
}

/// What waits for something that is going to be tried again is tried again with it.
Fate UnderWay::fate_of_blocked(const Effect& effect, Way way) const {
    const bool waits = std::any_of(effect.needs.begin(), effect.needs.end(), [&](const auto& key) {
        const auto found = ended_.find(key);
        return found != ended_.end() &&
               (found->second.step.fate == Fate::queued || found->second.url_is_unknown);
    });
    if (way == Way::stood_down) {
        return effect.is_own_wish ? Fate::queued : Fate::stood_down;
    }
    return waits && effect.criticality == Criticality::side ? Fate::queued : Fate::skipped;
}

std::vector<const Effect*> UnderWay::ready(std::vector<Step>& ended_now, TimePoint now) {
    std::vector<const Effect*> open;
    for (const auto& effect : plan_.effects) {
        if (ended_.contains(effect.key)) {
            continue;
        }
        const auto way = way_to(effect);
        const bool waits = way == Way::open && is_another_at_it(effect, now);
        if (way == Way::open && !waits) {
            open.push_back(&effect);
        }
        if (way == Way::needless) {
            ended_.emplace(effect.key, Ended{});  // Without a step: there is nothing to tell.
        }
        if (waits || way == Way::blocked || way == Way::stood_down) {
            Ended ended;
            ended.step = {.key = effect.key,
                          .service = service_of(effect),
                          .description = effect.description,
                          .criticality = effect.criticality,
                          .fate = waits ? Fate::queued : fate_of_blocked(effect, way)};
            ended_now.push_back(ended.step);
            ended_.emplace(effect.key, std::move(ended));
        }
    }
    return open;
}

Effect UnderWay::complete(const Effect& effect) const {
    auto filled = effect;
    if (follows_found(effect)) {
        filled.proof = Proof::before_first;
    }
    filled.change = with_facts(effect.change, [this](const auto& key, const auto& fact) {
        const auto found = ended_.find(key);
        if (found == ended_.end()) {
            return fmt::format("<{} of {}>", fact, key);
        }
        return fact == "url" ? found->second.fact.url : found->second.fact.id;
    });
    if (auto* update = std::get_if<zendesk::TicketUpdate>(&filled.change)) {
        follow_up(*update, effect.part);
    }
    return filled;
}

/// The ticket is as the plan's updates have left it, no longer as the plan saw it: a claim, which
/// adds its tag to those that it saw, would take away those that came since.
void UnderWay::follow_up(zendesk::TicketUpdate& update, Part part) const {
    const auto stamp = stamps_.find(update.ticket_id);
    if (!update.updated_stamp.empty() && stamp != stamps_.end()) {
        update.updated_stamp = stamp->second;
    }
    const auto left = tags_.find(update.ticket_id);
    if (part == Part::claim && update.tags && !update.tags->empty() && left != tags_.end()) {
        auto own = std::move(update.tags->back());
        update.tags = left->second;
        update.tags->push_back(std::move(own));
    }
}

void UnderWay::note(const Effect& effect, Ended ended) {
    const auto sent = complete(effect);
    const auto* update = std::get_if<zendesk::TicketUpdate>(&sent.change);
    if (update != nullptr && !ended.fact.stamp.empty()) {
        stamps_[update->ticket_id] = ended.fact.stamp;
    }
    if (update != nullptr && update->tags && happened(ended.step.fate)) {
        tags_[update->ticket_id] = *update->tags;
    }
    ticket_changed_ = ticket_changed_ || ended.ticket_changed;
    taken_back_ = taken_back_ || (!effect.unless.empty() && happened(ended.step.fate));
    ended_.insert_or_assign(effect.key, std::move(ended));
}

Outcome UnderWay::outcome() const {
    Outcome outcome{.steps = {}, .taken_back = taken_back_, .ticket_changed = ticket_changed_};
    for (const auto& effect : plan_.effects) {
        const auto found = ended_.find(effect.key);
        if (found != ended_.end() && !found->second.step.key.empty()) {
            outcome.steps.push_back(found->second.step);
        }
    }
    return outcome;
}

}  // namespace emergency::procedure
