#include "libemergency/procedure/concede.h"

#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/plan.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace emergency::procedure {
namespace {

const zendesk::Audit* lowest_of(const std::vector<zendesk::Audit>& audits, const std::string& key) {
    const auto found = std::find_if(audits.begin(), audits.end(), [&](const auto& audit) {
        const auto its = audit.custom.find(cases::metadata::key);
        return its != audit.custom.end() && its->second == key;
    });
    return found == audits.end() ? nullptr : &*found;
}

/// "/overload/1" as it stands in a tag.
std::string in_tag(std::string_view path) {
    std::string text(path);
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

/// The tags of steps that are on record and that the claim, which wrote the tags as it had read
/// them, took away.
std::vector<std::string> lost_tags(const std::vector<zendesk::Audit>& audits,
                                   std::string_view claim_key,
                                   const std::vector<std::string>& written) {
    const auto root = claim_key.substr(0, claim_key.find('/'));
    const auto own = written.empty() ? std::string() : written.back();
    const auto path = in_tag(claim_key.substr(root.size()));
    if (!own.ends_with(path)) {
        return {};
    }
    const auto prefix = own.substr(0, own.size() - path.size());
    std::vector<std::string> lost;
    for (const auto& audit : audits) {
        const auto key = value_of(audit.custom, cases::metadata::key);
        const auto tag =
            prefix + in_tag(std::string_view(key).substr(std::min(root.size(), key.size())));
        const bool is_of_case = key.starts_with(std::string(root) + '/') && is_of_step(key);
        if (is_of_case && std::find(written.begin(), written.end(), tag) == written.end() &&
            std::find(lost.begin(), lost.end(), tag) == lost.end()) {
            lost.push_back(tag);
        }
    }
    return lost;
}

}  // namespace

Result<void> concede(const Services& services, const Effect& claim) {
    const auto& update = std::get<zendesk::TicketUpdate>(claim.change);
    const auto audits = services.zendesk.audits(update.ticket_id);
    if (!audits) {
        return audits.error();
    }
    const auto lost =
        update.tags ? lost_tags(*audits, claim.key, *update.tags) : std::vector<std::string>();
    if (!lost.empty()) {
        if (auto added = services.zendesk.add_tags(update.ticket_id, lost); !added) {
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
