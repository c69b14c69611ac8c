#include "libemergency/cases/ticket_reading.h"

#include "libemergency/core/together.h"

namespace emergency::cases {
namespace {

/// A customer whose organisation is gone is a customer all the same.
Result<std::optional<zendesk::Organization>> organization_of(const Sources& sources,
                                                             zendesk::Id id) {
    if (id == 0) {
        return std::optional<zendesk::Organization>();
    }
    auto organization = sources.zendesk.organization(id);
    if (organization) {
        return std::optional(*std::move(organization));
    }
    if (organization.error().kind != ErrorKind::not_found) {
        return organization.error();
    }
    return std::optional<zendesk::Organization>();
}

}  // namespace

Result<TicketReading> read_ticket(const Sources& sources, zendesk::Id id) {
    auto ticket = sources.zendesk.ticket(id);
    if (!ticket) {
        return ticket.error();
    }
    auto [conversation, audits, organization] =
        together([&] { return sources.zendesk.conversation(id); },
                 [&] { return sources.zendesk.audits(id); },
                 [&] { return organization_of(sources, ticket->organization_id); });
    if (!conversation || !audits) {
        return conversation ? audits.error() : conversation.error();
    }
    if (!organization) {
        return organization.error();
    }
    return TicketReading{*std::move(ticket), *std::move(conversation), *std::move(audits),
                         *std::move(organization)};
}

}  // namespace emergency::cases
