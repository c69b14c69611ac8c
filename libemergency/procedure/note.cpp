#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

constexpr std::size_t key_length = 12;

Effect internal_note(const Situation& situation, const std::string& key, const std::string& text) {
    return {.key = key,
            .description = fmt::format("internal note on {}", name_of(situation.one)),
            .since = cases::paged_at(situation.one),
            .change = zendesk::TicketUpdate{.ticket_id = situation.one.ticket->id,
                                            .comment = zendesk::NewComment{text, false},
                                            .metadata = metadata_of(situation, key),
                                            .updated_stamp = situation.one.ticket->updated_stamp}};
}

/// Two machines may be told the same at once, so a claim comes first where there is a ticket to put
/// it on.
Plan claimed(const Situation& situation, Plan plan, Effect effect) {
    if (!situation.one.ticket || situation.one.ticket->is_done()) {
        plan.effects.push_back(std::move(effect));
        return plan;
    }
    const auto turn = turn_of(situation, effect.key);
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, "note", turn);
    }
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, "note"));
        effect.needs = keys_of(plan.effects);
    }
    effect.proof =
        std::holds_alternative<slack::Post>(effect.change) ? Proof::before_first : turn.proof;
    plan.effects.push_back(std::move(effect));
    return plan;
}

}  // namespace

Result<Plan> plan_note(const Situation& situation, const NoteOptions& options) {
    const auto& one = situation.one;
    const auto text = printable(trimmed(options.text));
    if (text.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "the note is empty",
                     .hint = "give it as an argument, with --file, or on standard input with -"};
    }
    Plan plan{.case_id = cases::id_of(one), .step = "note"};
    const auto key =
        fmt::format("{}/note/{}", cases::key_root(one), digest(text).substr(0, key_length));
    if (options.to == NoteTo::ticket && !one.ticket) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} has no ticket to put a note in", plan.case_id)};
    }
    if (options.to == NoteTo::ticket) {
        if (const auto* record = cases::record_of(one, key)) {
            plan.remarks.push_back(fmt::format("this note was already written at {}",
                                               at_my_clock(situation, record->at)));
            return plan;
        }
        return claimed(situation, std::move(plan), internal_note(situation, key, text));
    }
    if (!one.thread) {
        return Error{
            .kind = ErrorKind::policy,
            .message = fmt::format("{} has no Slack thread", name_of(one)),
            .hint = fmt::format("start one: emerg ack {0}; or into the ticket: emerg note {0} "
                                "--internal",
                                plan.case_id)};
    }
    auto line = thread_line(situation, key,
                            fmt::format("*{}*: {}", slack::escaped(situation.actor.me.zendesk.name),
                                        slack::escaped(text)));
    line.criticality = Criticality::core;
    return claimed(situation, std::move(plan), std::move(line));
}

}  // namespace emergency::procedure
