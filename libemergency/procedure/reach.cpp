#include "libemergency/procedure/reach.h"

#include "libemergency/cases/government.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/words.h"
#include "libemergency/schedule/calendar.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

constexpr const char* need = "need";  ///< In the message's metadata: what was asked for.
constexpr const char* noted_need = "emerg_need";  ///< In the note's: the same.
constexpr const char* asker = "asker";            ///< Ditto: who asked.

/// One question to a role, on its way into a plan.
struct Question {
    const Situation& situation;
    const ReachOptions& options;
    std::string key = {};
    std::string text = {};
    std::optional<TimePoint> page_due = {};  ///< Empty: the page does not wait, or there is none.
    std::string haste = {};                  ///< Why it does not wait.
};

bool has_open_ticket(const cases::Case& one) {
    return one.ticket && !one.ticket->is_done();
}

/// A message whose links, where it promises some, are in it.
Result<std::string> asking_text(const Question& question) {
    const auto& situation = question.situation;
    auto values = slack_values_of(situation);
    values["mention"] = question.options.asking.mention;
    values["who"] = slack::escaped(question.options.callee.name);
    values["text"] = slack::escaped(question.text);
    values["page_time"] = question.page_due ? promise(situation, *question.page_due) : "";
    const auto& name = question.options.message;
    auto text = colleague_text(situation, name, values);
    if (!text) {
        return text;
    }
    for (const auto& point : situation.config.messages.at(name).points) {
        const bool is_made =
            std::any_of(point.phrases.begin(), point.phrases.end(), [&](const auto& phrase) {
                const auto wanted = message::render(phrase, values);
                return wanted && !wanted->empty() && text->find(*wanted) != std::string::npos;
            });
        if (!is_made) {
            return Error{
                .kind = ErrorKind::policy,
                .message = fmt::format("the message {} does not say: {}", name, point.name),
                .hint = fmt::format("mend messages.{} in the configuration", name)};
        }
    }
    return text;
}

Result<Effect> post(const Question& question) {
    const auto text = asking_text(question);
    if (!text) {
        return text.error();
    }
    const auto& [situation, options, key, said, due, haste] = question;
    auto payload = payload_of(situation, key + "/slack");
    if (!cases::is_government(situation.one, situation.config)) {
        payload[need] = said;
    }
    payload[asker] = options.asking.my_id;
    return Effect{.key = key + "/slack",
                  .description = fmt::format("{} asked in {}", options.callee.name,
                                             options.asking.channel_name),
                  .proof = Proof::before_first,
                  .summons = options.asking.asked ? std::string() : options.callee.name,
                  .since = cases::paged_at(situation.one),
                  .change = slack::Post{.channel = options.asking.channel_id,
                                        .text = trimmed(*text),
                                        .payload = std::move(payload)}};
}

Result<Effect> note(const Question& question) {
    const auto& situation = question.situation;
    auto values = values_of(situation);
    values["asked_url"] = late(question.key + "/slack", "url");
    values["who"] = question.options.callee.name;
    values["text"] = question.text;
    const auto text = colleague_text(situation, "asked_note", values);
    if (!text) {
        return text.error();
    }
    const auto& ticket = *situation.one.ticket;
    auto metadata = metadata_of(situation, question.key);
    metadata[noted_need] = question.text;
    return Effect{
        .key = question.key,
        .description = fmt::format("internal note on {}: who was asked", name_of(situation.one)),
        .criticality = Criticality::side,
        .needs = {question.key + "/slack"},
        .since = cases::paged_at(situation.one),
        .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                        .comment = zendesk::NewComment{*text, false},
                                        .tags = tags_with(situation, question.key),
                                        .metadata = std::move(metadata),
                                        .updated_stamp = ticket.updated_stamp}};
}

/// Adds message and note, unless they are there. False: somebody else is at it right now.
Result<bool> add_asking(Plan& plan, const Question& question) {
    const auto& situation = question.situation;
    const auto& asking = question.options.asking;
    const bool noted = cases::record_of(situation.one, question.key) != nullptr;
    const bool on_ticket = has_open_ticket(situation.one);
    if (noted || (asking.asked && !on_ticket)) {
        return true;
    }
    auto message = post(question);
    if (!message) {
        return message.error();
    }
    if (!on_ticket) {
        plan.effects.push_back(*std::move(message));
        return true;
    }
    auto written = note(question);
    if (!written) {
        return written.error();
    }
    const auto turn = turn_of(situation, question.key);
    if (turn.whose == Turn::Whose::theirs) {
        if (!asking.asked) {
            plan = stand_down(situation, plan.step, turn);
        }
        return asking.asked.has_value();
    }
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, plan.step));
    }
    message->needs = keys_of(plan.effects);
    written->proof = turn.proof;
    plan.effects.push_back(*std::move(message));
    plan.effects.push_back(*std::move(written));
    return true;
}

/// Why the page does not wait for Slack; empty if it does.
std::string haste_of(const Situation& situation, const ReachOptions& options) {
    if (options.haste == Haste::at_once) {
        return "you said --now";
    }
    const auto* noted = cases::record_of(situation.one, cases::key_of(situation.one, options.step));
    if (!options.asking.trouble.empty() && noted == nullptr) {
        return options.asking.trouble;  // Asked before, the silence is waited for all the same.
    }
    const auto off = schedule::day_off(situation.config.calendar, situation.one.as_of);
    return off.empty() ? off : fmt::format("it is {}", off);
}

PageOptions page_of(const Question& question) {
    return {.callee = question.options.callee,
            .text = question.text,
            .earlier = question.options.earlier,
            .since = cases::paged_at(question.situation.one)};
}

/// Says why there is no page in this plan, or why it does not wait.
bool is_page_wanted(Reach& reach, const Question& question) {
    const auto& [situation, options, key, text, due, haste] = question;
    const auto& name = options.callee.name;
    auto& remarks = reach.plan.remarks;
    const auto* answer = answer_to(options.asking);
    if (answer != nullptr && options.haste == Haste::by_the_rule) {
        remarks.push_back(fmt::format("{} was answered in {} at {}; nobody is paged", name,
                                      options.asking.channel_name,
                                      at_my_clock(situation, answer->at)));
        return false;
    }
    if (options.callee.service_id.empty()) {
        remarks.push_back(fmt::format("nobody is paged: no service is configured for {}", name));
        return false;
    }
    if (due && *due > situation.one.as_of && standing_page(page_of(question)) == nullptr) {
        reach.page_due = due;
        remarks.push_back(fmt::format(
            "unless somebody answers in {}, {} is paged at {}: --watch waits for it, emerg "
            "escalate --due does it",
            options.asking.channel_name, name, promise(situation, *due)));
        return false;
    }
    if (!haste.empty()) {
        remarks.push_back(fmt::format("the page does not wait for Slack: {}", haste));
    }
    return true;
}

Question question_of(const Situation& situation, const ReachOptions& options) {
    Question question{.situation = situation,
                      .options = options,
                      .key = cases::key_of(situation.one, options.step),
                      .text = trimmed(printable(options.text)),
                      .haste = haste_of(situation, options)};
    const auto& asking = options.asking;
    const auto* noted = cases::record_of(situation.one, question.key);
    if (question.text.empty() && asking.asked) {
        question.text = value_of(asking.asked->payload, need);
    }
    if (question.text.empty() && noted != nullptr) {
        question.text = value_of(noted->custom, noted_need);
    }
    if (!options.callee.service_id.empty() && question.haste.empty()) {
        const auto begun = asking.asked       ? asking.asked->at
                           : noted != nullptr ? noted->at
                                              : situation.one.as_of;
        question.page_due = begun + situation.config.policy.slack_silence;
    }
    return question;
}

}  // namespace

const slack::Message* answer_to(const Asking& asking) {
    if (!asking.asked) {
        return nullptr;
    }
    const auto& root = *asking.asked;
    const auto who_asked = value_of(root.payload, asker);
    const auto found =
        std::find_if(asking.replies.begin(), asking.replies.end(), [&](const slack::Message& each) {
            const auto key = value_of(each.payload, "key");
            const bool is_mine = each.user_id == root.user_id || each.user_id == who_asked;
            return each.ts != root.ts &&
                   (key.ends_with("/taken") || (key.empty() && !is_mine && !each.user_id.empty()));
        });
    return found == asking.replies.end() ? nullptr : &*found;
}

std::string asking_key(const cases::Case& one, const std::string& step) {
    return cases::key_of(one, step) + "/slack";
}

bool is_asked(const cases::Case& one, const std::string& step) {
    const auto key = cases::key_of(one, step);
    return std::any_of(one.audits.begin(), one.audits.end(), [&](const zendesk::Audit& audit) {
        const auto its = audit.custom.find(cases::metadata::key);
        return its != audit.custom.end() &&
               (its->second == key || its->second.starts_with(key + '/'));
    });
}

Result<Reach> plan_reach(const Situation& situation, const ReachOptions& options) {
    const auto& asking = options.asking;
    Reach reach{.plan = {.case_id = cases::id_of(situation.one), .step = options.step}};
    auto question = question_of(situation, options);
    if (question.text.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "it must be said what is needed",
                     .hint = "give it with -m, --file, or on standard input with -m -"};
    }
    if (asking.trouble.empty()) {
        const auto mine = add_asking(reach.plan, question);
        if (!mine || !*mine) {
            return mine ? Result<Reach>(std::move(reach)) : Result<Reach>(mine.error());
        }
    }
    if (!is_page_wanted(reach, question)) {
        return reach;
    }
    auto added = add_page(reach.plan, situation, page_of(question), keys_of(reach.plan.effects));
    return added ? Result<Reach>(std::move(reach)) : Result<Reach>(added.error());
}

}  // namespace emergency::procedure
