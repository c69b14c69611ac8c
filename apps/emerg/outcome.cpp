#include "apps/emerg/outcome.h"

#include <algorithm>

namespace emerg {
namespace {

using emergency::procedure::Fate;
using emergency::procedure::Outcome;
using emergency::procedure::Step;

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

}  // namespace

bool has_fate(const Outcome& outcome, Fate fate) {
    return std::any_of(outcome.steps.begin(), outcome.steps.end(),
                       [&](const auto& step) { return step.fate == fate; });
}

bool went_wrong(const Step& step) {
    return (step.fate == Fate::failed || step.fate == Fate::uncertain) && step.error;
}

const Step* decisive(const Outcome& outcome) {
    const auto* doubtful = first_of(
        outcome, [](const Step& step) { return step.fate == Fate::uncertain && step.error; });
    if (doubtful != nullptr) {
        return doubtful;
    }
    const auto* core = failed_core(outcome);
    return core != nullptr && core->error ? core : first_of(outcome, went_wrong);
}

ExitCode code_of(const Outcome& outcome) {
    if (has_fate(outcome, Fate::uncertain)) {
        return ExitCode::uncertain;
    }
    const bool begun = has_fate(outcome, Fate::done) && !outcome.taken_back;
    if (const auto* failed = failed_core(outcome); failed != nullptr && !begun) {
        return failed->error ? exit_code_of(failed->error->kind) : ExitCode::failed;
    }
    const bool whole = !has_fate(outcome, Fate::failed) && !has_fate(outcome, Fate::skipped) &&
                       !has_fate(outcome, Fate::queued) && !has_fate(outcome, Fate::expired);
    return whole ? ExitCode::done : ExitCode::in_part;
}

std::vector<std::string> undone(const Outcome& outcome) {
    std::vector<std::string> keys;
    for (const auto& step : outcome.steps) {
        if (step.fate == Fate::failed || step.fate == Fate::queued || step.fate == Fate::skipped) {
            keys.push_back(step.key);
        }
    }
    return keys;
}

}  // namespace emerg
