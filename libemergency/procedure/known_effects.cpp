#include "libemergency/procedure/known_effects.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string>

namespace emergency::procedure {
namespace {

constexpr std::string_view by_audits = "the ticket's audits: emerg_key in metadata.custom";
constexpr std::string_view lowest =
    "the lowest of the ticket's audits with the key in metadata.custom owns it";
constexpr std::string_view history =
    "the channel's history since the page: key in metadata.event_payload";
constexpr std::string_view replies = "the thread's replies: key in metadata.event_payload";
constexpr std::string_view uncertain = "uncertain, 11; the same command, or sync, looks again";
constexpr std::string_view uncertain_side = "uncertain, 11; sync looks again until it expires";
constexpr std::string_view uncertain_core = "uncertain, 11; nothing that needs it is begun";

// clang-format off
constexpr auto table = std::to_array<KnownEffect>({
    {"ack/1", "ticket assigned; settles who acknowledges", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"ack/1/take/N", "ticket taken over from somebody", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"ack/1/page", "page acknowledged", "PagerDuty", Criticality::core, "the incident's status; taking over: my acknowledgement in it", uncertain},
    {"ack/1/thread", "root of the thread", "Slack", Criticality::side, "the channel's history since the page: key in metadata.event_payload", uncertain_side},
    {"ack/1/thread-note", "internal note with the thread's link", "Zendesk", Criticality::side, by_audits, uncertain_side},
    {"ack/1/runbook", "runbook issue", "GitLab", Criticality::side, "the project's issues: key in the description", uncertain_side},
    {"ack/1/runbook-note", "internal note with the runbook's link", "Zendesk", Criticality::side, by_audits, uncertain_side},
    {"runbook/N/X", "items of the runbook ticked", "GitLab", Criticality::side, "the issue's description: they are ticked", uncertain_side},
    {"ack/1/takeover/X/claim/N", "claim: who asks for the duty", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"ack/1/takeover/X", "question who takes another duty", "Slack", Criticality::side, history, uncertain_side},
    {"contact/1/claim/N", "claim: who contacts the customer", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"contact/1/bridge", "Zoom meeting", "Zoom", Criticality::core, "the account's meetings: key in the agenda", uncertain},
    {"contact/1/bridge", "configured command that opens a call", "bridge", Criticality::core, "this machine's journal: what it printed", "run again, EMERG_EFFECT tells it"},
    {"contact/1/conference", "link of the call on the page", "PagerDuty", Criticality::side, "the incident's conference_bridge", uncertain_side},
    {"contact/1", "public comment with bridge and promised time", "Zendesk", Criticality::core, by_audits, uncertain},
    {"contact/1/off-hours", "internal note: help outside of the covered hours; my manager follows", "Zendesk", Criticality::side, by_audits, uncertain_side},
    {"contact/1/further/X/claim/N", "claim: who writes the further message", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"contact/1/further/X", "further public comment, with the next promised time", "Zendesk", Criticality::core, by_audits, uncertain},
    {"contact/1/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"resolve/1/claim/N", "claim: who resolves without contact", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"resolve/1/forced", "note that says why nobody was contacted", "PagerDuty", Criticality::core, "the incident's notes: key in the last line", uncertain},
    {"resolve/1/X", "page resolved", "PagerDuty", Criticality::core, "the incident's status", uncertain},
    {"followup/1/claim/N", "claim: who follows up", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"followup/1", "public comment with the four points", "Zendesk", Criticality::core, by_audits, uncertain},
    {"followup/1/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"closing/1/claim/N", "claim: who closes the bridge", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"closing/1", "public comment, and the ticket's priority", "Zendesk", Criticality::core, by_audits, uncertain},
    {"closing/1/bridge", "configured command that closes the bridge", "bridge", Criticality::side, "nothing: it may be run again", "run again"},
    {"closing/1/bridge", "Zoom meeting ended", "Zoom", Criticality::side, "the meeting: it is gone", uncertain_side},
    {"closing/1/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"capture/X/claim/N", "claim: who puts the thread into the ticket", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"capture/X", "internal note with the thread's messages", "Zendesk", Criticality::core, by_audits, uncertain},
    {"joined/1", "record of the customer in the call", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"joined/1/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"call/N", "start of a call; settles who asks for a second person", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"call/N/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"call/N/break/N", "break of a call; settles who tells of it", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"call/N/break/N/customer", "public comment with the time to join again", "Zendesk", Criticality::core, by_audits, uncertain},
    {"call/N/break/N/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"call/N/role/X/N", "role in a call; settles who has it", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"call/N/role/X/N/thread", "line in the thread that tags whoever has the role", "Slack", Criticality::side, replies, uncertain_side},
    {"call/N/released/X/N", "somebody may step back from a call; settles who thanks them", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"call/N/released/X/N/thread", "thanks in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"call/N/ended/claim/N", "claim: who writes the notes after a call", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"call/N/ended", "public comment: what was done and what comes next", "Zendesk", Criticality::core, by_audits, uncertain},
    {"call/N/ended/note", "internal note", "Zendesk", Criticality::core, by_audits, uncertain},
    {"call/N/ended/thread", "line in the thread that tags the next on call", "Slack", Criticality::side, replies, uncertain_side},
    {"call/N/ended/bridge", "Zoom meeting ended", "Zoom", Criticality::side, "the meeting: it is gone", uncertain_side},
    {"handoff/N/accepted", "handover accepted; settles who did", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"handoff/N/accepted/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"handoff/N/claim/N", "claim: who hands over", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"handoff/N/note", "briefing as internal note", "Zendesk", Criticality::core, by_audits, uncertain},
    {"handoff/N/thread", "briefing in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"handoff/N", "public comment, ticket assigned to the next engineer", "Zendesk", Criticality::core, by_audits, uncertain},
    {"bulk/X/X/claim/N", "claim: who answers for the incident", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"bulk/X/X", "public comment, the incident's tag, status open or solved", "Zendesk", Criticality::core, by_audits, uncertain},
    {"note/X/claim/N", "claim: who writes the note", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"note/X", "note in the thread", "Slack", Criticality::core, replies, uncertain},
    {"note/X", "internal note, with the files that belong to it", "Zendesk", Criticality::core, by_audits, uncertain},
    {"note/X/thread", "line in the thread that says where the files are", "Slack", Criticality::side, replies, uncertain_side},
    {"status/X/N/claim/N", "claim: who says how it stands; promises the next update", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"status/X/N", "status update in the thread, or in the executives' channel", "Slack", Criticality::core, "the thread's replies, or the channel's history since the page: key in metadata.event_payload", uncertain},
    {"status/X/N", "status update as internal note", "Zendesk", Criticality::core, by_audits, uncertain},
    {"triage/N/claim/N", "claim: who records the triage", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"triage/N/note", "internal note: what triage came to", "Zendesk", Criticality::core, by_audits, uncertain},
    {"triage/N", "what triage came to: internal note, or public comment with priority, form and fields", "Zendesk", Criticality::core, by_audits, uncertain},
    {"triage/N/manager", "private message to the manager", "Slack", Criticality::side, history, uncertain_side},
    {"triage/N/existing", "internal note and priority on the existing ticket", "Zendesk", Criticality::side, "the existing ticket's audits: emerg_key in metadata.custom", uncertain_side},
    {"close/N/claim/N", "claim: who closes", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"close/N/followup/claim/N", "claim: who makes the follow-up ticket after the close", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"close/N/ticket", "follow-up ticket, on behalf of the requester", "Zendesk", Criticality::core, "tickets with this external_id; Idempotency-Key", uncertain},
    {"close/N/link", "internal note with the follow-up's link", "Zendesk", Criticality::side, by_audits, uncertain_side},
    {"close/N/backlink", "internal note on the follow-up, and its priority", "Zendesk", Criticality::side, "the follow-up's audits: emerg_key in metadata.custom", uncertain_side},
    {"close/N", "public comment, ticket solved", "Zendesk", Criticality::core, by_audits, uncertain},
    {"close/N/issue/X", "issue of a kind of `issues`: retro, pairing", "GitLab", Criticality::side, "the project's issues: key in the description", uncertain_side},
    {"close/N/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"unresolved/1/claim/N", "claim: who closes it unresolved", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"unresolved/1/note", "internal note: not resolved", "Zendesk", Criticality::core, by_audits, uncertain},
    {"unresolved/1", "public comment, and the ticket's priority", "Zendesk", Criticality::core, by_audits, uncertain},
    {"unresolved/1/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"unresolved/1/merge/claim/N", "claim: who merges it, and into which ticket", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"unresolved/1/merge", "ticket merged into another, for good", "Zendesk", Criticality::core, "the other ticket's internal notes: key in the last line", uncertain},
    {"unresolved/1/merge/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"page/X/N", "manual incident for a role or a person", "PagerDuty", Criticality::core, "incidents with this incident_key, resolved ones too", uncertain},
    {"page/X/N/claim/N", "claim: who tells the thread", "Zendesk", Criticality::side, lowest, uncertain_side},
    {"page/X/N/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"manager/N/claim/N", "claim: who asks the manager on call", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"manager/N/slack", "question to the manager on call", "Slack", Criticality::core, history, uncertain},
    {"manager/N", "internal note with the question's link", "Zendesk", Criticality::side, by_audits, uncertain_side},
    {"dev/N/claim/N", "claim: who asks the developers on call", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"dev/N/slack", "question to the developers on call", "Slack", Criticality::core, history, uncertain},
    {"dev/N", "internal note with the question's link", "Zendesk", Criticality::side, by_audits, uncertain_side},
    {"overload/N/claim/N", "claim: who asks the manager, about a second emergency", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"overload/N/slack", "question to the manager, about a second emergency", "Slack", Criticality::core, history, uncertain},
    {"overload/N", "internal note with the question's link", "Zendesk", Criticality::side, by_audits, uncertain_side},
    {"overload/N/taken", "answer: I take the second emergency", "Slack", Criticality::side, replies, uncertain_side},
    {"region/N/X/claim/N", "claim: who asks the region", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"region/N/X", "question to a regional group", "Slack", Criticality::core, history, uncertain},
    {"override/X/X/X", "override of a schedule", "PagerDuty", Criticality::core, "the schedule's overrides: person, begin and end", uncertain},
    {"override/X/X/X/cleared", "the same override taken back, which others lay upon", "PagerDuty", Criticality::core, "the schedule's overrides: its id is gone", uncertain},
    {"override/X/X/X/undone", "override taken back, because its counterpart failed", "PagerDuty", Criticality::core, "the schedule's overrides: its id is gone", uncertain},
    {"override/X/X/X/double/X", "the same override made twice, taken back", "PagerDuty", Criticality::core, "the schedule's overrides: its id is gone", uncertain},
    {"group/X", "members of a user group", "Slack", Criticality::core, "the group's members", uncertain},
    {"declared/X/claim/N", "claim: who notes the declared incident", "Zendesk", Criticality::core, lowest, uncertain_core},
    {"declared/X", "internal note with the declared incident's link", "Zendesk", Criticality::core, by_audits, uncertain},
    {"declared/X/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
});
// clang-format on

/// "contact/1/claim/2" is of the form "contact/1/claim/N".
bool is_of_form(const std::string& key, std::string_view form) {
    std::string pattern("[^/]+/");
    for (const char letter : form) {
        pattern += letter == 'N'   ? "[0-9]+"
                   : letter == 'X' ? "[0-9A-Za-z]+"
                                   : std::string(1, letter);
    }
    return RE2::FullMatch(key, pattern);
}

}  // namespace

std::span<const KnownEffect> known_effects() {
    return table;
}

const KnownEffect* row_of(const Effect& effect) {
    const auto* const found = std::find_if(table.begin(), table.end(), [&](const KnownEffect& row) {
        return row.service == service_of(effect) && is_of_form(effect.key, row.key);
    });
    return found == table.end() ? nullptr : &*found;
}

}  // namespace emergency::procedure
