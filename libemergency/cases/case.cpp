#include "libemergency/cases/case.h"

namespace emergency::cases {

const char* words(TicketRoute route) {
    switch (route) {
        case TicketRoute::given:
            return "its own id";
        case TicketRoute::incident_key:
            return "the incident key";
        case TicketRoute::alert_context:
            return "an alert's link";
        case TicketRoute::client_url:
            return "the page's client link";
        case TicketRoute::details:
            return "the alert's details";
        case TicketRoute::body:
            return "the page's body";
        case TicketRoute::title:
            return "the page's title";
        case TicketRoute::note:
            return "a note on the page";
        case TicketRoute::thread:
            return "the Slack thread";
    }
    return "";
}

}  // namespace emergency::cases
