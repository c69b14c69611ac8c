#include "libemergency/procedure/call_out.h"

#include "libemergency/core/text.h"
#include "libemergency/procedure/page.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

Effect message(const Situation& situation, const CallOut& call) {
    Effect effect{.key = call.key,
                  .description = fmt::format("{} asked in {}", call.summons, call.channel_name),
                  .criticality = call.criticality,
                  .proof = Proof::before_first,
                  .summons = call.criticality == Criticality::core ? call.summons : std::string(),
                  .since = cases::paged_at(situation.one),
                  .change = slack::Post{.channel = call.channel_id,
                                        .text = trimmed(call.text),
                                        .payload = payload_of(situation, call.key)}};
    if (call.criticality == Criticality::side) {
        effect.expires = situation.one.as_of + situation.config.policy.thread_expires;
    }
    return effect;
}

/// A claim made on what the ticket was before others changed it would undo their tags: whoever
/// stood down from the step before leaves what follows to them.
std::vector<std::string> updates_of(const Plan& plan, zendesk::Id ticket) {
    std::vector<std::string> keys;
    for (const auto& effect : plan.effects) {
        const auto* update = std::get_if<zendesk::TicketUpdate>(&effect.change);
        if (update != nullptr && update->ticket_id == ticket) {
            keys.push_back(effect.key);
        }
    }
    return keys;
}

}  // namespace

void add_call_out(Plan& plan, const Situation& situation, const CallOut& call) {
    const auto& one = situation.one;
    const auto before = keys_of(plan.effects);
    auto effect = message(situation, call);
    if (!one.ticket || one.ticket->is_done()) {
        effect.after = before;
        plan.effects.push_back(std::move(effect));
        return;
    }
    const auto turn = turn_of(situation, call.key);
    if (turn.whose == Turn::Whose::theirs) {
        const auto told = stand_down(situation, call.step, turn).remarks;
        plan.remarks.insert(plan.remarks.end(), told.begin(), told.end());
        return;
    }
    if (turn.whose == Turn::Whose::free) {
        auto claiming = claim(situation, turn, call.step);
        claiming.after = before;
        claiming.needs = updates_of(plan, one.ticket->id);
        effect.needs = {claiming.key};
        plan.effects.push_back(std::move(claiming));
    } else {
        effect.after = before;
    }
    plan.effects.push_back(std::move(effect));
}

Result<void> add_region(Plan& plan, const Situation& situation, const RegionOptions& options) {
    auto values = slack_values_of(situation);
    values["mention"] = options.mention;
    values["text"] = slack::escaped(trimmed(printable(options.text)));
    const auto text = colleague_text(situation, "ask_region", values);
    if (!text) {
        return text.error();
    }
    add_call_out(
        plan, situation,
        {.key = fmt::format("{}/{}", cases::key_of(situation.one, "region"), word_of(options.name)),
         .step = "region",
         .summons = fmt::format("the region {}", options.name),
         .channel_id = options.channel_id,
         .channel_name = options.channel_name,
         .text = *text});
    return {};
}

Result<Plan> plan_region(const Situation& situation, const RegionOptions& options) {
    auto plan = empty_plan(situation, "region");
    auto added = add_region(plan, situation, options);
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

Result<void> add_takeover(Plan& plan, const Situation& situation, const Takeover& takeover) {
    if (!takeover.postponed.empty()) {
        plan.postponed.push_back(
            fmt::format("the duty {}: {}", takeover.title, takeover.postponed));
        return {};
    }
    if (!takeover.remark.empty()) {
        plan.remarks.push_back(takeover.remark);
        return {};
    }
    auto values = slack_values_of(situation);
    values["mention"] = takeover.mention;
    values["duty"] = slack::escaped(takeover.title);
    const auto text = colleague_text(situation, "takeover", values);
    if (!text) {
        return text.error();
    }
    add_call_out(plan, situation,
                 {.key = fmt::format("{}/takeover/{}", cases::key_of(situation.one, "ack"),
                                     word_of(takeover.duty)),
                  .step = "takeover",
                  .summons = fmt::format("somebody for the duty {}", takeover.title),
                  .criticality = Criticality::side,
                  .channel_id = takeover.channel_id,
                  .channel_name = takeover.channel_name,
                  .text = *text});
    return {};
}

}  // namespace emergency::procedure
