#include "libemergency/zendesk/client.h"
#include "libemergency/zendesk/parse.h"
#include "libemergency/zendesk/request.h"

#include <nlohmann/json.hpp>

namespace emergency::zendesk {

Result<Ticket> Client::apply(const NewTicket& wanted) const {
    const auto answer = api_.send(call_of(wanted));
    return answer ? ticket_from(part(*answer, "ticket")) : Result<Ticket>(answer.error());
}

http::Shown Client::show(const NewTicket& wanted) const {
    return api_.show(call_of(wanted));
}

Result<Ticket> Client::ticket_of(const std::string& external_id) const {
    const auto answer = api_.get(api_path({"tickets"}), {{"external_id", external_id}});
    if (!answer) {
        return answer.error();
    }
    Ticket oldest{};
    for (const auto& each : items_at(*answer, "/tickets")) {
        auto ticket = ticket_from(each);
        if (!ticket) {
            return ticket;
        }
        // A service that knows no such filter would list every ticket.
        const bool is_it = http::text_at(each, "/external_id") == external_id;
        if (is_it && (oldest.id == 0 || ticket->id < oldest.id)) {
            oldest = *std::move(ticket);
        }
    }
    return oldest;
}

}  // namespace emergency::zendesk
