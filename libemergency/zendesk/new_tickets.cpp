#include "libemergency/zendesk/client.h"
#include "libemergency/zendesk/paging.h"
#include "libemergency/zendesk/parse.h"
#include "libemergency/zendesk/request.h"

#include <nlohmann/json.hpp>

namespace emergency::zendesk {
namespace {

/// A service that knows no such filter would list every ticket.
bool is_older(const nlohmann::json& ticket, const std::string& external_id, const Ticket& oldest) {
    return http::text_at(ticket, "/external_id") == external_id &&
           (oldest.id == 0 || http::number_at(ticket, "/id") < oldest.id);
}

}  // namespace

Result<Ticket> Client::apply(const NewTicket& wanted) const {
    const auto answer = api_.send(call_of(wanted));
    return answer ? ticket_from(part(*answer, "ticket")) : Result<Ticket>(answer.error());
}

http::Shown Client::show(const NewTicket& wanted) const {
    return api_.show(call_of(wanted));
}

Result<Ticket> Client::ticket_of(const std::string& external_id) const {
    const auto found = pages(api_, {.path = api_path({"tickets"}),
                                    .query = {{"external_id", external_id}},
                                    .items = "/tickets"});
    if (!found) {
        return found.error();
    }
    Ticket oldest{};
    for (const auto& page : *found) {
        for (const auto& each : items_at(page, "/tickets")) {
            auto ticket = ticket_from(each);
            if (!ticket) {
                return ticket;
            }
            if (is_older(each, external_id, oldest)) {
                oldest = *std::move(ticket);
            }
        }
    }
    return oldest;
}

}  // namespace emergency::zendesk
