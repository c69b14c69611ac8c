#include "libemergency/procedure/executor.h"

#include "libemergency/core/together.h"
#include "libemergency/procedure/attempt.h"
#include "libemergency/procedure/late.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace emergency::procedure {
namespace {

bool happened(Fate fate) {
    return fate == Fate::done || fate == Fate::already;
}

/// A plan under way: what has ended, and what later effects may know of it.
class Progress {
public:
    explicit Progress(const Plan& plan) : plan_(plan) {}

    /// The effects whose turn it is; those that can no longer happen are ended on the way.
    std::vector<const Effect*> ready(std::vector<Step>& ended_now);
    /// `effect` with everything filled in that is known by now.
    Effect complete(const Effect& effect) const;
    void note(const Effect& effect, Ended ended);
    Outcome outcome() const;

private:
    enum class Way { open, waiting, blocked, stood_down };
    bool follows_found(const Effect& effect) const;
    Way way_to(const Effect& effect) const;
    Way way_through(const std::string& key, bool must_have_happened) const;
    Fate fate_of_blocked(const Effect& effect, Way way) const;

    const Plan& plan_;
    std::map<std::string, Ended> ended_;
    std::map<zendesk::Id, std::string> stamps_;
    bool ticket_changed_ = false;
};

Progress::Way Progress::way_through(const std::string& key, bool must_have_happened) const {
    const auto found = ended_.find(key);
    if (found == ended_.end()) {
        return Way::waiting;
    }
    const auto fate = found->second.step.fate;
    if (fate == Fate::stood_down || found->second.ticket_changed) {
        return fate == Fate::stood_down ? Way::stood_down : Way::blocked;
    }
    const bool is_there = happened(fate) && !found->second.url_is_unknown;
    return is_there || !must_have_happened ? Way::open : Way::blocked;
}

Progress::Way Progress::way_to(const Effect& effect) const {
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
bool Progress::follows_found(const Effect& effect) const {
    return std::any_of(effect.needs.begin(), effect.needs.end(), [this](const auto& key) {
        const auto found = ended_.find(key);
        return found != ended_.end() && found->second.step.fate == Fate::already;
    });
}

/// What waits for something that is going to be tried again is tried again with it.
Fate Progress::fate_of_blocked(const Effect& effect, Way way) const {
    const bool waits = std::any_of(effect.needs.begin(), effect.needs.end(), [&](const auto& key) {
        const auto found = ended_.find(key);
        return found != ended_.end() &&
               (found->second.step.fate == Fate::queued || found->second.url_is_unknown);
    });
    if (way == Way::stood_down) {
        return Fate::stood_down;
    }
    return waits && effect.criticality == Criticality::side ? Fate::queued : Fate::skipped;
}

std::vector<const Effect*> Progress::ready(std::vector<Step>& ended_now) {
    std::vector<const Effect*> now;
    for (const auto& effect : plan_.effects) {
        if (ended_.contains(effect.key)) {
            continue;
        }
        const auto way = way_to(effect);
        if (way == Way::open) {
            now.push_back(&effect);
        }
        if (way == Way::blocked || way == Way::stood_down) {
            Ended ended;
            ended.step = {.key = effect.key,
                          .service = service_of(effect),
                          .description = effect.description,
                          .criticality = effect.criticality,
                          .fate = fate_of_blocked(effect, way)};
            ended_now.push_back(ended.step);
            ended_.emplace(effect.key, std::move(ended));
        }
    }
    return now;
}

Effect Progress::complete(const Effect& effect) const {
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
        const auto stamp = stamps_.find(update->ticket_id);
        if (!update->updated_stamp.empty() && stamp != stamps_.end()) {
            update->updated_stamp = stamp->second;
        }
    }
    return filled;
}

void Progress::note(const Effect& effect, Ended ended) {
    const auto* update = std::get_if<zendesk::TicketUpdate>(&effect.change);
    if (update != nullptr && !ended.fact.stamp.empty()) {
        stamps_[update->ticket_id] = ended.fact.stamp;
    }
    ticket_changed_ = ticket_changed_ || ended.ticket_changed;
    ended_.insert_or_assign(effect.key, std::move(ended));
}

Outcome Progress::outcome() const {
    Outcome outcome{.steps = {}, .ticket_changed = ticket_changed_};
    for (const auto& effect : plan_.effects) {
        if (const auto found = ended_.find(effect.key); found != ended_.end()) {
            outcome.steps.push_back(found->second.step);
        }
    }
    return outcome;
}

}  // namespace

const char* word(Fate fate) {
    switch (fate) {
        case Fate::done:
            return "done";
        case Fate::already:
            return "already done";
        case Fate::stood_down:
            return "left to another";
        case Fate::failed:
            return "failed";
        case Fate::uncertain:
            return "uncertain";
        case Fate::queued:
            return "queued";
        case Fate::skipped:
            return "skipped";
        case Fate::expired:
            return "expired";
    }
    return "";
}

Executor::Executor(Services services, Journal& journal, Clock& clock, std::string by,
                   std::function<void(const Step&)> said)
    : services_(services),
      journal_(journal),
      clock_(clock),
      by_(std::move(by)),
      said_(std::move(said)) {}

Result<Outcome> Executor::execute(const Plan& plan) {
    const Attempt attempt{services_, journal_, clock_, by_, plan.case_id};
    if (const auto usable = journal_.pending(plan.case_id); !usable) {
        return usable.error();
    }
    Progress progress(plan);
    const auto say = [this](const Step& step) {
        if (said_) {
            said_(step);
        }
    };
    for (;;) {
        std::vector<Step> blocked;
        const auto now = progress.ready(blocked);
        for (auto& step : blocked) {
            if (step.fate == Fate::queued) {
                note_queued(attempt, step);
            }
            say(step);
        }
        if (now.empty() && blocked.empty()) {
            return progress.outcome();
        }
        std::vector<std::function<Ended()>> tasks;
        tasks.reserve(now.size());
        for (const auto* effect : now) {
            tasks.emplace_back([&attempt, complete = progress.complete(*effect)] {
                return carry_out(attempt, complete);
            });
        }
        auto ended = together(tasks);
        for (std::size_t i = 0; i < now.size(); ++i) {
            say(ended[i].step);
            progress.note(*now[i], std::move(ended[i]));
        }
    }
}

std::vector<ShownEffect> Executor::show(const Plan& plan) const {
    const Progress nothing_yet(plan);
    std::vector<ShownEffect> shown;
    for (const auto& effect : plan.effects) {
        shown.push_back({.key = effect.key,
                         .service = service_of(effect),
                         .description = effect.description,
                         .request = procedure::show(services_, nothing_yet.complete(effect))});
    }
    return shown;
}

}  // namespace emergency::procedure
