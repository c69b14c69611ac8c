#include "tests/simulation/process.h"

#include "libemergency/core/together.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace simulation {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::cases::Reference;
using emergency::procedure::Fate;
using emergency::procedure::Outcome;
using emergency::procedure::Step;
using namespace std::chrono_literals;

constexpr int plans_at_most = 4;
constexpr milliseconds lock_limit = 60s;

bool has_fate(const Outcome& outcome, Fate fate) {
    return std::ranges::any_of(outcome.steps, [&](const Step& step) { return step.fate == fate; });
}

/// The right to work on the case on one machine; a death lets go of it.
class TurnOnCase {
public:
    TurnOnCase(Machine& machine, Baton& baton) : machine_(machine) {
        for (milliseconds waited{0}; machine.is_locked && waited < lock_limit; waited += 500ms) {
            has_waited_ = true;
            baton.sleep(500ms);
        }
        is_mine_ = !machine.is_locked;
        machine.is_locked = true;
    }
    TurnOnCase(const TurnOnCase&) = delete;
    TurnOnCase(TurnOnCase&&) = delete;
    TurnOnCase& operator=(const TurnOnCase&) = delete;
    TurnOnCase& operator=(TurnOnCase&&) = delete;
    ~TurnOnCase() {
        if (is_mine_) {
            machine_.is_locked = false;
        }
    }

    bool is_mine() const { return is_mine_; }
    bool has_waited() const { return has_waited_; }

private:
    Machine& machine_;
    bool is_mine_ = false;
    bool has_waited_ = false;
};

}  // namespace

Process::Process(const Run& run)
    : run_(run),
      wall_clock_(run),
      clock_(wall_clock_),
      network_(run),
      dated_(network_, clock_),
      retrying_(dated_, clock_, {}, [&draw = run.town.draw] { return draw.fraction(); }, {}),
      breaker_(retrying_),
      pagerduty_(breaker_, run.person.config.pagerduty.url, run.person.pagerduty,
                 run.person.config.pagerduty.email),
      zendesk_(breaker_, run.person.config.zendesk.url, run.person.zendesk,
               run.person.config.zendesk.email),
      slack_(breaker_, run.person.config.slack.url, run.person.slack),
      sources_{pagerduty_, zendesk_, &slack_, run.person.config, run.machine.cache, clock_} {}

Finish Process::failed(const Error& error) const {
    tell("failed: " + error.message);
    return {.end = error.kind == ErrorKind::policy ? End::refused : End::lacking};
}

Finish Process::finish_of(const Outcome& outcome) const {
    bool is_whole = true;
    for (const auto& step : outcome.steps) {
        if (run_.town.is_traced()) {
            tell(fmt::format("  {}: {} {}", step.key, word(step.fate),
                             step.error ? step.error->message : std::string()));
        }
        is_whole = is_whole && (step.fate == Fate::done || step.fate == Fate::already ||
                                step.fate == Fate::stood_down);
    }
    return {.end = is_whole ? End::whole : End::lacking, .acted = has_fate(outcome, Fate::done)};
}

Finish Process::carry_out(const Reference& reference, const Planner& planner) {
    auto [one, me] = emergency::together([&] { return find_case(sources_, reference); },
                                         [&] { return identify(sources_); });
    if (!one || !me) {
        return failed(one ? me.error() : one.error());
    }
    const TurnOnCase turn(run_.machine, run_.town.baton);
    if (!turn.is_mine()) {
        return failed({.message = "another process works on the case"});
    }
    if (turn.has_waited()) {
        one = find_case(sources_, reference);
    }
    if (!one) {
        return failed(one.error());
    }
    return carry_out_locked(reference, *std::move(one), {.me = *me, .by = run_.by}, planner);
}

Finish Process::carry_out_locked(const Reference& reference, emergency::cases::Case one,
                                 const emergency::procedure::Actor& actor, const Planner& planner) {
    emergency::procedure::Executor executor({pagerduty_, zendesk_, &slack_}, run_.machine.journal,
                                            clock_, run_.by, {});
    for (int n = 1; n <= plans_at_most; ++n) {
        const auto plan = planner({one, run_.person.config, actor});
        if (!plan) {
            return failed(plan.error());
        }
        for (const auto& remark : plan->remarks) {
            tell("  " + remark);
        }
        const auto outcome = executor.execute(*plan);
        if (!outcome) {
            return failed(outcome.error());
        }
        const auto finish = finish_of(*outcome);
        if (!outcome->ticket_changed) {
            return finish;
        }
        auto anew = find_case(sources_, reference);
        if (!anew) {
            return failed(anew.error());
        }
        one = *std::move(anew);
    }
    return failed({.message = "keeps changing"});
}

}  // namespace simulation
