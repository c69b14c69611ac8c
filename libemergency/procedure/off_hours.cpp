#include "libemergency/procedure/off_hours.h"

#include "libemergency/procedure/words.h"

#include <fmt/ranges.h>

namespace emergency::procedure {

std::string uncovered_hours(const Situation& situation) {
    const auto* const rule = cases::coverage_of(situation.one, situation.config);
    if (rule == nullptr || cases::is_covered(*rule, cases::paged_at(situation.one))) {
        return {};
    }
    return fmt::format("{}: {}", rule->name, fmt::join(rule->hours, ", "));
}

std::string coverage_warning(const Situation& situation) {
    const auto hours = uncovered_hours(situation);
    return hours.empty() ? std::string()
                         : fmt::format(
                               "the page came outside of the hours of {}; to help all the "
                               "same, this once: emerg contact {} --off-hours",
                               hours, cases::id_of(situation.one));
}

Result<void> add_off_hours_note(Plan& plan, const Situation& situation, const std::string& step_key,
                                zendesk::Id manager) {
    const auto key = step_key + "/off-hours";
    if (cases::record_of(situation.one, key) != nullptr) {
        return {};
    }
    auto values = values_of(situation);
    values["hours"] = uncovered_hours(situation);
    values["manager"] = manager == 0 ? "" : "yes";
    const auto text = colleague_text(situation, "off_hours_note", values);
    if (!text) {
        return text.error();
    }
    if (manager == 0) {
        add_remark(plan, "user.manager names nobody in Zendesk: no manager follows the ticket");
    }
    const auto& ticket = *situation.one.ticket;
    add_after(plan, step_key,
              {.key = key,
               .description = fmt::format("internal note on {}: outside of the covered hours",
                                          name_of(situation.one)),
               .criticality = Criticality::side,
               .proof = Proof::before_first,
               .since = cases::paged_at(situation.one),
               .change = zendesk::TicketUpdate{
                   .ticket_id = ticket.id,
                   .comment = zendesk::NewComment{*text, false},
                   .followers = manager == 0 ? std::vector<zendesk::Id>() : std::vector{manager},
                   .metadata = metadata_of(situation, key),
                   .updated_stamp = ticket.updated_stamp}});
    return {};
}

}  // namespace emergency::procedure
