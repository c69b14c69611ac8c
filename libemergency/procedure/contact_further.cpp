#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"
#include "libemergency/procedure/writable.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

constexpr std::size_t key_length = 12;
constexpr const char* message_name = "contact_further";

/// A promise that is nearly due may be kept; one that was just made is not renewed by a repetition.
constexpr std::chrono::minutes early{10};

Result<void> may_be_continued(const Situation& situation) {
    const auto& one = situation.one;
    if (auto possible = writable(situation); !possible) {
        return possible;
    }
    if (cases::first_contact(one) == nullptr) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format(
                         "nobody has written to the customer of {} since the page", name_of(one)),
                     .hint = fmt::format("first: emerg contact {}", cases::id_of(one))};
    }
    return {};
}

std::optional<TimePoint> open_promise(const Situation& situation) {
    for (const auto& each : cases::deadlines_of(situation.one, situation.config)) {
        if (each.name == "promised message") {
            return each.due;
        }
    }
    return std::nullopt;
}

/// One's own words are sent once; the configured ones once for each promise.
std::string key_for(const Situation& situation, const std::string& about) {
    return fmt::format("{}/further/{}", cases::key_of(situation.one, "contact"),
                       digest(about).substr(0, key_length));
}

Result<Effect> comment(const Situation& situation, const std::string& key,
                       const std::string& own_text) {
    const auto& one = situation.one;
    const auto next = std::chrono::floor<std::chrono::minutes>(
        one.as_of + situation.config.policy.next_message_within);
    auto values = values_of(situation);
    values["bridge"] = one.bridge;
    values["next_time"] = promise_to_customer(situation, next);
    const auto text = customer_text(situation, message_name, own_text, values);
    if (!text) {
        return text.error();
    }
    auto metadata = metadata_of(situation, key);
    metadata[cases::metadata::next] = utc_text(next);
    return Effect{.key = key,
                  .description = fmt::format("public comment on {}", name_of(one)),
                  .since = cases::paged_at(one),
                  .change = zendesk::TicketUpdate{.ticket_id = one.ticket->id,
                                                  .comment = zendesk::NewComment{*text, true},
                                                  .metadata = std::move(metadata),
                                                  .updated_stamp = one.ticket->updated_stamp}};
}

Result<Plan> written(const Situation& situation, Plan plan, const std::string& key,
                     const std::string& own_text) {
    const auto turn = turn_of(situation, key);
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, "contact", turn);
    }
    auto effect = comment(situation, key, own_text);
    if (!effect) {
        return effect.error();
    }
    tell_owner(plan, situation);
    add_remark(plan, told_language(situation, message_name, own_text));
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, "the next message"));
    }
    effect->needs = keys_of(plan.effects);
    effect->proof = turn.proof;
    plan.effects.push_back(*std::move(effect));
    return plan;
}

}  // namespace

Result<Plan> plan_contact_further(const Situation& situation, const std::string& text) {
    const auto& one = situation.one;
    if (const auto possible = may_be_continued(situation); !possible) {
        return possible.error();
    }
    auto plan = empty_plan(situation, "contact");
    const auto promise_due = open_promise(situation);
    const bool is_due = promise_due && *promise_due - one.as_of <= early;
    if (trimmed(text).empty() && !is_due) {
        plan.remarks.push_back(
            promise_due ? fmt::format("the next message is promised by {}; sooner: your own words, "
                                      "-m TEXT",
                                      promise(situation, *promise_due))
                        : std::string("no message is promised; to write one: -m TEXT"));
        return plan;
    }
    const auto key =
        key_for(situation, trimmed(text).empty() ? utc_text(*promise_due) : trimmed(text));
    if (const auto* record = cases::record_of(one, key)) {
        plan.remarks.push_back(fmt::format("this was already written to the customer at {}",
                                           at_my_clock(situation, record->at)));
        return plan;
    }
    return written(situation, std::move(plan), key, text);
}

}  // namespace emergency::procedure
