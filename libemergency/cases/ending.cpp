#include "libemergency/cases/ending.h"

#include "libemergency/cases/progress.h"

namespace emergency::cases {

const zendesk::Audit* newest_triage(const Case& one) {
    const auto prefix = key_root(one) + "/triage/";
    const zendesk::Audit* newest = nullptr;
    for (const auto& audit : one.audits) {
        const auto key = audit.custom.find(metadata::key);
        const bool is_triage = key != audit.custom.end() && key->second.starts_with(prefix) &&
                               audit.custom.contains(metadata::outcome);
        const bool is_since_page = std::chrono::floor<std::chrono::seconds>(audit.at) >=
                                   std::chrono::floor<std::chrono::seconds>(paged_at(one));
        if (is_triage && is_since_page && (newest == nullptr || audit.id > newest->id)) {
            newest = &audit;
        }
    }
    return newest;
}

std::string triage_outcome_of(const Case& one) {
    const auto* triage = newest_triage(one);
    return triage == nullptr ? std::string() : triage->custom.at(metadata::outcome);
}

bool is_downgraded(const Case& one, const std::string& tag_prefix) {
    const auto* triage = newest_triage(one);
    return (triage != nullptr && triage->custom.contains(downgraded_name)) ||
           has_step(one, "unresolved", tag_prefix);
}

}  // namespace emergency::cases
