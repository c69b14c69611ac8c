#pragma once

#include "libemergency/cases/locate.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::cases {

/// Puts what was said and done into the case, with the thread and the bridge that its audits
/// remember.
void add_history(Case& one, zendesk::Conversation conversation, std::vector<zendesk::Audit> audits);

/// The assignee writes no comment at first, so the conversation may not know him: his name is that
/// of whoever acknowledged, if his `ack` is on record. Needs history and page.
void add_assignee(Case& one);

/// Has a command of ours left the tag of a step on the ticket?
bool has_step_tag(const zendesk::Ticket& ticket, const std::string& tag_prefix);

/// What reading histories took, and what it could not read.
struct HistoriesRead {
    int requests = 0;
    std::optional<Error> missing = {};  ///< A case whose history did not come stays `listed`.
};

/// Brings listed cases to depth `full`, those that somebody has begun (the page is acknowledged, or
/// the ticket has a step tag), but of more than 25 only the newest: comments and audits, and the
/// page, where the ticket has no open one. Six cases at a time. What `before` holds of a ticket
/// that has not changed since costs nothing. The order stays the oldest page first.
HistoriesRead read_histories(const Sources& sources, std::vector<Case>& cases,
                             const std::vector<Case>& before = {});

}  // namespace emergency::cases
