#include "apps/emerg/connected.h"
#include "apps/emerg/outcome_view.h"
#include "apps/emerg/terminal/ask.h"
#include "libemergency/cases/progress.h"
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

const Step* failed_core(const Outcome& outcome) {
    const auto failed =
        std::find_if(outcome.steps.begin(), outcome.steps.end(), [](const auto& step) {
            return step.fate == Fate::failed &&
                   step.criticality == emergency::procedure::Criticality::core;
        });
    return failed == outcome.steps.end() ? nullptr : &*failed;
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
                       !has_fate(outcome, Fate::expired);
    return whole ? ExitCode::done : ExitCode::in_part;
}

}  // namespace

Executor Session::executor(Connected& connected, emergency::Journal& journal) {
    const auto say_step = [this](const Step& step) {
        if (!options_.quiet || (step.fate != Fate::done && step.fate != Fate::already)) {
            world_.terminal.err() << told(step) << '\n';
        }
    };
    return {{connected.pagerduty, connected.zendesk, connected.sources.slack, world_.environment},
            journal,
            *clock_,
            connected.actor ? connected.actor->by : std::string(),
            say_step};
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

Result<Carried> Session::carry_out_once(const emergency::cases::Case& one, const Planner& planner,
                                        bool& changed) {
    const auto all = connected();
    const auto who = actor();
    if (!all || !who) {
        return all ? who.error() : all.error();
    }
    const auto plan = planner({one, config(), **who});
    if (!plan) {
        return plan.error();
    }
    for (const auto& remark : plan->remarks) {
        say(remark);
    }
    auto executor = this->executor(**all, (*all)->journal);
    if (options_.dry_run) {
        show_dry_run(*plan, executor.show(*plan), options_, world_.terminal);
        return Carried{};
    }
    if (auto agreed = agree(*plan); !agreed) {
        return agreed.error();
    }
    const auto outcome = executor.execute(*plan);
    if (!outcome) {
        return outcome.error();
    }
    changed = outcome->ticket_changed;
    if (changed) {
        return Carried{ExitCode::failed, has_fate(*outcome, Fate::done)};
    }
    show_outcome(*plan, *outcome, options_, world_.terminal);
    return Carried{code_of(*outcome), has_fate(*outcome, Fate::done)};
}

Result<Carried> Session::carry_out(const emergency::cases::Reference& reference,
                                   const Planner& planner) {
    auto one = find_case(reference);
    if (!one) {
        return one.error();
    }
    const auto all = connected();
    if (!all) {
        return all.error();
    }
    const auto folder = options_.dry_run ? std::string() : (*all)->store.folder();
    const auto lock =
        emergency::CaseLock::take(folder, emergency::cases::key_root(*one), *clock_, lock_limit);
    if (!lock) {
        return lock.error();
    }
    for (int n = 1; n <= plans_at_most; ++n) {
        bool changed = false;
        const auto carried = carry_out_once(*one, planner, changed);
        if (!changed) {
            return carried;
        }
        say(fmt::format("{} changed meanwhile; looking again",
                        emergency::procedure::name_of(*one)));
        one = find_case(reference);
        if (!one) {
            return one.error();
        }
    }
    return Error{.kind = ErrorKind::conflict,
                 .message = fmt::format("{} keeps changing", emergency::procedure::name_of(*one)),
                 .hint = "nothing was sent twice; run it again"};
}

Result<ExitCode> Session::carry_out_each(const std::vector<std::string>& words,
                                         const Planner& planner) {
    const auto all = references(words);
    if (!all) {
        return all.error();
    }
    if (all->size() == 1) {
        const auto carried = carry_out(all->front(), planner);
        return carried ? Result<ExitCode>(carried->code) : carried.error();
    }
    auto worst = ExitCode::done;
    for (const auto& reference : *all) {
        const auto carried = carry_out(reference, planner);
        const auto code = carried ? carried->code : complain(carried.error());
        worst = worst == ExitCode::done ? code : worst;
    }
    return worst;
}

}  // namespace emerg
