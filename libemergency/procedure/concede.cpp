#include "libemergency/procedure/concede.h"

#include "libemergency/cases/progress.h"
#include "libemergency/procedure/plan.h"

#include <algorithm>

namespace emergency::procedure {
namespace {

const zendesk::Audit* lowest_of(const std::vector<zendesk::Audit>& audits, const std::string& key) {
    const auto found = std::find_if(audits.begin(), audits.end(), [&](const auto& audit) {
        const auto its = audit.custom.find(cases::metadata::key);
        return its != audit.custom.end() && its->second == key;
    });
    return found == audits.end() ? nullptr : &*found;
}

/// The tag of the step that the claim is for, if the step is done.
std::string lost_tag(const std::vector<zendesk::Audit>& audits, const std::string& claim_key,
                     const zendesk::TicketUpdate& update) {
    const auto end_of_key = claim_key.rfind("/claim/");
    const auto own = update.tags && !update.tags->empty() ? update.tags->back() : std::string();
    const auto end_of_tag = own.rfind("_claim_");
    if (end_of_key == std::string::npos || end_of_tag == std::string::npos) {
        return {};
    }
    const auto step_key = claim_key.substr(0, end_of_key);
    const bool is_done = is_of_step(step_key) && lowest_of(audits, step_key) != nullptr;
    return is_done ? own.substr(0, end_of_tag) : std::string();
}

}  // namespace

Result<void> concede(const Services& services, const Effect& claim) {
    const auto& update = std::get<zendesk::TicketUpdate>(claim.change);
    const auto audits = services.zendesk.audits(update.ticket_id);
    if (!audits) {
        return audits.error();
    }
    if (const auto tag = lost_tag(*audits, claim.key, update); !tag.empty()) {
        if (auto added = services.zendesk.add_tags(update.ticket_id, {tag}); !added) {
            return added.error();
        }
    }
    const auto* winner = lowest_of(*audits, claim.key);
    if (winner == nullptr || !update.assignee_id || winner->author_id == *update.assignee_id) {
        return {};
    }
    zendesk::TicketUpdate given_back{.ticket_id = update.ticket_id};
    given_back.assignee_id = winner->author_id;
    const auto given = services.zendesk.apply(given_back);
    return given ? Result<void>() : Result<void>(given.error());
}

}  // namespace emergency::procedure
