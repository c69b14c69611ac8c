#include "libemergency/procedure/settle.h"

#include <algorithm>

namespace emergency::procedure {
namespace {

/// Was it begun without an outcome, or made beside the one that stands?
bool may_be_another(const JournalEntry& last, const Standing& standing) {
    const bool is_made = last.mark == Mark::done || last.mark == Mark::found;
    return last.mark == Mark::intent || last.mark == Mark::uncertain ||
           (is_made && last.result != standing.id);
}

bool is_another(const slack::Message& message, const Standing& standing) {
    const auto key = message.payload.find("key");
    return message.ts != standing.id && key != message.payload.end() &&
           key->second == standing.effect.key;
}

/// True if no other message with the effect's key is left.
bool take_back_others(const slack::Client& slack, const Standing& standing) {
    const auto& post = std::get<slack::Post>(standing.effect.change);
    const auto messages = slack.history(post.channel, standing.effect.since);
    if (!messages) {
        return false;
    }
    return std::ranges::all_of(*messages, [&](const auto& message) {
        return !is_another(message, standing) || slack.remove(post.channel, message.ts);
    });
}

}  // namespace

void settle(const Attempt& attempt, const Standing& standing) {
    const auto& effect = standing.effect;
    const auto last = attempt.journal.last(effect.key);
    if (!last || !*last || !may_be_another(**last, standing) || attempt.services.slack == nullptr ||
        !take_back_others(*attempt.services.slack, standing)) {
        return;
    }
    // Unwritten, it is only looked at once more.
    static_cast<void>(attempt.journal.write({.at = attempt.clock.now(),
                                             .key = effect.key,
                                             .case_id = attempt.case_id,
                                             .service = service_of(effect),
                                             .description = effect.description,
                                             .mark = Mark::found,
                                             .by = attempt.by,
                                             .result = standing.id}));
}

}  // namespace emergency::procedure
