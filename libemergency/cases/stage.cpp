#include "libemergency/cases/ending.h"
#include "libemergency/cases/progress.h"

#include <algorithm>
#include <array>
#include <utility>

namespace emergency::cases {
namespace {

/// The newest handover was confirmed.
bool is_accepted(const Case& one, const Config& config) {
    const auto last = last_handover(one);
    return one.depth == Depth::full ? last && last->accepted != nullptr
                                    : !awaits_acceptance(one, config.zendesk.tag_prefix);
}

zendesk::Id id_of_audit(const zendesk::Audit* audit) {
    return audit == nullptr ? 0 : audit->id;
}

/// An agent wrote since the page.
bool is_contacted(const Case& one, const std::string& tag_prefix) {
    const bool is_listed = one.depth == Depth::listed &&
                           (has_step(one, "contact", tag_prefix) ||
                            (one.incident && one.incident->status == pagerduty::Status::resolved));
    return first_contact(one) != nullptr || is_listed;
}

/// Of a page without a ticket the page says it.
bool is_closed(const Case& one, const std::string& tag_prefix) {
    const bool page_is_over = !one.incident || one.incident->status == pagerduty::Status::resolved;
    if (!one.ticket) {
        return page_is_over;
    }
    return one.ticket->is_done() || (page_is_over && is_downgraded(one, tag_prefix));
}

}  // namespace

bool is_engaged(const Case& one, const std::string& tag_prefix) {
    return customer_answer(one) != nullptr ||
           (is_contacted(one, tag_prefix) &&
            (has_step(one, "joined", tag_prefix) || has_step(one, "call", tag_prefix)));
}

Stage stage_of(const Case& one, const std::string& tag_prefix) {
    const bool rings = one.incident && one.incident->status == pagerduty::Status::triggered;
    if (rings && one.ticket && one.ticket->is_done()) {
        return Stage::paged;
    }
    if (is_closed(one, tag_prefix)) {
        return Stage::closed;
    }
    if (is_engaged(one, tag_prefix)) {
        return Stage::engaged;
    }
    if (is_contacted(one, tag_prefix)) {
        return Stage::contacted;
    }
    const bool is_held = one.incident && one.incident->status == pagerduty::Status::acknowledged;
    const bool is_owned = is_held || (!rings && one.ticket && one.ticket->assignee_id != 0);
    return is_owned ? Stage::acknowledged : Stage::paged;
}

std::vector<std::string> side_states(const Case& one, const Config& config) {
    constexpr std::array<std::pair<const char*, const char*>, 4> told{
        {{"followup", "followed-up"},
         {"closing", "downgraded"},
         {"handoff", "handed-off"},
         {"unresolved", "downgraded"}}};
    std::vector<std::pair<zendesk::Id, std::string>> happened;
    for (const auto& [step, state] : told) {
        if (has_step(one, step, config.zendesk.tag_prefix)) {
            happened.emplace_back(id_of_audit(record_of(one, key_of(one, step))), state);
        }
    }
    if (has_step(one, "handoff", config.zendesk.tag_prefix) && is_accepted(one, config)) {
        const auto last = last_handover(one);
        happened.emplace_back(id_of_audit(last ? last->accepted : nullptr), "accepted");
    }
    if (const auto* triage = newest_triage(one)) {
        const bool is_lower = triage->custom.contains(downgraded_name);
        happened.emplace_back(
            triage->id, is_lower ? std::string("downgraded") : "triage: " + triage_outcome_of(one));
    }
    std::stable_sort(happened.begin(), happened.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> states;
    states.reserve(happened.size());
    for (auto& [id, state] : happened) {
        states.push_back(std::move(state));
    }
    return states;
}

}  // namespace emergency::cases
