#include "libemergency/procedure/macro.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

namespace emergency::procedure {
namespace {

/// The tags that the macro adds; none is taken away, for ours tell what happened.
std::vector<std::string> added_tags(const zendesk::Macro& macro, const zendesk::Ticket& ticket) {
    std::vector<std::string> added;
    std::copy_if(macro.tags.begin(), macro.tags.end(), std::back_inserter(added),
                 [&](const std::string& tag) {
                     return std::find(ticket.tags.begin(), ticket.tags.end(), tag) ==
                            ticket.tags.end();
                 });
    return added;
}

/// Those that are not so already.
std::map<zendesk::Id, std::string> changed_fields(const zendesk::Macro& macro,
                                                  const zendesk::Ticket& ticket) {
    std::map<zendesk::Id, std::string> changed;
    std::copy_if(macro.fields.begin(), macro.fields.end(), std::inserter(changed, changed.end()),
                 [&](const auto& field) {
                     const auto now = ticket.fields.find(field.first);
                     return field.second != (now == ticket.fields.end() ? "" : now->second);
                 });
    return changed;
}

}  // namespace

void set_by_macro(zendesk::TicketUpdate& update, const zendesk::Macro& macro,
                  const zendesk::Ticket& ticket) {
    const auto added = added_tags(macro, ticket);
    update.tags->insert(update.tags->end(), added.begin(), added.end());
    if (!macro.priority.empty() && macro.priority != ticket.priority) {
        update.priority = macro.priority;
    }
    if (!macro.status.empty() && macro.status != ticket.status) {
        update.status = macro.status;
    }
    if (macro.form_id != 0 && macro.form_id != ticket.form_id) {
        update.form_id = macro.form_id;
    }
    update.fields.merge(changed_fields(macro, ticket));
}

std::string told_macro(const zendesk::Macro& macro, const zendesk::Ticket& ticket) {
    std::vector<std::string> parts;
    if (!macro.priority.empty() && macro.priority != ticket.priority) {
        parts.push_back("priority " + one_line(macro.priority));
    }
    if (!macro.status.empty() && macro.status != ticket.status) {
        parts.push_back("status " + one_line(macro.status));
    }
    if (macro.form_id != 0 && macro.form_id != ticket.form_id) {
        parts.push_back(fmt::format("form {}", macro.form_id));
    }
    for (const auto& [id, value] : changed_fields(macro, ticket)) {
        parts.push_back(fmt::format("field {} to {}", id, one_line(value)));
    }
    if (const auto tags = added_tags(macro, ticket); !tags.empty()) {
        parts.push_back(one_line(fmt::format("tags {}", fmt::join(tags, " "))));
    }
    return parts.empty() ? "" : fmt::format("the macro sets {}", fmt::join(parts, ", "));
}

}  // namespace emergency::procedure
