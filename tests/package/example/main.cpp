#include <libemergency/cases/reference.h>
#include <libemergency/config/load.h>

#include <iostream>

/// Says which ticket a link names, and within which time its customer must hear from us.
int main(int count, char** words) {
    const auto reference = emergency::cases::parse_reference(count > 1 ? words[1] : "");
    const auto loaded = emergency::load_config({});
    if (!reference || !loaded) {
        std::cerr << (reference ? loaded.error() : reference.error()).message << '\n';
        return 1;
    }
    const auto* ticket = std::get_if<emergency::cases::TicketId>(&*reference);
    if (ticket == nullptr) {
        std::cerr << "that is no ticket\n";
        return 1;
    }
    std::cout << "ticket " << ticket->id << ", "
              << loaded->config.policy.contact_within.count() / 60'000 << " min\n";
}
