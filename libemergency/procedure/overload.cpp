#include "libemergency/procedure/overload.h"

#include "libemergency/core/text.h"
#include "libemergency/core/weekly_window.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace emergency::procedure {
namespace {

/// In some hours a second page is passed up, not taken (procedure.md B1).
Result<void> may_be_taken(const Situation& situation) {
    for (const auto& text : situation.config.escalation.no_assist) {
        const auto window = parse_weekly_window(text);
        if (!window) {
            return window.error();
        }
        if (holds(*window, situation.one.as_of)) {
            return Error{
                .kind = ErrorKind::policy,
                .message = fmt::format("in these hours ({}) a second page is escalated, not "
                                       "acknowledged",
                                       text),
                .hint = fmt::format("emerg overload {} tells the manager on call",
                                    cases::id_of(situation.one))};
        }
    }
    return {};
}

/// Tells whoever asked that it is taken.
Result<void> add_taken(Plan& plan, const Situation& situation, const Asking& asking) {
    if (!asking.asked) {
        return {};
    }
    const auto text = colleague_text(situation, "overload_taken", slack_values_of(situation));
    if (!text) {
        return text.error();
    }
    const auto key = cases::key_of(situation.one, "overload") + "/taken";
    std::vector<std::string> claims;
    for (const auto& effect : plan.effects) {
        if (effect.part == Part::claim) {
            claims.push_back(effect.key);
        }
    }
    if (claims.empty() && is_at_it_elsewhere(situation, cases::key_of(situation.one, "ack"))) {
        return {};  // Who takes it says so.
    }
    plan.effects.push_back({.key = key,
                            .description = "answer to the question who takes it",
                            .criticality = Criticality::side,
                            .proof = Proof::before_first,
                            .needs = claims,
                            .after = keys_of(plan.effects),
                            .expires = situation.one.as_of + situation.config.policy.thread_expires,
                            .since = cases::paged_at(situation.one),
                            .change = slack::Post{.channel = asking.channel_id,
                                                  .text = trimmed(*text),
                                                  .thread_ts = asking.asked->ts,
                                                  .payload = payload_of(situation, key)}});
    return {};
}

}  // namespace

Result<void> developers_may_be_asked(const Situation& situation, Agreement by_manager) {
    const auto& one = situation.one;
    std::vector<std::string> missing;
    for (const auto& each : situation.config.escalation.developers_need) {
        if (each == "ticket" && !one.ticket) {
            missing.emplace_back("a ticket");
        }
        if (each == "thread" && !one.thread) {
            missing.emplace_back("a Slack thread (emerg ack starts it)");
        }
        if (each == "agreement" && by_manager == Agreement::none) {
            missing.emplace_back("the manager's agreement (--manager-agreed)");
        }
    }
    if (missing.empty()) {
        return {};
    }
    return Error{
        .kind = ErrorKind::policy,
        .message = fmt::format("developers are not asked about {} without {}", name_of(one),
                               fmt::join(missing, " and ")),
        .hint = fmt::format("emerg escalate manager {} asks the manager first", cases::id_of(one))};
}

Result<std::string> overload_text(const Situation& situation,
                                  const std::vector<Engagement>& others) {
    if (others.empty()) {
        return Error{
            .kind = ErrorKind::policy,
            .message = fmt::format("you are on no other case than {}", name_of(situation.one)),
            .hint = fmt::format("take it: emerg ack {}; or name the one that you are on "
                                "with --while",
                                cases::id_of(situation.one))};
    }
    std::vector<std::string> told;
    told.reserve(others.size());
    for (const auto& each : others) {
        told.push_back(each.url.empty() ? each.name : fmt::format("{} {}", each.name, each.url));
    }
    auto values = values_of(situation);
    values["name"] = name_of(situation.one);
    values["others"] = fmt::format("{}", fmt::join(told, ", "));
    return colleague_text(situation, "overload", values);
}

Result<Plan> plan_assist(const Situation& situation, const AssistOptions& options) {
    if (const auto fine = may_be_taken(situation); !fine) {
        return fine.error();
    }
    const auto& one = situation.one;
    const bool is_contacted = cases::first_contact(one) != nullptr;
    auto plan = is_contacted && one.incident ? plan_resolve(situation, {})
                                             : plan_ack(situation, options.ack);
    if (!plan) {
        return plan;
    }
    plan->step = "assist";
    if (!is_contacted) {
        plan->remarks.push_back(
            fmt::format("next: emerg contact {0}, then emerg overload {0} "
                        "--assist resolves the page",
                        cases::id_of(one)));
    }
    auto added = add_taken(*plan, situation, options.asking);
    return added ? plan : Result<Plan>(added.error());
}

}  // namespace emergency::procedure
