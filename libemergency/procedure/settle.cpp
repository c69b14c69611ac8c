#include "libemergency/procedure/settle.h"

#include "libemergency/procedure/recant.h"

namespace emergency::procedure {
namespace {

/// Was it begun without an outcome, or made beside the one that stands?
bool may_be_another(const JournalEntry& last, const Standing& standing) {
    const bool is_made = last.mark == Mark::done || last.mark == Mark::found;
    return last.mark == Mark::intent || last.mark == Mark::uncertain ||
           (is_made && last.result != standing.id);
}

/// Unwritten, it is only looked at once more.
void note_message(const Attempt& attempt, const Effect& effect, Mark mark, const std::string& id) {
    static_cast<void>(attempt.journal.write({.at = attempt.clock.now(),
                                             .key = effect.key,
                                             .case_id = attempt.case_id,
                                             .service = service_of(effect),
                                             .description = effect.description,
                                             .mark = mark,
                                             .by = attempt.by,
                                             .result = id}));
}

}  // namespace

void settle(const Attempt& attempt, const Standing& standing) {
    const auto& effect = standing.effect;
    const auto last = attempt.journal.last(effect.key);
    if (last && *last && may_be_another(**last, standing) && attempt.services.slack != nullptr &&
        take_back_others(*attempt.services.slack, effect, standing.id)) {
        note_message(attempt, effect, Mark::found, standing.id);
    }
}

void settle_doubt(const Attempt& attempt, const Effect& effect, const Step& step) {
    if (step.fate == Fate::already && std::holds_alternative<slack::Post>(effect.change) &&
        !take_back_others(*attempt.services.slack, effect, step.id)) {
        note_message(attempt, effect, Mark::uncertain, step.id);
    }
}

}  // namespace emergency::procedure
