#include "apps/emerg/connected.h"
#include "apps/emerg/drill_ground.h"
#include "libemergency/core/duration.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace emerg {
namespace {

using emergency::Mark;
using emergency::Unfinished;
using emergency::procedure::Criticality;
using emergency::procedure::Effect;
using emergency::procedure::Fate;
using emergency::procedure::Outcome;
using emergency::procedure::Plan;
using emergency::procedure::Step;

constexpr std::chrono::minutes tolerated_skew{5};

bool happened(const Step& step) {
    return step.fate == Fate::done || step.fate == Fate::already || step.fate == Fate::stood_down;
}

bool was_interrupted(const Step& step) {
    return step.error && step.error->kind == ErrorKind::interrupted;
}

/// Who is on call, and where work goes on after the emergency, is the same truth later.
bool holds_later(const Effect& effect) {
    return std::holds_alternative<emergency::zendesk::NewTicket>(effect.change) ||
           std::holds_alternative<emergency::pagerduty::NewOverride>(effect.change) ||
           std::holds_alternative<emergency::pagerduty::OverrideRemoval>(effect.change) ||
           std::holds_alternative<emergency::slack::GroupMembers>(effect.change);
}

/// Would it tell somebody, late, what was true when it was begun?
bool speaks_now(const Effect& effect) {
    const bool is_note = std::holds_alternative<emergency::zendesk::TicketUpdate>(effect.change);
    return effect.criticality == Criticality::core && !holds_later(effect) &&
           (seen_by_customer(effect) || !is_note);
}

/// Is anything left that running the command again would bring to its end? Not if nothing has
/// happened, now or before, and nothing was told to be queued: then nobody counts on it. After an
/// interruption only what the done part promised.
bool is_left_open(const Outcome& outcome, emergency::Entry entry) {
    const auto& steps = outcome.steps;
    const bool begun = entry == emergency::Entry::again ||
                       std::any_of(steps.begin(), steps.end(), [](const Step& step) {
                           return happened(step) || step.fate == Fate::queued;
                       });
    const bool doubtful = std::any_of(
        steps.begin(), steps.end(), [](const Step& step) { return step.fate == Fate::uncertain; });
    const bool stopped = std::any_of(steps.begin(), steps.end(), was_interrupted);
    const bool whole = std::all_of(steps.begin(), steps.end(), happened);
    const bool core_is_done = std::all_of(steps.begin(), steps.end(), [](const Step& step) {
        return happened(step) || step.criticality == Criticality::side;
    });
    const bool hopeless = std::all_of(steps.begin(), steps.end(), [](const Step& step) {
        return happened(step) || step.fate == Fate::expired ||
               (step.fate == Fate::failed && step.criticality == Criticality::side);
    });
    return !outcome.taken_back && !whole && !hopeless && (begun || doubtful) &&
           (core_is_done || !stopped);
}

/// "contact Q0… --message=…": the words with the case where a person would type it.
std::vector<std::string> on_case(std::vector<std::string> words, const std::string& case_id) {
    if (!case_id.empty() && case_id != emergency::cases::no_case) {
        words.insert(words.begin() + 1, case_id);
    }
    return words;
}

/// A command as it is told: its texts would be too long.
std::string name_of(const Unfinished& command) {
    return fmt::format("{} {}", command.words.empty() ? "" : command.words.front(),
                       command.case_id);
}

}  // namespace

std::string Session::asker() const {
    return fmt::format("{} {}", loaded_.config.user.email, loaded_.config.zendesk.url);
}

Result<Outcome> Session::execute(const Plan& plan, const std::vector<std::string>& words) {
    const Unfinished command{.case_id = plan.case_id,
                             .words = on_case(words, plan.case_id),
                             .at = clock_->now(),
                             .by = asker()};
    auto& queue = memory_->queue;
    const bool has_work = !plan.effects.empty() || !plan.postponed.empty();
    const auto entered =
        !has_work ? Result<emergency::Entry>(emergency::Entry::first) : queue.enter(command);
    if (!entered) {
        return entered.error();
    }
    auto outcome = executor(*connected_).execute(plan);
    const bool is_postponed = !plan.postponed.empty();
    if (outcome && (outcome->ticket_changed || is_postponed || is_left_open(*outcome, *entered))) {
        return outcome;
    }
    const auto left = queue.leave(command);
    return outcome && !left ? Result<Outcome>(left.error()) : outcome;
}

Result<std::vector<Unfinished>> Session::unfinished(const std::string& case_id) {
    const auto kept = memory();
    if (!kept) {
        return kept.error();
    }
    auto all = (*kept)->queue.all(case_id);
    if (all) {
        std::erase_if(*all, [&](const Unfinished& command) { return command.by != asker(); });
    }
    return all;
}

Result<ExitCode> Session::follow(const std::vector<std::string>& words) {
    const auto job = understand_(words);
    return job ? (*job)(*this) : job.error();
}

Result<ExitCode> Session::finish(const Unfinished& command) {
    const auto job = understand_(command.words);
    if (!job) {
        return job.error();
    }
    say(fmt::format("finishing what was begun: {}", name_of(command)));
    resumed_ = &command;
    const auto options = options_;
    const auto& words = command.words;
    options_.yes = true;  // It was agreed to when it was begun.
    options_.anyway = std::find(words.begin(), words.end(), "--anyway") != words.end();
    options_.again = std::find(words.begin(), words.end(), "--again") != words.end();
    auto ended = (*job)(*this);
    options_ = options;
    resumed_ = nullptr;
    const auto kind = ended ? ErrorKind::local : ended.error().kind;
    if (kind == ErrorKind::policy || kind == ErrorKind::not_found) {
        if (const auto left = memory_->queue.leave(command); !left) {
            return left.error();
        }
    }
    return ended;
}

bool Session::finish_others(const std::string& case_id, const std::vector<std::string>& words) {
    const auto all = unfinished(case_id);
    if (!all) {
        complain(all.error());
        return false;
    }
    bool acted = false;
    for (const auto& command : *all) {
        if (command.words == on_case(words, case_id)) {
            continue;
        }
        const auto ended = finish(command);
        if (!ended) {
            complain(ended.error());
        }
        acted = acted || (ended && *ended == ExitCode::done);
    }
    return acted;
}

bool Session::is_too_late(const Plan& plan) {
    const bool is_pressing = std::any_of(plan.effects.begin(), plan.effects.end(), speaks_now);
    const auto& policy = config().policy;
    const auto limit = is_pressing ? policy.succession : policy.thread_expires;
    const bool has_work = !plan.effects.empty() || !plan.postponed.empty();
    return has_work && clock_->now() - resumed_->at > limit;
}

Result<Carried> Session::drop(const Plan& plan) {
    for (const auto& effect : plan.effects) {
        const auto written = memory_->journal.write({.at = clock_->now(),
                                                     .key = effect.key,
                                                     .case_id = plan.case_id,
                                                     .service = service_of(effect),
                                                     .description = effect.description,
                                                     .mark = Mark::expired,
                                                     .by = resumed_->by});
        if (!written) {
            return written.error();
        }
        world_.terminal.err() << fmt::format("expired: {}\n", effect.description);
    }
    if (const auto left = memory_->queue.leave(*resumed_); !left) {
        return left.error();
    }
    world_.terminal.err() << fmt::format(
        "emerg: {} was begun {} ago; what is left of it is dropped\n", name_of(*resumed_),
        emergency::brief_duration(clock_->now() - resumed_->at));
    return Carried{};
}

void Session::warn_of_clock() {
    const auto skew = clock_->skew();
    // The clock of a drill is moved on purpose.
    if (std::chrono::abs(skew) > tolerated_skew && !is_in_drill(world_.environment)) {
        say(fmt::format("this machine's clock is {} {} the services'; deadlines are by theirs",
                        emergency::brief_duration(std::chrono::abs(skew)),
                        skew.count() > 0 ? "behind" : "ahead of"));
    }
}

}  // namespace emerg
