#include "apps/sandbox/drill/duties.h"

#include <algorithm>
#include <array>

namespace sandbox::drill {
namespace {

using std::chrono::minutes;

struct DutyRow {
    std::string_view name;
    std::string_view done;
    std::string_view from;
    minutes within;  ///< Zero: no limit.
    minutes not_before;
    std::string_view section;
    std::string_view why;
};

// clang-format off
constexpr auto duty_rows = std::to_array<DutyRow>({
    {"acknowledge", "acknowledged", "paged", minutes(10), minutes(0), "Acknowledge",
     "a page that nobody acknowledges within ten minutes goes to the manager"},
    {"own", "owned", "paged", minutes(30), minutes(0), "Acknowledge",
     "one person answers for the case: whom the ticket is assigned to"},
    {"thread", "thread", "paged", minutes(30), minutes(0), "Engage",
     "colleagues and the account manager follow the thread"},
    {"contact", "contacted", "paged", minutes(30), minutes(0), "Engage",
     "the customer is promised a first public answer within thirty minutes of the page"},
    {"resolve", "resolved", "contacted", minutes(15), minutes(0), "Engage",
     "resolved says that the customer was contacted: after the contact, and soon"},
    {"follow-up", "followed up", "contacted", minutes(20), minutes(15), "Engage, silence",
     "after fifteen silent minutes the customer gets the four points"},
    {"closing", "priority lowered", "followed up", minutes(20), minutes(15), "Engage, silence",
     "after fifteen more the bridge is closed and the priority lowered"},
    {"call", "done call", "answered", minutes(15), minutes(0), "Engage, the call",
     "a customer who answers is not left alone in the call, and its breaks are kept"},
    {"call notes", "done call ended", "done call", minutes(0), minutes(0), "Close",
     "the customer has the notes in writing, right after the call"},
    {"close", "closed", "contacted", minutes(0), minutes(0), "Close",
     "the emergency's ticket is solved at once; work goes on in another one"},
    {"handover", "handed over", "contacted", minutes(0), minutes(0), "End of the shift",
     "the next engineer is briefed and has the ticket"},
    {"acceptance", "done handoff accepted", "handed over", minutes(0), minutes(0), "End of the shift",
     "you leave only once the next engineer has said that they have it"},
    {"overload", "told support_leadership", "paged", minutes(10), minutes(0), "Two at once",
     "the manager on call hears of a second emergency at once; that is all you owe"},
});
// clang-format on

}  // namespace

std::optional<Duty> duty_named(const std::string& name) {
    const auto* const row = std::ranges::find(duty_rows, name, &DutyRow::name);
    if (row == duty_rows.end()) {
        return std::nullopt;
    }
    Duty duty{.name = name,
              .done = std::string(row->done),
              .from = std::string(row->from),
              .not_before = row->not_before,
              .section = std::string(row->section),
              .why = std::string(row->why)};
    if (row->within > minutes(0)) {
        duty.within = row->within;
    }
    return duty;
}

std::string duty_names() {
    std::string names;
    for (const auto& row : duty_rows) {
        names += names.empty() ? "" : ", ";
        names += row.name;
    }
    return names;
}

}  // namespace sandbox::drill
