#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

constexpr std::size_t key_length = 12;
constexpr std::size_t longest_message = 40'000;  ///< In characters, for Slack.
constexpr std::size_t longest_comment = 60'000;  ///< In bytes: Zendesk refuses more than 64 KB.

std::size_t characters_in(const std::string& text) {
    const auto begins = [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

/// Asked before the claim: what a service never takes would be tried again with every command.
Error too_long(const Situation& situation, const std::string& text, const std::string& how) {
    const auto id = cases::id_of(situation.one);
    const bool fits_ticket = text.size() <= longest_comment;
    const auto internally =
        fits_ticket ? fmt::format("into the ticket: emerg note {} --internal; ", id) : "";
    return {.kind = ErrorKind::usage,
            .message = fmt::format("the note is too long for {}", how),
            .hint = situation.one.ticket
                        ? fmt::format("{}as a file: emerg note {} --attach FILE", internally, id)
                        : "say it in several notes"};
}

Error too_long_for_slack(const Situation& situation, const std::string& text,
                         const std::string& sent) {
    return too_long(situation, text,
                    fmt::format("Slack: {} characters as it would be sent, {} are the most",
                                characters_in(sent), longest_message));
}

Error too_long_for_ticket(const Situation& situation, const std::string& text) {
    return too_long(
        situation, text,
        fmt::format("the ticket: {} bytes, {} are the most", text.size(), longest_comment));
}

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

/// "screen.png, trace.txt"
std::string names_of(const std::vector<zendesk::Attachment>& files) {
    std::string names;
    for (const auto& file : files) {
        names += (names.empty() ? "" : ", ") + message::quoted(file.name);
    }
    return names;
}

std::string key_of(const Situation& situation, const std::string& text,
                   const std::vector<zendesk::Attachment>& files) {
    auto all = text;
    for (const auto& file : files) {
        all += '\n' + file.name + '\n' + digest(file.bytes);
    }
    return fmt::format("{}/note/{}", cases::key_root(situation.one),
                       digest(all).substr(0, key_length));
}

/// Files may hold what Slack may not: they go into the ticket, and the thread is told where.
Result<void> add_files_line(Plan& plan, const Situation& situation, const std::string& key,
                            const NoteOptions& options, const std::string& text) {
    if (!situation.one.thread) {
        return {};
    }
    auto values = slack_values_of(situation);
    values["files"] = slack::escaped(names_of(options.files));
    values["text"] = slack::escaped(text);
    auto told = colleague_text(situation, "thread_files", values);
    if (told && characters_in(*told) > longest_message) {
        values["text"] = "";  // It stands in the ticket.
        told = colleague_text(situation, "thread_files", values);
    }
    if (!told) {
        return told.error();
    }
    add_after(plan, key, thread_line(situation, key + "/thread", *told));
    return {};
}

Result<Plan> with_files(const Situation& situation, Plan plan, const NoteOptions& options,
                        const std::string& text) {
    const auto& one = situation.one;
    const auto key = key_of(situation, text, options.files);
    const auto* record = cases::record_of(one, key);
    if (record != nullptr) {
        plan.remarks.push_back(fmt::format("this was already put into {} at {}", name_of(one),
                                           at_my_clock(situation, record->at)));
    } else {
        auto values = values_of(situation);
        values["files"] = names_of(options.files);
        values["text"] = text;
        values["customer_knows"] = options.customer_knows == CustomerKnows::yes ? "yes" : "";
        const auto body = colleague_text(situation, "files_note", values);
        if (!body) {
            return body.error();
        }
        if (body->size() > longest_comment) {
            return too_long_for_ticket(situation, *body);
        }
        auto note = internal_note(situation, key, trimmed(*body));
        note.description = fmt::format("{} on {}", names_of(options.files), note.description);
        std::get<zendesk::TicketUpdate>(note.change).comment->attachments = options.files;
        plan = claimed(situation, std::move(plan), std::move(note));
    }
    const bool stands_down = record == nullptr && plan.effects.empty();
    if (stands_down || (record != nullptr && !is_by_this_machine(record, situation))) {
        return plan;
    }
    auto added = add_files_line(plan, situation, key, options, text);
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

Result<Plan> into_ticket(const Situation& situation, Plan plan, const std::string& key,
                         const std::string& text) {
    if (const auto* record = cases::record_of(situation.one, key)) {
        plan.remarks.push_back(
            fmt::format("this note was already written at {}", at_my_clock(situation, record->at)));
        return plan;
    }
    if (text.size() > longest_comment) {
        return too_long_for_ticket(situation, text);
    }
    return claimed(situation, std::move(plan), internal_note(situation, key, text));
}

Result<Plan> into_thread(const Situation& situation, Plan plan, const std::string& key,
                         const std::string& text) {
    if (!situation.one.thread) {
        return Error{
            .kind = ErrorKind::policy,
            .message = fmt::format("{} has no Slack thread", name_of(situation.one)),
            .hint = fmt::format("start one: emerg ack {0}; or into the ticket: emerg note {0} "
                                "--internal",
                                plan.case_id)};
    }
    const auto sent = fmt::format("*{}*: {}", slack::escaped(situation.actor.me.zendesk.name),
                                  slack::escaped(text));
    if (characters_in(sent) > longest_message) {
        return too_long_for_slack(situation, text, sent);
    }
    auto line = thread_line(situation, key, sent);
    line.criticality = Criticality::core;
    return claimed(situation, std::move(plan), std::move(line));
}

}  // namespace

Result<Plan> plan_note(const Situation& situation, const NoteOptions& options) {
    const auto& one = situation.one;
    const auto text = printable(trimmed(options.text));
    if (!options.files.empty() && one.ticket) {
        return with_files(situation, {.case_id = cases::id_of(one), .step = "note"}, options, text);
    }
    if (text.empty() && options.files.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "the note is empty",
                     .hint = "give it as an argument, with --file, or on standard input with -"};
    }
    auto plan = empty_plan(situation, "note");
    const auto key = key_of(situation, text, {});
    const bool is_for_ticket = options.to == NoteTo::ticket || !options.files.empty();
    if (is_for_ticket && !one.ticket) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} has no ticket to put a note in", plan.case_id)};
    }
    return options.to == NoteTo::ticket ? into_ticket(situation, std::move(plan), key, text)
                                        : into_thread(situation, std::move(plan), key, text);
}

}  // namespace emergency::procedure
