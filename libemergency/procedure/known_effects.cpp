#include "libemergency/procedure/known_effects.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string>

namespace emergency::procedure {
namespace {

constexpr std::string_view audits = "the ticket's audits: emerg_key in metadata.custom";
constexpr std::string_view lowest =
    "the lowest of the ticket's audits with the key in metadata.custom owns it";
constexpr std::string_view replies = "the thread's replies: key in metadata.event_payload";
constexpr std::string_view uncertain = "uncertain, 11; the same command, or sync, looks again";
constexpr std::string_view uncertain_side = "uncertain, 11; sync looks again until it expires";
constexpr std::string_view stands_down = "uncertain, 11; nothing that needs it is begun";

// clang-format off
constexpr auto table = std::to_array<KnownEffect>({
    {"ack/1", "ticket assigned; settles who acknowledges", "Zendesk", Criticality::core, lowest, stands_down},
    {"ack/1/take/N", "ticket taken over from somebody", "Zendesk", Criticality::core, lowest, stands_down},
    {"ack/1/page", "page acknowledged", "PagerDuty", Criticality::core, "the incident's status; taking over: my acknowledgement in it", uncertain},
    {"ack/1/thread", "root of the thread", "Slack", Criticality::side, "the channel's history since the page: key in metadata.event_payload", uncertain_side},
    {"ack/1/thread-note", "internal note with the thread's link", "Zendesk", Criticality::side, audits, uncertain_side},
    {"contact/1/claim/N", "claim: who contacts the customer", "Zendesk", Criticality::core, lowest, stands_down},
    {"contact/1", "public comment with bridge and promised time", "Zendesk", Criticality::core, audits, uncertain},
    {"contact/1/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"resolve/1/claim/N", "claim: who resolves without contact", "Zendesk", Criticality::core, lowest, stands_down},
    {"resolve/1/forced", "note that says why nobody was contacted", "PagerDuty", Criticality::core, "the incident's notes: key in the last line", uncertain},
    {"resolve/1/X", "page resolved", "PagerDuty", Criticality::core, "the incident's status", uncertain},
    {"followup/1/claim/N", "claim: who follows up", "Zendesk", Criticality::core, lowest, stands_down},
    {"followup/1", "public comment with the four points", "Zendesk", Criticality::core, audits, uncertain},
    {"followup/1/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"closing/1/claim/N", "claim: who closes the bridge", "Zendesk", Criticality::core, lowest, stands_down},
    {"closing/1", "public comment, and the ticket's priority", "Zendesk", Criticality::core, audits, uncertain},
    {"closing/1/bridge", "configured command that closes the bridge", "bridge", Criticality::side, "nothing: it may be run again", "run again"},
    {"closing/1/thread", "line in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"handoff/N/claim/N", "claim: who hands over", "Zendesk", Criticality::core, lowest, stands_down},
    {"handoff/N/note", "briefing as internal note", "Zendesk", Criticality::core, audits, uncertain},
    {"handoff/N/thread", "briefing in the thread", "Slack", Criticality::side, replies, uncertain_side},
    {"handoff/N", "public comment, ticket assigned to the next engineer", "Zendesk", Criticality::core, audits, uncertain},
    {"note/X/claim/N", "claim: who writes the note", "Zendesk", Criticality::core, lowest, stands_down},
    {"note/X", "note in the thread", "Slack", Criticality::core, replies, uncertain},
    {"note/X", "internal note", "Zendesk", Criticality::core, audits, uncertain},
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
    const auto found = std::find_if(table.begin(), table.end(), [&](const KnownEffect& row) {
        return row.service == service_of(effect) && is_of_form(effect.key, row.key);
    });
    return found == table.end() ? nullptr : &*found;
}

}  // namespace emergency::procedure
