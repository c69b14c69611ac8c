#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/call_out.h"
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

/// What `ack --runbook` needs to know of GitLab, read beforehand.
struct Runbook {
    std::string text = {};       ///< Of the project's issue template.
    std::string remark = {};     ///< Why none is opened.
    std::string postponed = {};  ///< Why GitLab could not tell the template just now.
};
struct AckOptions {
    Take take = Take::no;
    ThreadPlace thread = {};
    std::optional<Runbook> runbook = {};   ///< None: no runbook is asked for.
    std::vector<Takeover> takeovers = {};  ///< Duties of mine that a channel is asked to take.
};
/// Claim and assignment → page acknowledged ∥ thread started → internal note with the thread's
/// link ∥ runbook opened → internal note with its link.
Result<Plan> plan_ack(const Situation& situation, const AckOptions& options);

/// Did a manager agree to a call that a card bars (`gates: [call]`)?
enum class ManagerAgreed { no, yes };

/// Refuses a call that the case's card bars until a manager agreed.
Result<void> may_offer_call(const Situation& situation, ManagerAgreed agreed);

/// Is the customer offered a call (procedure.md A3.2 says when not)?
enum class OfferCall { yes, no };

/// Is the page outside of the hours that the customer is covered in, and answered all the same?
enum class OffHours { no, yes };

struct ContactOptions {
    std::string text = {};  ///< The user's own, a template too; empty: the configured message.
    OfferCall call = OfferCall::yes;
    ManagerAgreed agreed = ManagerAgreed::no;
    /// Helping outside of the customer's hours, which is told to them and to the manager.
    OffHours off_hours = OffHours::no;
    zendesk::Id manager = 0;  ///< Who follows the ticket then; 0: nobody.
    /// Cases whose customers may be in the call that has a fixed link.
    std::vector<std::string> in_fixed_call = {};
};
/// Claim → call opened, unless a link stands → public comment with it and the promised time ∥ after
/// it, a line in the thread, and the link on the page.
Result<Plan> plan_contact(const Situation& situation, const ContactOptions& options);

/// Claim → a further public comment that promises the next one. `text` is the user's own, sent once
/// a case; empty: the configured one, once for each promise, when that is due within ten minutes
/// (procedure.md C6).
Result<Plan> plan_contact_further(const Situation& situation, const std::string& text);

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
/// customer, thread). Nothing once the customer answered or is in the call.
Result<Plan> plan_followup(const Situation& situation, const FollowupOptions& options);

/// The customer came into the call without a word in the ticket: recorded there, told to the
/// thread; no follow-up is due any more (product.md, `followup --joined`).
Result<Plan> plan_joined(const Situation& situation);

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

struct AcceptOptions {
    Take take = Take::no;  ///< Although it was handed to somebody else.
};
/// Claim, which is the acceptance ∥ after it, a line in the thread.
Result<Plan> plan_accept(const Situation& situation, const AcceptOptions& options);

enum class NoteTo { thread, ticket };

/// Does the customer know that this was taken of their screen?
enum class CustomerKnows { no, yes };

struct NoteOptions {
    std::string text = {};
    NoteTo to = NoteTo::thread;
    /// They go into the ticket, whatever `to` says; the thread is told where.
    std::vector<zendesk::Attachment> files = {};
    CustomerKnows customer_knows = CustomerKnows::no;
};
/// One note; the same text again is recognised.
Result<Plan> plan_note(const Situation& situation, const NoteOptions& options);

}  // namespace emergency::procedure
