#include "apps/emerg/connected.h"
#include "apps/emerg/outcome.h"
#include "apps/emerg/outcome_view.h"
#include "apps/emerg/terminal/ask.h"
#include "apps/emerg/terminal/complaint.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/core/together.h"
#include "libemergency/procedure/runbook.h"
#include "libemergency/store/case_lock.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

namespace emerg {
namespace {

using emergency::procedure::Executor;
using emergency::procedure::Fate;
using emergency::procedure::Outcome;
using emergency::procedure::Plan;
using emergency::procedure::Step;

constexpr int plans_at_most = 4;
constexpr std::chrono::seconds lock_limit{60};

}  // namespace

void Session::say_step(const Step& step) {
    if (went_wrong(step) && !options_.wants_json()) {
        auto error = *step.error;
        error.message = told(step);
        complain(error);
    } else if (!options_.quiet || (step.fate != Fate::done && step.fate != Fate::already)) {
        world_.terminal.err() << told(step) << '\n';
    }
}

void Session::say_end(const Outcome& outcome, ExitCode code) {
    const bool in_part = code == ExitCode::in_part;
    const auto* step = decisive(outcome);
    auto error = step == nullptr ? Error{.message = "some steps were not done"} : *step->error;
    if (code == ExitCode::uncertain) {
        error.kind = ErrorKind::uncertain;  // Whatever it was that could not be read back.
    }
    if (options_.wants_json()) {
        const auto steps = steps_of(outcome);
        write_complaint(error,
                        {.command = command_,
                         .json = true,
                         .case_id = case_id_,
                         .steps = &steps,
                         .in_part = in_part},
                        world_.terminal.err());
    } else if (in_part) {
        complain({.message = "done in part",
                  .hint = "emerg sync finishes it, or the same command again"});
    }
}

Executor Session::executor(Connected& connected) {
    return {{connected.pagerduty, connected.zendesk, connected.sources.slack, world_.environment,
             connected.zoom ? &*connected.zoom : nullptr,
             connected.gitlab ? &*connected.gitlab : nullptr},
            memory_->journal,
            *clock_,
            connected.actor ? connected.actor->by : std::string(),
            [this](const Step& step) { say_step(step); }};
}

void Session::show_consent(const emergency::procedure::Consent& consent) {
    world_.terminal.err() << emergency::printable(consent.preview);
}

Result<void> Session::agree_to_words(const Plan& plan, bool public_text) {
    for (const auto& effect : plan.effects) {
        world_.terminal.err() << preview(effect);
    }
    auto agreed = ask(public_text ? "Send this to the customer?" : "Call for help with this?",
                      options_, world_.terminal);
    for (const auto& effect : plan.effects) {
        agreed_.insert(agreed ? effect.summons : std::string());
    }
    return agreed;
}

Result<void> Session::agree(const Plan& plan) {
    const bool public_text = std::any_of(plan.effects.begin(), plan.effects.end(),
                                         emergency::procedure::seen_by_customer);
    const bool calls = std::any_of(plan.effects.begin(), plan.effects.end(), [&](const auto& each) {
        return !each.summons.empty() && !agreed_.contains(each.summons);
    });
    if (options_.yes) {
        return {};
    }
    if (public_text || calls) {
        auto agreed = agree_to_words(plan, public_text);
        if (!agreed) {
            return agreed;
        }
    }
    if (!plan.consent) {
        return {};
    }
    show_consent(*plan.consent);
    return ask(plan.consent->question, options_, world_.terminal);
}

void Session::say_what_is_noted(const Plan& plan) {
    for (const auto& remark : plan.remarks) {
        say(remark);
    }
    for (const auto& what : plan.postponed) {
        world_.terminal.err() << fmt::format("queued: {}\n", emergency::one_line(what));
    }
}

Carried Session::report(const Plan& plan, const Outcome& outcome) {
    if (resumed_ == nullptr) {  // One answer a command.
        if (const auto shown = show_outcome(plan, outcome, options_, world_.terminal); !shown) {
            complain(shown.error());  // What was done is done, and decides the exit code.
        }
    }
    const auto ended = code_of(outcome);
    const bool is_whole = ended != ExitCode::done || plan.postponed.empty();
    const auto code = is_whole ? ended : ExitCode::in_part;
    if (code != ExitCode::done) {
        say_end(outcome, code);
    }
    return {code, has_fate(outcome, Fate::done), undone(outcome)};
}

void Session::tick_runbook(Plan& plan, const emergency::procedure::Situation& situation) {
    const auto planned = plan.effects.size();
    if (!config().gitlab.project.empty()) {
        emergency::procedure::add_ticks(plan, situation);
    }
    if (plan.effects.size() > planned) {
        std::ignore = hurried_gitlab();  // Without it the effect fails, and says why.
    }
}

Result<Carried> Session::rehearse(const Plan& plan, Connected& connected) {
    if (plan.consent) {
        show_consent(*plan.consent);
    }
    const auto shown =
        show_dry_run(plan, executor(connected).show(plan), options_, world_.terminal);
    return shown ? Result<Carried>(Carried{}) : shown.error();
}

Result<Carried> Session::carry_out_once(const emergency::cases::Case& one, const Work& work,
                                        bool& changed) {
    const auto all = connected();
    const auto who = actor();
    if (!all || !who) {
        return all ? who.error() : all.error();
    }
    const auto seen = emergency::cases::seen_by(one, (*who)->me, work.reading);
    if (!seen) {
        return seen.error();
    }
    const emergency::procedure::Situation situation{*seen, config(), **who};
    auto plan = work.planner(situation);
    if (!plan) {
        return plan.error();
    }
    tick_runbook(*plan, situation);
    if (resumed_ != nullptr && is_too_late(*plan)) {
        return drop(*plan);
    }
    if (auto passed = pass_guard(situation, *plan); !passed) {
        return passed.error();
    }
    say_what_is_noted(*plan);
    if (options_.dry_run) {
        return rehearse(*plan, **all);
    }
    if (auto agreed = agree(*plan); !agreed) {
        return agreed.error();
    }
    const auto outcome = execute(*plan, insisting(work.words));
    if (!outcome) {
        return outcome.error();
    }
    const bool was_closed = seen->ticket && seen->ticket->status == "closed";
    changed = outcome->ticket_changed && !was_closed;
    if (changed) {
        return Carried{ExitCode::failed, has_fate(*outcome, Fate::done)};
    }
    return report(*plan, *outcome);
}

Result<emergency::CaseLock> Session::turn_on(const emergency::cases::Reference& reference,
                                             emergency::cases::Case& one, long long newest,
                                             emergency::cases::Reading reading) {
    const auto folder = options_.dry_run ? std::string() : memory_->store.folder();
    auto lock =
        emergency::CaseLock::take(folder, emergency::cases::key_root(one), *clock_, lock_limit);
    const auto now = memory_->journal.newest();
    if (!lock || !now) {
        return lock ? now.error() : lock.error();
    }
    if (*now == newest) {
        return lock;
    }
    // Another process of this machine was at work since the case was read.
    auto anew = find_case(reference, reading);
    if (!anew) {
        return anew.error();
    }
    one = *std::move(anew);
    return lock;
}

Result<Carried> Session::carry_out_locked(const emergency::cases::Reference& reference,
                                          emergency::cases::Case& one, long long newest,
                                          const Work& work) {
    const auto lock = turn_on(reference, one, newest, work.reading);
    if (!lock) {
        return lock.error();
    }
    for (int n = 1; n <= plans_at_most; ++n) {
        bool changed = false;
        auto carried = carry_out_once(one, work, changed);
        if (!changed) {
            return carried;
        }
        say(fmt::format("{} changed meanwhile; looking again", emergency::procedure::name_of(one)));
        auto anew = find_case(reference, work.reading);
        if (!anew) {
            return anew.error();
        }
        one = *std::move(anew);
    }
    return Error{.kind = ErrorKind::conflict,
                 .message = fmt::format("{} keeps changing", emergency::procedure::name_of(one)),
                 .hint = "nothing was sent twice; run it again"};
}

/// What was finished just now (the thread) may be what this command had to do without.
Result<Carried> Session::carry_out_again(const emergency::cases::Reference& reference,
                                         const Work& work) {
    const auto newest = memory_->journal.newest();
    auto one = find_case(reference, work.reading);
    if (!one || !newest) {
        return one ? newest.error() : one.error();
    }
    const emergency::Unfinished again{.at = clock_->now()};
    resumed_ = &again;
    auto carried = carry_out_locked(reference, *one, *newest, work);
    resumed_ = nullptr;
    return carried;
}

Result<Carried> Session::carry_out(const emergency::cases::Reference& reference, const Work& work) {
    case_id_.clear();
    const auto all = connected();
    const auto newest = all ? memory_->journal.newest() : Result<long long>(all.error());
    if (!newest) {
        return newest.error();
    }
    // Who I am does not depend on the case, so both are asked at the same time.
    auto [one, who] = emergency::together([&] { return find_case(reference, work.reading); },
                                          [&] { return actor(work.reading); });
    if (!one || !who) {
        return one ? who.error() : one.error();
    }
    case_id_ = emergency::cases::id_of(*one);
    auto carried = carry_out_locked(reference, *one, *newest, work);
    if (carried && carried->acted) {
        remember(*one, work.words.front());
        run_hooks(*one, work.words.front());
    }
    if (resumed_ != nullptr || options_.dry_run ||
        !finish_others(case_id_, insisting(work.words))) {
        return carried;
    }
    return carried ? carry_out_again(reference, work) : carried;
}

Result<Carried> Session::carry_out_alone(const Work& work) {
    case_id_.clear();
    const auto all = connected();
    const auto who = all ? actor() : Result<const emergency::procedure::Actor*>(all.error());
    if (!who) {
        return who.error();
    }
    const emergency::cases::Case nothing{.as_of = clock_->now()};
    bool changed = false;  // There is no ticket that could.
    return carry_out_once(nothing, work, changed);
}

}  // namespace emerg
