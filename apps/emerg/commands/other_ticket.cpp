#include "apps/emerg/commands/other_ticket.h"

#include "libemergency/cases/account.h"
#include "libemergency/cases/reference.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <utility>

namespace emerg {

Result<emergency::zendesk::Ticket> other_ticket(const std::string& word, Session& session) {
    const auto reference = emergency::cases::parse_reference(word);
    const auto* named = reference ? std::get_if<emergency::cases::TicketId>(&*reference) : nullptr;
    if (named == nullptr) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("'{}' names no ticket", emergency::one_line(word)),
                     .hint = "write its number: '#400200'"};
    }
    const auto sources = session.sources();
    auto ticket = sources ? (*sources)->zendesk.ticket(named->id)
                          : Result<emergency::zendesk::Ticket>(sources.error());
    if (!ticket) {
        return ticket;
    }
    const auto fine = emergency::cases::of_this_account(named->server, *ticket, session.config());
    return fine ? std::move(ticket) : fine.error();
}

}  // namespace emerg
