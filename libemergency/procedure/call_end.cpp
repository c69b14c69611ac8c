#include "libemergency/procedure/bridge.h"
#include "libemergency/procedure/call.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"
#include "libemergency/procedure/writable.h"

#include <fmt/format.h>

#include <utility>

namespace emergency::procedure {
namespace {

constexpr const char* closed = "closed";  ///< What metadata say of a bridge that is.

/// What every message after the call may use.
void add_values(message::Values& values, const Situation& situation,
                const CallEndOptions& options) {
    const auto& successor = options.successor;
    values["next_engineer"] = successor ? successor->name : std::string();
    values["next_from"] =
        successor ? promise_to_customer(situation, successor->duty.start) : std::string();
    values["done"] = options.done;
    values["next_steps"] = options.next;
}

/// Refuses what would go out with a heading and nothing below it.
Result<void> said(const CallEndOptions& options) {
    const auto& text = options.text;
    const bool lacks_done =
        options.done.empty() && (text.empty() || text.find("{{done}}") != std::string::npos);
    const bool lacks_next =
        options.next.empty() && (text.empty() || text.find("{{next_steps}}") != std::string::npos);
    if (!lacks_done && !lacks_next) {
        return {};
    }
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("{} is missing", lacks_done ? "what was done in the call"
                                                                    : "what was agreed as next"),
                 .hint =
                     "say it with --done and --next, or write the whole message: -m, --file, "
                     "--edit or --macro"};
}

Result<Effect> summary(const Situation& situation, const std::string& key,
                       const CallEndOptions& options, const std::optional<Effect>& meeting) {
    auto values = values_of(situation);
    add_values(values, situation, options);
    const auto text = customer_text(situation, "call_summary", options.text, values);
    if (!text) {
        return text.error();
    }
    auto metadata = metadata_of(situation, key);
    if (meeting) {
        metadata[cases::metadata::bridge] = closed;
    }
    const auto& ticket = *situation.one.ticket;
    return Effect{.key = key,
                  .description = fmt::format("public comment on {}", name_of(situation.one)),
                  .since = cases::paged_at(situation.one),
                  .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                                  .comment = zendesk::NewComment{*text, true},
                                                  .tags = tags_with(situation, key),
                                                  .metadata = std::move(metadata),
                                                  .updated_stamp = ticket.updated_stamp}};
}

Result<void> add_note(Plan& plan, const Situation& situation, const std::string& step_key,
                      const CallEndOptions& options, const std::vector<std::string>& needs) {
    const auto key = step_key + "/note";
    if (options.internal.empty() || cases::record_of(situation.one, key) != nullptr) {
        return {};
    }
    auto values = values_of(situation);
    values["text"] = options.internal;
    const auto text = colleague_text(situation, "call_note", values);
    if (!text) {
        return text.error();
    }
    const auto& ticket = *situation.one.ticket;
    plan.effects.push_back(
        {.key = key,
         .description = fmt::format("internal note on {}", name_of(situation.one)),
         .proof = Proof::before_first,
         .needs = needs,
         .since = cases::paged_at(situation.one),
         .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                         .comment = zendesk::NewComment{*text, false},
                                         .metadata = metadata_of(situation, key),
                                         .updated_stamp = ticket.updated_stamp}});
    return {};
}

Result<void> add_line(Plan& plan, const Situation& situation, const std::string& step_key,
                      const CallEndOptions& options, const std::vector<std::string>& needs) {
    if (!situation.one.thread) {
        return {};
    }
    if (options.successor && !options.successor->postponed.empty()) {
        plan.postponed.push_back(
            fmt::format("the summary in the thread: {}", options.successor->postponed));
        return {};
    }
    auto values = slack_values_of(situation);
    values["mention"] = options.successor ? options.successor->mention : std::string();
    values["done"] = slack::escaped(options.done);
    values["next_steps"] = slack::escaped(options.next);
    values["summary"] = slack::escaped(options.text);
    const auto text = colleague_text(situation, "thread_call_ended", values);
    if (!text) {
        return text.error();
    }
    auto line = thread_line(situation, step_key + "/thread", *text);
    line.needs = needs;
    plan.effects.push_back(std::move(line));
    return {};
}

/// The Zoom meeting that was made for the case; a fixed bridge is left to `followup` and `close`.
std::optional<Effect> meeting_end(const Situation& situation, const std::string& step_key) {
    auto effect = bridge_end(situation, step_key);
    const bool is_meeting = effect && std::holds_alternative<zoom::MeetingEnd>(effect->change);
    return is_meeting ? effect : std::nullopt;
}

/// What follows the public comment.
Result<Plan> with_the_rest(Plan plan, const Situation& situation, const std::string& key,
                           const CallEndOptions& options, std::optional<Effect> meeting) {
    const std::vector<std::string> needs =
        plan.effects.empty() ? std::vector<std::string>() : std::vector<std::string>{key};
    auto added = add_note(plan, situation, key, options, needs);
    if (added) {
        added = add_line(plan, situation, key, options, needs);
    }
    if (!added) {
        return added.error();
    }
    if (meeting) {
        meeting->needs = needs;
        plan.effects.push_back(*std::move(meeting));
    }
    return plan;
}

Result<Plan> ended_already(Plan plan, const Situation& situation, const cases::Call& call,
                           const CallEndOptions& options) {
    const auto& one = situation.one;
    plan.remarks.push_back(fmt::format("the call on {} was already ended at {} by {}", name_of(one),
                                       at_my_clock(situation, call.ended->at),
                                       cases::name_of(one, call.ended->author_id)));
    if (!is_by_this_machine(call.ended, situation)) {
        return plan;
    }
    const auto key = call.key + "/ended";
    const auto bridge = call.ended->custom.find(cases::metadata::bridge);
    const bool ends_meeting = bridge != call.ended->custom.end() && bridge->second == closed;
    return with_the_rest(std::move(plan), situation, key, options,
                         ends_meeting ? meeting_end(situation, key) : std::nullopt);
}

}  // namespace

Result<Plan> plan_call_end(const Situation& situation, const CallEndOptions& options) {
    const auto& one = situation.one;
    if (const auto fine = writable(situation); !fine) {
        return fine.error();
    }
    auto plan = empty_plan(situation, "call end");
    const auto call = cases::last_call(one);
    if (call && call->ended != nullptr) {
        return ended_already(std::move(plan), situation, *call, options);
    }
    if (const auto fine = said(options); !fine) {
        return fine.error();
    }
    const auto key = (call ? call->key : next_call_key(one)) + "/ended";
    const auto turn = turn_of(situation, key);
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, "the end of the call", turn);
    }
    auto meeting = one.bridge.empty() ? std::nullopt : meeting_end(situation, key);
    auto written = summary(situation, key, options, meeting);
    if (!written) {
        return written.error();
    }
    tell_owner(plan, situation);
    add_remark(plan, told_language(situation, "call_summary", options.text));
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, "the end of the call"));
    }
    written->needs = keys_of(plan.effects);
    written->proof = turn.proof;
    plan.effects.push_back(*std::move(written));
    return with_the_rest(std::move(plan), situation, key, options, std::move(meeting));
}

}  // namespace emergency::procedure
