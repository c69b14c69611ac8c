#include "libemergency/procedure/status.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace emergency::procedure {
namespace {

constexpr std::size_t words_length = 12;

/// An update of these words to these people, and the claim that promised the next one.
struct Begun {
    std::string key = {};
    const zendesk::Audit* claim = nullptr;  ///< Null: nobody has begun it.
};

Result<void> said(const StatusOptions& options) {
    using Answer = std::pair<std::string_view, const char*>;
    const std::array answers{Answer{options.impact, "what the impact is (--impact)"},
                             Answer{options.done, "what has been done (--done)"},
                             Answer{options.then, "what comes next (--next)"}};
    const auto* const missing =
        std::find_if(answers.begin(), answers.end(),
                     [](const Answer& each) { return trimmed(each.first).empty(); });
    if (!trimmed(options.text).empty() || missing == answers.end()) {
        return {};
    }
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("the update does not say {}", missing->second),
                 .hint = "say it, or write the whole update: -m, --file, - or --edit"};
}

Result<void> possible(const Situation& situation, const StatusOptions& options) {
    const auto& one = situation.one;
    if (!one.ticket || one.ticket->is_done()) {
        return Error{.kind = ErrorKind::policy,
                     .message = one.ticket
                                    ? fmt::format("{} is {}", name_of(one), one.ticket->status)
                                    : fmt::format("{} has no ticket to promise the next update in",
                                                  name_of(one))};
    }
    if (options.to == StatusTo::thread && !one.thread) {
        return Error{
            .kind = ErrorKind::policy,
            .message = fmt::format("{} has no Slack thread", name_of(one)),
            .hint = fmt::format("start one: emerg ack {0}; or into the ticket: emerg status {0} "
                                "--internal",
                                cases::id_of(one))};
    }
    if (options.next && *options.next <= one.as_of) {
        return Error{
            .kind = ErrorKind::usage,
            .message = fmt::format("{} is over already", at_my_clock(situation, *options.next)),
            .hint = "--by takes a time that is still to come: 16:30, or a span: 30m"};
    }
    return said(options);
}

/// Is it the update that was begun there? One that this machine left out of the ticket is, and one
/// that is so young that nobody would say the same again.
bool is_same(const Situation& situation, const StatusOptions& options, const Begun& last) {
    const auto& policy = situation.config.policy;
    const bool is_young = situation.one.as_of - last.claim->at <
                          std::max(policy.same_message_within, policy.succession);
    const bool is_left_out = options.to == StatusTo::ticket &&
                             cases::record_of(situation.one, last.key) == nullptr &&
                             is_by_this_machine(last.claim, situation);
    return is_young || is_left_out;
}

/// "No news" may be said again and again; a second try at the same one is told from the next.
Begun begun_of(const Situation& situation, const StatusOptions& options) {
    const auto words = digest(fmt::format("{}\n{}\n{}\n{}\n{}", static_cast<int>(options.to),
                                          options.impact, options.done, options.then, options.text))
                           .substr(0, words_length);
    Begun last;
    for (int n = 1;; ++n) {
        Begun next{.key = fmt::format("{}/status/{}/{}", cases::key_root(situation.one), words, n)};
        next.claim = cases::record_of(situation.one, next.key + "/claim/1");
        if (next.claim == nullptr) {
            return last.claim != nullptr && is_same(situation, options, last) ? last : next;
        }
        last = std::move(next);
    }
}

TimePoint next_update(const Situation& situation, const StatusOptions& options,
                      const Begun& begun) {
    const auto promised = parse_rfc3339(
        begun.claim == nullptr ? std::string()
                               : value_of(begun.claim->custom, cases::metadata::update));
    const auto usual = std::chrono::ceil<std::chrono::minutes>(situation.one.as_of + options.every);
    return promised ? *promised : options.next.value_or(usual);
}

void add_answers(message::Values& values, const Situation& situation, const StatusOptions& options,
                 TimePoint next) {
    values["impact"] = printable(trimmed(options.impact));
    values["done"] = printable(trimmed(options.done));
    values["then"] = printable(trimmed(options.then));
    values["text"] = printable(trimmed(options.text));
    values["next_update"] = promise(situation, next);
}

Result<Effect> note(const Situation& situation, const std::string& key,
                    const StatusOptions& options, TimePoint next) {
    auto values = values_of(situation);
    add_answers(values, situation, options, next);
    const auto text = colleague_text(situation, "status", values);
    if (!text) {
        return text.error();
    }
    const auto& ticket = *situation.one.ticket;
    return Effect{
        .key = key,
        .description = fmt::format("status update, internal note on {}", name_of(situation.one)),
        .since = cases::paged_at(situation.one),
        .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                        .comment = zendesk::NewComment{*text, false},
                                        .metadata = metadata_of(situation, key),
                                        .updated_stamp = ticket.updated_stamp}};
}

Result<Effect> post(const Situation& situation, const std::string& key,
                    const StatusOptions& options, TimePoint next) {
    message::Values answers;
    add_answers(answers, situation, options, next);
    auto values = slack_values_of(situation);
    for (const auto& [name, answer] : answers) {
        values[name] = slack::escaped(answer);
    }
    const bool is_for_thread = options.to == StatusTo::thread;
    const auto text =
        colleague_text(situation, is_for_thread ? "thread_status" : "exec_status", values);
    if (!text) {
        return text.error();
    }
    return Effect{.key = key,
                  .description = is_for_thread
                                     ? std::string("status update in the thread")
                                     : fmt::format("status update in {}", options.channel_name),
                  .proof = Proof::before_first,
                  .expires = next,
                  .since = cases::paged_at(situation.one),
                  .change = slack::Post{
                      .channel = is_for_thread ? situation.one.thread->channel : options.channel_id,
                      .text = *text,
                      .thread_ts = is_for_thread ? situation.one.thread->ts : std::string(),
                      .payload = payload_of(situation, key)}};
}

/// The claim promises the next update, by its metadata, and by a tag for whoever only lists.
Effect promising_claim(const Situation& situation, const Turn& turn, TimePoint next) {
    auto promising = claim(situation, turn, "status update");
    auto& update = std::get<zendesk::TicketUpdate>(promising.change);
    update.metadata[cases::metadata::update] = utc_text(next);
    const auto& prefix = situation.config.zendesk.tag_prefix;
    std::erase_if(*update.tags,
                  [&](const std::string& tag) { return cases::is_update_tag(tag, prefix); });
    update.tags->insert(update.tags->end() - 1, cases::update_tag(prefix, next));
    return promising;
}

}  // namespace

Result<Plan> plan_status(const Situation& situation, const StatusOptions& options) {
    if (const auto fine = possible(situation, options); !fine) {
        return fine.error();
    }
    auto plan = empty_plan(situation, "status");
    const auto begun = begun_of(situation, options);
    const auto next = next_update(situation, options, begun);
    plan.remarks.push_back(
        fmt::format("the next update is promised by {}", at_my_clock(situation, next)));
    if (const auto* record = cases::record_of(situation.one, begun.key)) {
        plan.remarks.push_back(fmt::format("this update was already written at {}",
                                           at_my_clock(situation, record->at)));
        return plan;
    }
    const auto turn = turn_of(situation, begun.key);
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, "status", turn);
    }
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(promising_claim(situation, turn, next));
    }
    auto update = options.to == StatusTo::ticket ? note(situation, begun.key, options, next)
                                                 : post(situation, begun.key, options, next);
    if (!update) {
        return update.error();
    }
    update->needs = keys_of(plan.effects);
    if (turn.proof == Proof::before_first) {
        update->proof = turn.proof;
    }
    plan.effects.push_back(*std::move(update));
    return plan;
}

}  // namespace emergency::procedure
