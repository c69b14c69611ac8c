#pragma once

#include "libemergency/cases/locate.h"

#include <optional>
#include <vector>

namespace emergency::cases {

/// A ticket with all that is said in it.
struct TicketReading {
    zendesk::Ticket ticket;
    zendesk::Conversation conversation;
    std::vector<zendesk::Audit> audits;
    std::optional<zendesk::Organization> organization;
};

/// The ticket first: its stamp guards what we write, so nothing that was said after it may be
/// missing from what we read. Were the ticket read last, its stamp would vouch for an answer
/// unseen.
Result<TicketReading> read_ticket(const Sources& sources, zendesk::Id id);

}  // namespace emergency::cases
