#pragma once

#include "libemergency/zendesk/types.h"

#include <string>

namespace emergency::procedure {

/// Adds to the update, whose tags are given, what the macro changes of the ticket beside its
/// comment: tags, priority, status, form, custom fields.
void set_by_macro(zendesk::TicketUpdate& update, const zendesk::Macro& macro,
                  const zendesk::Ticket& ticket);

/// "the macro sets priority high, tags a b"; empty if it sets nothing.
std::string told_macro(const zendesk::Macro& macro, const zendesk::Ticket& ticket);

}  // namespace emergency::procedure
