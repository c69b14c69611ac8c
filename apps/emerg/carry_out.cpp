#include "apps/emerg/connected.h"
#include "apps/emerg/outcome_view.h"
#include "apps/emerg/terminal/ask.h"
#include "apps/emerg/terminal/complaint.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/core/together.h"
#include "libemergency/store/case_lock.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace emerg {
namespace {

using emergency::procedure::Executor;
using emergency::procedure::Fate;
using emergency::procedure::Outcome;
using emergency::procedure::Plan;
using emergency::procedure::Step;

constexpr int plans_at_most = 4;
constexpr std::chrono::seconds lock_limit{60};

bool has_fate(const Outcome& outcome, Fate fate) {
    return std::any_of(outcome.steps.begin(), outcome.steps.end(),
                       [&](const auto& step) { return step.fate == fate; });
}

template <class Wanted>
const Step* first_of(const Outcome& outcome, const Wanted& wanted) {
    const auto found = std::find_if(outcome.steps.begin(), outcome.steps.end(), wanted);
    return found == outcome.steps.end() ? nullptr : &*found;
}

const Step* failed_core(const Outcome& outcome) {
    return first_of(outcome, [](const Step& step) {
        return step.fate == Fate::failed &&
               step.criticality == emergency::procedure::Criticality::core;
    });
}

/// Did it end worse than it should, with more to say than one line?
bool went_wrong(const Step& step) {
    return (step.fate == Fate::failed || step.fate == Fate::uncertain) && step.error;
}

/// The step that decided how the command ended; null if none has an error.
const Step* decisive(const Outcome& outcome) {
    const auto* doubtful = first_of(
        outcome, [](const Step& step) { return step.fate == Fate::uncertain && step.error; });
    if (doubtful != nullptr) {
        return doubtful;
    }
    const auto* core = failed_core(outcome);
    return core != nullptr && core->error ? core : first_of(outcome, went_wrong);
}

/// What the steps mean for the shell (product.md, "Exit codes").
ExitCode code_of(const Outcome& outcome) {
    if (has_fate(outcome, Fate::uncertain)) {
        return ExitCode::uncertain;
    }
    const bool begun = has_fate(outcome, Fate::done);
    if (const auto* failed = failed_core(outcome); failed != nullptr && !begun) {
        return failed->error ? exit_code_of(failed->error->kind) : ExitCode::failed;
    }
    const bool whole = !has_fate(outcome, Fate::failed) && !has_fate(outcome, Fate::skipped) &&
                       !has_fate(outcome, Fate::queued) && !has_fate(outcome, Fate::expired);
    return whole ? ExitCode::done : ExitCode::in_part;
}

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
    return {{connected.pagerduty, connected.zendesk, connected.sources.slack, world_.environment},
            memory_->journal,
            *clock_,
            connected.actor ? connected.actor->by : std::string(),
            [this](const Step& step) { say_step(step); }};
}

Result<void> Session::agree(const Plan& plan) {
    const bool public_text = std::any_of(plan.effects.begin(), plan.effects.end(),
                                         emergency::procedure::seen_by_customer);
    if (!public_text || options_.yes) {
        return {};
    }
    for (const auto& effect : plan.effects) {
        world_.terminal.err() << preview(effect);
    }
    return ask("Send this to the customer?", options_, world_.terminal);
}

Result<Carried> Session::carry_out_once(const emergency::cases::Case& one, const Work& work,
                                        bool& changed) {
    const auto all = connected();
    const auto who = actor();
    if (!all || !who) {
        return all ? who.error() : all.error();
    }
    const auto plan = work.planner({one, config(), **who});
    if (!plan) {
        return plan.error();
    }
    if (resumed_ != nullptr && is_too_late(*plan)) {
        return drop(*plan);
    }
    for (const auto& remark : plan->remarks) {
        say(remark);
    }
    for (const auto& what : plan->postponed) {
        world_.terminal.err() << fmt::format("queued: {}\n", emergency::one_line(what));
    }
    if (options_.dry_run) {
        show_dry_run(*plan, executor(**all).show(*plan), options_, world_.terminal);
        return Carried{};
    }
    if (auto agreed = agree(*plan); !agreed) {
        return agreed.error();
    }
    const auto outcome = execute(*plan, work.words);
    if (!outcome) {
        return outcome.error();
    }
    changed = outcome->ticket_changed;
    if (changed) {
        return Carried{ExitCode::failed, has_fate(*outcome, Fate::done)};
    }
    if (resumed_ == nullptr) {  // One answer a command.
        show_outcome(*plan, *outcome, options_, world_.terminal);
    }
    const auto ended = code_of(*outcome);
    const bool is_whole = ended != ExitCode::done || plan->postponed.empty();
    const auto code = is_whole ? ended : ExitCode::in_part;
    if (code != ExitCode::done) {
        say_end(*outcome, code);
    }
    return Carried{code, has_fate(*outcome, Fate::done)};
}

Result<emergency::CaseLock> Session::turn_on(const emergency::cases::Reference& reference,
                                             emergency::cases::Case& one, long long newest) {
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
    auto anew = find_case(reference);
    if (!anew) {
        return anew.error();
    }
    one = *std::move(anew);
    return lock;
}

Result<Carried> Session::carry_out_locked(const emergency::cases::Reference& reference,
                                          emergency::cases::Case& one, long long newest,
                                          const Work& work) {
    const auto lock = turn_on(reference, one, newest);
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
        auto anew = find_case(reference);
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
    auto one = find_case(reference);
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
    auto [one, who] =
        emergency::together([&] { return find_case(reference); }, [&] { return actor(); });
    if (!one || !who) {
        return one ? who.error() : one.error();
    }
    case_id_ = emergency::cases::id_of(*one);
    auto carried = carry_out_locked(reference, *one, *newest, work);
    if (resumed_ != nullptr || options_.dry_run || !finish_others(case_id_, work.words)) {
        return carried;
    }
    return carried ? carry_out_again(reference, work) : carried;
}

Result<ExitCode> Session::carry_out_each(const std::vector<std::string>& words, const Work& work) {
    const auto all = references(words);
    if (!all) {
        return all.error();
    }
    if (all->size() == 1) {
        const auto carried = carry_out(all->front(), work);
        return carried ? Result<ExitCode>(carried->code) : carried.error();
    }
    auto worst = ExitCode::done;
    for (const auto& reference : *all) {
        const auto carried = carry_out(reference, work);
        const auto code = carried ? carried->code : complain(carried.error());
        worst = worst == ExitCode::done ? code : worst;
    }
    return worst;
}

}  // namespace emerg
