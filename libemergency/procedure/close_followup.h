#pragma once

#include "libemergency/procedure/close.h"

#include <string>

namespace emergency::procedure {

/// A close with what was asked for.
struct Closing {
    const Situation& situation;
    const CloseOptions& options;
    std::string key;  ///< Of the public comment, which ends it.
};

/// "#400200", late if the follow-up ticket is yet to be made; empty if there is none.
std::string number_of(const Closing& closing);

/// Makes the follow-up ticket, if it is to be made.
Result<void> add_ticket(Plan& plan, const Closing& closing, Proof proof);

/// Both links, after the follow-up ticket where it is made here.
Result<void> add_links(Plan& plan, const Closing& closing);

/// Where work goes on may be said after the close, too, by anybody: whoever claims it makes and
/// links the ticket. `is_mine`: this machine closed it, and may have been cut off then.
Result<void> add_followup_late(Plan& plan, const Closing& closing, bool is_mine);

/// Somebody else is closing the case: what is wanted beside that comes afterwards.
void postpone_wishes(Plan& plan, const CloseOptions& options);

}  // namespace emergency::procedure
