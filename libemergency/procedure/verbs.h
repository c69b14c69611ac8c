#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/plan.h"

#include <map>
#include <optional>
#include <string>

/// The verbs of the procedure: pure functions from a case to a plan. Each refuses with
/// `policy` what the procedure forbids, and recognises what has been done already
/// in a remark, with no effect for it.
namespace emergency::procedure {

/// May a case be taken from under somebody else?
enum class Take { no, yes };

/// What `ack` needs to know of Slack, read beforehand.
struct ThreadPlace {
    std::string channel_id = {};  ///< Empty: no thread is started, `remark` says why.
    std::string channel_name = {};
    std::string cc =
        {};  ///< "<@U…>", or the escaped name of somebody who is not in Slack; empty: nobody.
    std::string remark = {};     ///< What there is to say about channel and account manager.
    std::string postponed = {};  ///< Why Slack could not tell channel or account manager just now.
};
struct AckOptions {
    Take take = Take::no;
    ThreadPlace thread = {};
};
/// Claim and assignment → page acknowledged ∥ thread started → internal note with the thread's
/// link.
Result<Plan> plan_ack(const Situation& situation, const AckOptions& options);

struct ContactOptions {
    std::string text = {};  ///< The user's own, a template too; empty: the configured message.
    std::string bridge = {};
};
/// Claim → public comment with the bridge and the promised time ∥ after it, a line in the thread.
Result<Plan> plan_contact(const Situation& situation, const ContactOptions& options);

/// Why a page is resolved although the customer was not contacted; empty: it is not forced.
struct ResolveOptions {
    std::string forced_because = {};
};
/// Page resolved; forced: first a note on the incident that says why.
Result<Plan> plan_resolve(const Situation& situation, const ResolveOptions& options);

struct FollowupOptions {
    std::string text = {};
};
/// By server time: not yet due (a remark), the four points, or the closing (bridge, priority,
/// customer, thread).
Result<Plan> plan_followup(const Situation& situation, const FollowupOptions& options);

/// When a follow-up is due, if one still can be; `nothing` once the customer answered or all is
/// said.
std::optional<TimePoint> followup_due(const cases::Case& one, const Config& config);

/// Who takes over, in the three services.
struct Successor {
    pagerduty::Duty duty = {};
    zendesk::Id zendesk_id = 0;  ///< 0: unknown in Zendesk; the ticket is then not reassigned.
    std::string mention = {};    ///< "<@U…>", or the escaped name.
    std::string postponed = {};  ///< Why Slack could not tell the mention just now.
    std::string name = {};
};
struct HandoffOptions {
    Successor successor = {};
    std::map<std::string, std::string> briefing =
        {};                 ///< Question → answer (problem, done, …, or `text`).
    std::string text = {};  ///< Public message, a template; empty: the configured one.
};
/// Claim → briefing as internal note ∥ to the thread → customer told, ticket reassigned.
Result<Plan> plan_handoff(const Situation& situation, const HandoffOptions& options);

enum class NoteTo { thread, ticket };
struct NoteOptions {
    std::string text = {};
    NoteTo to = NoteTo::thread;
};
/// One note; the same text again is recognised.
Result<Plan> plan_note(const Situation& situation, const NoteOptions& options);

}  // namespace emergency::procedure
