#pragma once

#include "libemergency/core/result.h"
#include "libemergency/message/message.h"
#include "libemergency/procedure/plan.h"

#include <string>
#include <vector>

/// What verbs share whose effects reach a second ticket, or that a case may see several times.
namespace emergency::procedure {

/// The next key of a step that a case may see several times, and the newest record since the page.
struct Occurrence {
    std::string key = {};
    const zendesk::Audit* last = nullptr;
};
Occurrence occurrence_of(const cases::Case& one, const std::string& step);

/// May work go on in this ticket? Another customer's is refused (`policy`), unless that is meant.
Result<void> of_same_customer(const Situation& situation, const zendesk::Ticket& other,
                              bool other_requester);

/// Does it carry step tags: is it an emergency that somebody has begun?
bool is_begun_emergency(const Situation& situation, const zendesk::Ticket& ticket);

/// An internal note on another ticket, with the key of the effect that it is; `late_ticket` if that
/// one is yet to be made.
struct CrossNote {
    std::string key = {};
    zendesk::Id ticket_id = 0;
    std::string late_ticket = {};
    std::string text = {};
    std::string priority = {};  ///< Empty: as it is.
};
Effect cross_note(const Situation& situation, const CrossNote& note);

/// Adds a line to the thread, if there is one, after `needs`.
Result<void> add_line(Plan& plan, const Situation& situation, const std::string& step_key,
                      const std::string& message, const message::Values& more,
                      const std::vector<std::string>& needs);

}  // namespace emergency::procedure
